package arch

import (
	"path"
	"strings"
)

// A layer is a set of folders under the module's root and what the packages in and below
// them may import of ours. A package that is in no layer fails: put it here first.
type layer struct {
	name string
	dirs string // each with everything below it, unless a longer one of another layer matches
	may  string // names of layers
}

// layers is the whole rule. A layer that names itself may be split into packages that
// import each other; one that does not is a set of packages that never do.
func layers() []layer {
	return []layer{
		{"kernel", "internal/fault internal/money internal/clock internal/slug internal/paging internal/actor internal/phone internal/memo internal/plain", ""},
		{"database", "internal/database", ""},
		{"machinery", "internal/outbox internal/changelog internal/audit", "kernel database"},
		{"limits", "internal/ratelimit", "kernel database"}, // counted where somebody knocks: by domains, and at the door
		{"region", "internal/region", "kernel"},
		{"domain", "internal/account internal/shop internal/catalog internal/cart internal/promo internal/delivery internal/order " +
			"internal/payment internal/ledger internal/photo internal/search internal/mail internal/notice internal/review",
			"kernel database machinery limits region"},
		{"adapter", "", "kernel"}, // every folder below a domain; its parent is allowed too
		{"use case", "internal/checkout internal/fulfilment internal/curation internal/shelf internal/selling internal/bulk internal/report",
			"kernel database machinery region domain"},
		{"metric", "internal/metric", "kernel"},
		{"verify", "internal/verify", "kernel database region domain store"},
		{"backup", "internal/backup", "kernel domain"},         // the archive; the database and the photos come by its ports
		{"evaluation", "internal/evaluation", "kernel domain"}, // of search, over files; the engine comes by its port
		{"bench", "internal/bench internal/e2e", "kernel config app"},
		{"demo", "internal/demo", "kernel database machinery region domain use-case demo"},
		{"store", "internal/store", "kernel database machinery region domain use-case client migrations store"}, // a use case's own rows are kept through its port
		{"web", "internal/web", "kernel limits region domain use-case frontend web"},
		{"config", "internal/config", "kernel database"},
		{"app", "internal/app", "kernel database machinery limits region domain adapter use-case metric verify backup evaluation demo store web config frontend app"},
		{"command", "cmd", "app config"},
		{"frontend", "frontend", "kernel frontend"},
		{"schema", "ent/schema", "kernel domain"},
		{"client", "ent/db", "kernel domain schema client"},
		{"migrations", "ent/migrations", ""},
		{"plan", "ent ent/plan", "kernel client schema migrations"},
		{"suite", "", "*"}, // every package whose name ends in "test": contract suites and fixtures, for tests alone
		{"arch", "internal/arch", ""},
	}
}

// A home is where a module from outside may be imported; "*" is anywhere but the kernel,
// database and machinery, which take the standard library alone.
type home struct {
	module string // import path prefix
	dirs   string
	tests  bool // binds tests too
}

func homes() []home {
	return []home{
		{"github.com/gofiber/fiber", "internal/web", true},
		{"github.com/valyala/fasthttp", "internal/web", true},
		{"entgo.io/ent", "ent internal/store", false},
		{"ariga.io/atlas", "ent", false},
		{"github.com/jackc/pgx", "internal/store internal/postgrestest ent/plan", false},
		{"github.com/ncruces/go-sqlite3", "internal/store ent/plan", false},
		{"github.com/pressly/goose", "internal/store", false},
		{"github.com/a-h/templ", "frontend internal/web", false},
		{"github.com/andybalholm/brotli", "frontend internal/web", false},
		{"github.com/evanw/esbuild", "frontend/assets/build", false},
		{"github.com/blevesearch/vellum", "internal/search/embedded", false},
		{"github.com/RoaringBitmap/roaring", "internal/search/embedded", false},
		{"github.com/meilisearch/meilisearch-go", "internal/search/meili", false},
		{"github.com/sony/gobreaker", "internal/search/standby", false},
		{"github.com/prometheus/client_golang", "internal/metric", false},
		{"github.com/johannesboyne/gofakes3", "", false}, // tests only
		{"github.com/emersion", "", false},               // tests only
		{"github.com/chai2010/webp", "internal/photo", false},
		{"github.com/minio/minio-go", "internal/photo/s3", false},
		{"github.com/stripe/stripe-go", "internal/payment/stripe", false},
		{"github.com/wneessen/go-mail", "internal/mail/smtp", false},
		{"golang.org/x/image", "internal/photo internal/demo", false},
		{"golang.org/x/crypto", "internal/account", false},
		{"golang.org/x/net", "internal/web", false},
		{"golang.org/x/sync", "*", false},
		{"golang.org/x/text", "*", false},
		{"github.com/chromedp", "", false},  // tests only
		{"pgregory.net/rapid", "", false},   // tests only
		{"testing", "internal/arch", false}, // … and the suites
	}
}

// A callHome is the only place where a function of the standard library may be called.
type callHome struct {
	pkg   string
	names string
	dirs  string
	tests bool // binds tests and suites too
	why   string
}

func callHomes() []callHome {
	return []callHome{
		{"os", "Getenv LookupEnv Environ ExpandEnv", "internal/config cmd", false, "settings are read once, by config"},
		{"time", "Now Since Until", "internal/clock", false, "the time comes from a clock.Clock, so that deadlines can be tested"},
		{"os", "Exit", "cmd ent/plan frontend/assets/build internal/bench", false, "only a main function ends the program"},
		{"github.com/a-h/templ", "Raw SafeURL SafeScript SafeScriptInline SafeCSS JSUnsafeFuncCall", "frontend/layouts frontend/components",
			true, "what escapes escaping is looked at in two places"},
	}
}

// layerOf finds the layer of a folder, "" for none, and for an adapter its domain's folder.
func layerOf(dir string) (name, parent string) {
	longest := -1
	for _, l := range layers() {
		for _, d := range strings.Fields(l.dirs) {
			if len(d) > longest && within(dir, d) {
				name, parent, longest = l.name, d, len(d)
			}
		}
	}
	switch {
	case name != "client" && strings.HasSuffix(path.Base(dir), "test"):
		return "suite", ""
	case name == "domain" && dir != parent:
		return "adapter", parent
	}
	return name, parent
}

func within(dir, root string) bool { return dir == root || strings.HasPrefix(dir, root+"/") }

func withinAny(dir, roots string) bool {
	for _, root := range strings.Fields(roots) {
		if within(dir, root) {
			return true
		}
	}
	return false
}

// mayImport decides about two folders of ours.
func mayImport(from, to string) bool {
	layer, parent := layerOf(from)
	target, _ := layerOf(to)
	if layer == "web" && to == "internal/payment/sandbox" {
		return true // an outside party that lives in this program: somebody must show its own page
	}
	if from == to || layer == "suite" || (layer == "adapter" && to == parent) {
		return true
	}
	for _, l := range layers() {
		if l.name != layer {
			continue
		}
		for _, allowed := range strings.Fields(l.may) {
			if strings.ReplaceAll(allowed, "-", " ") == target {
				return true
			}
		}
	}
	return false
}
