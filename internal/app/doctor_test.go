package app

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"beli/ent/migrations"
	"beli/internal/config"
	"beli/internal/search/meili/meilitest"
	"beli/internal/store"
	"beli/internal/store/storetest"
	"beli/internal/web/webtest"
)

// told is what the doctor says of settings, and how it ends.
func told(t *testing.T, set map[string]string) (string, error) {
	t.Helper()
	c, refused := config.Load(func(name string) string { return set[name] })
	var said bytes.Buffer
	err := Doctor(t.Context(), c, refused, &said)
	return said.String(), err
}

// lines are the doctor's lines of a kind: ok, note, WRONG or →.
func lines(said, kind string) (out []string) {
	for line := range strings.SplitSeq(said, "\n") {
		if mark, rest, _ := strings.Cut(strings.TrimSpace(line), " "); mark == kind {
			out = append(out, strings.TrimSpace(rest))
		}
	}
	return out
}

// held is every file and folder below a folder, which may be absent.
func held(t *testing.T, folder string) (out []string) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
		if !errors.Is(err, fs.ErrNotExist) {
			out = append(out, path)
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestDoctor_finds_the_embedded_defaults_well_and_leaves_everything_as_it_was(t *testing.T) {
	w := openTown(t, "")
	for name, dir := range map[string]string{
		"before the first start": filepath.Join(t.TempDir(), "shops", "data"),
		"an empty folder":        t.TempDir(),
		"beside a program":       w.parts.config.DataDir,
	} {
		t.Run(name, func(t *testing.T) {
			before := held(t, dir)
			said, err := told(t, map[string]string{"BELI_DATA_DIR": dir})
			if err != nil || len(lines(said, "WRONG")) > 0 || len(lines(said, "note")) > 0 {
				t.Errorf("%v\n%s", err, said)
			}
			well := lines(said, "ok")
			for _, part := range []string{"settings", "folder", "database", "search", "photos", "payment", "mail"} {
				if !slices.ContainsFunc(well, func(line string) bool { return strings.HasPrefix(line, part) }) {
					t.Errorf("nothing is said of %s:\n%s", part, said)
				}
			}
			if after := held(t, dir); !slices.Equal(before, after) {
				t.Errorf("the folder held %v and holds %v", before, after)
			}
		})
	}
}

func TestDoctor_says_when_nothing_can_be_kept_in_the_data_folder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "data")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	taken := t.TempDir()
	if err := os.WriteFile(filepath.Join(taken, "photos"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if said, err := told(t, map[string]string{"BELI_DATA_DIR": taken}); !errors.Is(err, errUnwell) || !strings.Contains(strings.Join(lines(said, "WRONG"), "\n"), "photos") {
		t.Errorf("a file where pictures should be: %v\n%s", err, said)
	}
	for name, dir := range map[string]string{"a file": file, "below a file": filepath.Join(file, "deeper")} {
		t.Run(name, func(t *testing.T) {
			said, err := told(t, map[string]string{"BELI_DATA_DIR": dir})
			if !errors.Is(err, errUnwell) || !strings.Contains(strings.Join(lines(said, "WRONG"), "\n"), "folder") ||
				!strings.Contains(strings.Join(lines(said, "→"), "\n"), "BELI_DATA_DIR") {
				t.Errorf("%v\n%s", err, said)
			}
		})
	}
}

// closed is a port that no server of a test ever gets.
const closed = "127.0.0.1:1"

func TestDoctor_names_every_engine_that_is_away_and_what_to_look_at(t *testing.T) {
	set := canaries(t)
	set["BELI_DATABASE_URL"] = "postgres://" + signedIn("database") + "@" + closed + "/beli?sslmode=disable"
	set["BELI_SMTP_URL"] = "smtp://" + signedIn("mail") + "@" + closed
	set["BELI_MEILI_URL"], set["BELI_S3_ENDPOINT"], set["BELI_STRIPE_URL"] = "http://"+closed, "http://"+closed, "http://"+closed
	set["BELI_PAYMENT_SANDBOX"] = "false"
	said, err := told(t, set)
	if !errors.Is(err, errUnwell) || !strings.HasSuffix(err.Error(), ": 5") {
		t.Errorf("the end is %v", err)
	}
	wrong, remedies := lines(said, "WRONG"), lines(said, "→")
	want := []struct{ part, remedy string }{{"database", "BELI_DATABASE_URL"}, {"search", "BELI_MEILI_URL"},
		{"photos", "BELI_S3_ENDPOINT"}, {"payment", "Stripe"}, {"mail", "BELI_SMTP_URL"}}
	if len(wrong) != len(want) || len(remedies) != len(want) {
		t.Fatalf("%d are wrong and %d remedies are told of, want %d:\n%s", len(wrong), len(remedies), len(want), said)
	}
	for i, x := range want {
		if !strings.HasPrefix(wrong[i], x.part) || !strings.Contains(wrong[i], "refused") || !strings.Contains(remedies[i], x.remedy) {
			t.Errorf("of %s it says %q and advises %q", x.part, wrong[i], remedies[i])
		}
	}
	wantSilence(t, "the doctor", said+err.Error())
}

func TestDoctor_names_every_problem_of_the_settings_and_stops_there(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	said, err := told(t, map[string]string{"BELI_DATA_DIR": dir, "BELI_ENV": "staging", "BELI_MEILI_URL": "http://127.0.0.1:7700",
		"BELI_DATABASE_URL": "postgres://beli:" + canary("database") + "#x@localhost/beli", "BELI_SMTP_URL": "smtp://surat:" + canary("mail") + "#@/x",
		"BELI_S3_ENDPOINT": "http://beli:" + canary("photos") + "@localhost:9000"})
	wrong := lines(said, "WRONG")
	for _, name := range []string{"BELI_ENV", "BELI_MEILI_KEY", "BELI_DATABASE_URL", "BELI_SMTP_URL", "BELI_S3_ENDPOINT", "BELI_S3_BUCKET", "BELI_MAIL_FROM"} {
		if n := len(slices.DeleteFunc(slices.Clone(wrong), func(line string) bool { return !strings.Contains(line, name) })); n == 0 {
			t.Errorf("nothing is said of %s:\n%s", name, said)
		}
	}
	if !errors.Is(err, errUnwell) || len(lines(said, "ok")) > 0 || strings.Contains(said, "folder ") {
		t.Errorf("it looked further than the settings: %v\n%s", err, said)
	}
	wantSilence(t, "the doctor", said+err.Error())

	_, refused := Settings(func(string) string { return "" }, []string{"BELI_MELI_URL=http://x", "BELI_TEST_E2E=1"})
	var out bytes.Buffer
	if err := Doctor(t.Context(), config.Config{}, refused, &out); !errors.Is(err, errUnwell) || !strings.Contains(out.String(), "BELI_MELI_URL") || strings.Contains(out.String(), "BELI_TEST_E2E") {
		t.Errorf("a typing mistake: %v\n%s", err, out.String())
	}
}

// older is the migrations of a dialect without the newest, and how many there are.
func older(t *testing.T, dialect string) fstest.MapFS {
	t.Helper()
	files, err := fs.Glob(migrations.Files, dialect+"/*.sql")
	if err != nil || len(files) < 2 {
		t.Fatalf("%v %v", files, err)
	}
	out := fstest.MapFS{}
	for _, file := range files[:len(files)-1] {
		raw, err := fs.ReadFile(migrations.Files, file)
		if err != nil {
			t.Fatal(err)
		}
		out[file] = &fstest.MapFile{Data: raw}
	}
	return out
}

func TestDoctor_warns_of_migrations_that_wait_and_applies_none(t *testing.T) {
	dir := t.TempDir()
	url := "sqlite:" + filepath.Join(dir, "beli.db")
	files := older(t, "sqlite")
	if err := store.MigrateFrom(t.Context(), url, files, nil); err != nil {
		t.Fatal(err)
	}
	set := map[string]string{"BELI_DATA_DIR": dir}
	said, err := told(t, set)
	notes := strings.Join(lines(said, "note"), "\n")
	if err != nil || !strings.Contains(notes, "database") || !strings.Contains(notes, "wait: 1;") || !strings.Contains(notes, "beli migrate") {
		t.Errorf("%v\n%s", err, said)
	}
	if waiting, err := store.Pending(t.Context(), url); err != nil || waiting != 1 {
		t.Errorf("%d migrations wait afterwards, want 1 (%v)", waiting, err)
	}
	if err := store.Migrate(t.Context(), url, nil); err != nil {
		t.Fatal(err)
	}
	if said, err = told(t, set); err != nil || len(lines(said, "note")) > 0 {
		t.Errorf("after migrating: %v\n%s", err, said)
	}
	newer := maps.Clone(files)
	err = fs.WalkDir(migrations.Files, "sqlite", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(migrations.Files, path)
		newer[path] = &fstest.MapFile{Data: raw}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	newer["sqlite/20991231000001_later.sql"] = &fstest.MapFile{Data: []byte("-- +goose Up\nCREATE TABLE later (id integer PRIMARY KEY);\n")}
	if err := store.MigrateFrom(t.Context(), url, newer, nil); err != nil {
		t.Fatal(err)
	}
	if said, err = told(t, set); !errors.Is(err, errUnwell) || !strings.Contains(strings.Join(lines(said, "WRONG"), "\n"), "database") {
		t.Errorf("a database of a newer program: %v\n%s", err, said)
	}
}

func TestDoctor_says_that_an_index_waits_for_its_first_start(t *testing.T) {
	server := meilitest.Start(t)
	said, err := told(t, map[string]string{"BELI_DATA_DIR": t.TempDir(), "BELI_MEILI_URL": server.URL, "BELI_MEILI_KEY": meilitest.Key})
	if notes := strings.Join(lines(said, "note"), "\n"); err != nil || !strings.Contains(notes, "beli reindex") {
		t.Errorf("%v\n%s", err, said)
	}
	if made := server.Indexes(); len(made) > 0 {
		t.Errorf("the doctor made the indexes %v", made)
	}
}

// openServing starts the program on an address of its own.
func openServing(t *testing.T, set map[string]string) *stage {
	t.Helper()
	s := &stage{at: freeAddress(t)}
	all := map[string]string{"BELI_DATA_DIR": t.TempDir(), "BELI_ADDR": s.at, "BELI_PUBLIC_URL": webtest.Origin}
	maps.Copy(all, set)
	s.serve(t, all)
	return s
}

func TestHealthy_is_what_the_running_program_says_of_itself(t *testing.T) {
	s := openServing(t, nil)
	c := s.parts.config
	ask := func(addr string) (string, error) {
		var out bytes.Buffer
		c.Server.Addr = addr
		err := Healthy(t.Context(), c, &out)
		return out.String(), err
	}
	_, port, _ := strings.Cut(s.at, ":")
	for _, addr := range []string{s.at, "0.0.0.0:" + port, ":" + port} {
		if said, err := ask(addr); err != nil || said == "" {
			t.Errorf("listening on %s: %v, %q", addr, err, said)
		}
	}
	for name, addr := range map[string]string{"nobody listens": freeAddress(t), "no address": "here"} {
		if _, err := ask(addr); err == nil {
			t.Errorf("%s: healthy", name)
		}
	}
}

func TestHealthy_is_an_error_while_the_database_is_away(t *testing.T) {
	base, err := url.Parse(storetest.PostgresURL(t))
	if err != nil {
		t.Fatal(err)
	}
	proxy := beforeDatabase(t, base)
	q := base.Query()
	q.Del("host")
	q.Del("port")
	q.Set("sslmode", "disable")
	base.Host, base.RawQuery = proxy.Addr(), q.Encode()
	s := openServing(t, map[string]string{"BELI_DATABASE_URL": base.String()})
	var out bytes.Buffer
	if err := Healthy(t.Context(), s.parts.config, &out); err != nil {
		t.Fatalf("before: %v\n%s", err, out.String())
	}
	proxy.Stop()
	if err := Healthy(t.Context(), s.parts.config, &out); err == nil || !strings.Contains(out.String(), "database: away") {
		t.Errorf("while it is away: %v\n%s", err, out.String())
	}
	proxy.Mend()
	s.until("the program is ready again", func() bool { return Healthy(t.Context(), s.parts.config, &out) == nil })
}
