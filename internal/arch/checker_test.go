package arch

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// fake is a small module: path, then text.
func fake(t *testing.T, pairs ...string) tree {
	t.Helper()
	files := fstest.MapFS{"go.mod": {Data: []byte("module beli\n\ngo 1.26\n")}}
	for i := 0; i < len(pairs); i += 2 {
		files[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	made, err := read(files)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// importing is a package that imports what is named.
func importing(imports ...string) string {
	return "// Package x is here.\npackage x\n\nimport (\n\t_ \"" + strings.Join(imports, "\"\n\t_ \"") + "\"\n)\n"
}

// aCase is one file and what a check must say about it; "" for nothing.
type aCase struct{ path, text, want string }

func expect(t *testing.T, check func(tree) []string, cases []aCase) {
	t.Helper()
	for _, c := range cases {
		got := strings.Join(check(fake(t, c.path, c.text)), "\n")
		if got != c.want {
			t.Errorf("%s:\n%s\nproblems: %q\nwant:     %q", c.path, c.text, got, c.want)
		}
	}
}

func TestLayers_catch_arrows_that_point_outward(t *testing.T) {
	expect(t, checkLayers, []aCase{
		{"internal/order/a.go", importing("fmt", "beli/internal/money", "beli/internal/outbox", "beli/internal/region"), ""},
		{"internal/checkout/a.go", importing("beli/internal/order", "beli/internal/audit", "beli/internal/fault"), ""},
		{"internal/payment/sandbox/a.go", importing("net/http", "beli/internal/payment", "beli/internal/money"), ""},
		{"internal/store/a.go", importing("beli/ent/db/shop", "beli/ent/migrations", "beli/internal/shop", "beli/internal/changelog"), ""},
		{"internal/web/owner/a.go", importing("beli/internal/web", "beli/internal/selling", "beli/frontend/pages/home"), ""},
		{"cmd/beli/main.go", importing("beli/internal/app", "beli/internal/config"), ""},
		{"internal/store/storetest/a.go", importing("beli/internal/store", "beli/internal/postgrestest"), ""},
		{"internal/order/a_test.go", importing("beli/internal/store", "beli/internal/checkout"), ""},
		{"internal/catalog/a.go", importing("beli/internal/shop"), "internal/catalog/a.go: domain may not import internal/shop (domain)"},
		{"internal/catalog/a.go", importing("beli/internal/checkout"), "internal/catalog/a.go: domain may not import internal/checkout (use case)"},
		{"internal/checkout/a.go", importing("beli/internal/fulfilment"), "internal/checkout/a.go: use case may not import internal/fulfilment (use case)"},
		{"internal/checkout/a.go", importing("beli/internal/store"), "internal/checkout/a.go: use case may not import internal/store (store)"},
		{"internal/web/a.go", importing("beli/internal/store"), "internal/web/a.go: web may not import internal/store (store)"},
		{"internal/web/a.go", importing("beli/internal/photo/disk"), "internal/web/a.go: web may not import internal/photo/disk (adapter)"},
		{"internal/payment/sandbox/a.go", importing("beli/internal/order"), "internal/payment/sandbox/a.go: adapter may not import internal/order (domain)"},
		{"internal/payment/a.go", importing("beli/internal/payment/sandbox"), "internal/payment/a.go: domain may not import internal/payment/sandbox (adapter)"},
		{"internal/money/a.go", importing("beli/internal/fault"), "internal/money/a.go: kernel may not import internal/fault (kernel)"},
		{"internal/outbox/a.go", importing("beli/internal/order"), "internal/outbox/a.go: machinery may not import internal/order (domain)"},
		{"cmd/beli/main.go", importing("beli/internal/store"), "cmd/beli/main.go: command may not import internal/store (store)"},
		{"frontend/pages/home/a.go", importing("beli/internal/catalog"), "frontend/pages/home/a.go: frontend may not import internal/catalog (domain)"},
		{"internal/order/a.go", importing("beli/internal/config"), "internal/order/a.go: domain may not import internal/config (config)"},
		{"internal/app/a.go", importing("beli/internal/store/storetest"), "internal/app/a.go: imports internal/store/storetest outside of a test"},
		{"internal/web/a.go", importing("beli/ent/db"), "internal/web/a.go: imports ent/db, which only store and ent/plan may"},
		{"internal/order/a_test.go", importing("beli/ent/db/shop"), "internal/order/a_test.go: imports ent/db/shop, which only store and ent/plan may"},
		{"internal/orders/a.go", importing("fmt"), "internal/orders/a.go: internal/orders is in no layer"},
	})
}

func TestHomes_catch_technologies_abroad(t *testing.T) {
	expect(t, checkHomes, []aCase{
		{"internal/web/a.go", importing("github.com/gofiber/fiber/v2", "github.com/valyala/fasthttp"), ""},
		{"internal/order/a_test.go", importing("pgregory.net/rapid", "github.com/jackc/pgx/v5"), ""},
		{"internal/search/searchtest/a.go", importing("testing", "pgregory.net/rapid"), ""},
		{"internal/search/a.go", importing("golang.org/x/text/unicode/norm"), ""},
		{"internal/order/a.go", importing("github.com/gofiber/fiber/v2"), "internal/order/a.go: imports github.com/gofiber/fiber/v2 outside of its home (internal/web)"},
		{"internal/order/a_test.go", importing("github.com/gofiber/fiber/v2"), "internal/order/a_test.go: imports github.com/gofiber/fiber/v2 outside of its home (internal/web)"},
		{"internal/payment/sandbox/a.go", importing("github.com/stripe/stripe-go/v76"), "internal/payment/sandbox/a.go: imports github.com/stripe/stripe-go/v76 outside of its home (internal/payment/stripe)"},
		{"internal/outbox/a.go", importing("github.com/jackc/pgx/v5"), "internal/outbox/a.go: imports github.com/jackc/pgx/v5 outside of its home (internal/store internal/postgrestest ent/plan)"},
		{"internal/money/a.go", importing("golang.org/x/text/language"), "internal/money/a.go: imports golang.org/x/text/language outside of its home (*)"},
		{"internal/order/a.go", importing("pgregory.net/rapid"), "internal/order/a.go: imports pgregory.net/rapid outside of its home (tests)"},
		{"internal/order/a.go", importing("testing/fstest"), "internal/order/a.go: imports testing/fstest outside of its home (internal/arch)"},
		{"internal/order/a.go", importing("github.com/pkg/errors"), "internal/order/a.go: imports github.com/pkg/errors, which has no home"},
		{"internal/order/a_test.go", importing("github.com/stretchr/testify"), "internal/order/a_test.go: imports github.com/stretchr/testify, which has no home"},
	})
}

func TestCalls_catch_functions_abroad(t *testing.T) {
	const now = "// Package x is here.\npackage x\n\nimport \"time\"\n\nfunc f() time.Time { return time.Now() }\n"
	const env = "package x\n\nimport machine \"os\"\n\nfunc f() string { return machine.Getenv(\"A\") }\n"
	const passed = "package x\n\nimport \"os\"\n\nfunc f() func(string) string { return os.Getenv }\n"
	const own = "package x\n\ntype clock struct{}\n\nfunc (clock) Now() int { return 1 }\n\nfunc f(time clock) int { return time.Now() }\n"
	const raw = "package x\n\ntempl f(s string) {\n\t<p>@templ.Raw(s)</p>\n}\n"
	expect(t, checkCalls, []aCase{
		{"internal/clock/a.go", now, ""},
		{"internal/order/a_test.go", now, ""},
		{"internal/config/a.go", env, ""},
		{"cmd/beli/a.go", passed, ""},
		{"internal/order/a.go", own, ""},
		{"frontend/components/a.templ", raw, ""},
		{"internal/order/a.go", now, "internal/order/a.go:6: time.Now: the time comes from a clock.Clock, so that deadlines can be tested"},
		{"internal/order/a.go", env, "internal/order/a.go:5: os.Getenv: settings are read once, by config"},
		{"internal/app/a.go", passed, "internal/app/a.go:5: os.Getenv: settings are read once, by config"},
		{"frontend/pages/home/a.templ", raw, "frontend/pages/home/a.templ:4: templ.Raw: what escapes escaping is looked at in two places"},
		{"internal/web/a.go", "package x\n\nimport \"github.com/a-h/templ\"\n\nvar a = templ.SafeURL(\"x\")\n",
			"internal/web/a.go:5: templ.SafeURL: what escapes escaping is looked at in two places"},
	})
}

func TestDocs_catch_packages_without_one_comment(t *testing.T) {
	expect(t, checkDocs, []aCase{
		{"internal/order/a.go", "// Package order is what a buyer pays one shop.\npackage order\n", ""},
		{"cmd/beli/a.go", "// Beli sells.\npackage main\n", ""},
		{"internal/order/a_test.go", "package order\n", ""},
		{"internal/order/a.go", "package order\n", "internal/order: package order has no comment"},
		{"internal/order/a.go", "// Orders.\npackage order\n", `internal/order/a.go: the comment does not begin with "Package order"`},
	})
	two := fake(t, "internal/order/a.go", "// Package order is a.\npackage order\n", "internal/order/b.go", "// Package order is b.\npackage order\n")
	if got := checkDocs(two); len(got) != 1 || got[0] != "internal/order: package order has 2 comments, the second in internal/order/b.go" {
		t.Errorf("problems = %q", got)
	}
}

func TestLength_catches_the_401st_line(t *testing.T) {
	file := func(lines int) string { return "package x\n" + strings.Repeat("\n", lines-1) }
	expect(t, checkLength, []aCase{
		{"internal/order/a.go", file(400), ""},
		{"internal/order/a_test.go", file(900), ""},
		{"ent/db/a.go", "// Code generated by ent, DO NOT EDIT.\n\n" + file(900), ""},
		{"internal/order/a.go", file(401), "internal/order/a.go: 401 lines, at most 400"},
	})
}

func TestGenerated_catches_a_lost_mark(t *testing.T) {
	const mark = "// Code generated by a program. DO NOT EDIT.\n\npackage x\n"
	expect(t, checkGenerated, []aCase{
		{"ent/db/a.go", mark, ""},
		{"frontend/pages/home/home_templ.go", mark, ""},
		{"ent/db/shop/a.go", "package shop\n", `ent/db/shop/a.go: has lost its mark "Code generated … DO NOT EDIT."`},
		{"frontend/pages/home/home_templ.go", "package x\n\n" + mark[:44], `frontend/pages/home/home_templ.go: has lost its mark "Code generated … DO NOT EDIT."`},
	})
}

func TestState_catches_init_and_changed_variables(t *testing.T) {
	const head = "package x\n\n"
	expect(t, checkState, []aCase{
		{"internal/order/a.go", head + "var words = map[string]int{\"a\": 1}\n\nfunc f() int { return words[\"a\"] }\n", ""},
		{"internal/order/a.go", head + "var n = 1\n\nfunc f() int { n := 2; n++; return n }\n", ""},
		{"internal/order/a.go", head + "type t struct{}\n\nfunc (t) init() {}\n", ""},
		{"internal/order/a.go", head + "import \"sync\"\n\nvar buffers sync.Pool\n", ""},
		{"internal/order/ordertest/a.go", head + "var n int\n\nfunc f() { n++ }\n", ""},
		{"internal/order/a.go", head + "func init() {}\n", "internal/order/a.go:3: func init runs by itself; let a constructor do it"},
		{"internal/order/a.go", head + "var n int\n\nfunc f() { n++ }\n", "internal/order/a.go:5: changes the package's variable n"},
		{"internal/order/a.go", head + "var m = map[int]int{}\n\nfunc f() { m[1] = 2 }\n", "internal/order/a.go:5: changes the package's variable m"},
		{"internal/order/a.go", head + "var c struct{ n int }\n\nfunc f() { c.n = 2 }\n", "internal/order/a.go:5: changes the package's variable c"},
		{"internal/order/a.go", head + "var n int\n\nfunc f() *int { return &n }\n", "internal/order/a.go:5: changes the package's variable n"},
		{"internal/order/a.go", head + "import \"sync\"\n\nvar mu sync.Mutex\n", "internal/order/a.go:5: a package's variable of sync.Mutex"},
	})
	split := fake(t, "internal/order/a.go", head+"var n int\n", "internal/order/b.go", head+"func f() { n = 1 }\n")
	if got := checkState(split); !slices.Equal(got, []string{"internal/order/b.go:3: changes the package's variable n"}) {
		t.Errorf("problems = %q", got)
	}
}

func TestLayers_tables_name_each_other_rightly(t *testing.T) {
	known := map[string]bool{}
	for _, l := range layers() {
		if known[l.name] {
			t.Errorf("two layers are called %q", l.name)
		}
		known[l.name] = true
	}
	for _, l := range layers() {
		for _, may := range strings.Fields(l.may) {
			if may != "*" && !known[strings.ReplaceAll(may, "-", " ")] {
				t.Errorf("%s may import %q, which is no layer", l.name, may)
			}
		}
		for _, dir := range strings.Fields(l.dirs) {
			if got, _ := layerOf(dir); got != l.name {
				t.Errorf("%s is in layer %q, want %q", dir, got, l.name)
			}
		}
	}
}

func TestRead_passes_over_folders_without_packages(t *testing.T) {
	const broken = "this is no Go"
	made := fake(t, "internal/x/testdata/a.go", broken, ".tools/a.go", broken, "node_modules/a.go", broken, "data/a.go", broken, "_old/a.go", broken)
	if len(made.files) != 0 {
		t.Errorf("files = %+v", made.files)
	}
}
