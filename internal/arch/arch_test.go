package arch

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// checks is every rule by what it promises.
func checks() map[string]func(tree) []string {
	return map[string]func(tree) []string{
		"packages_import_only_what_their_layer_may":    checkLayers,
		"outside_modules_stay_at_home":                 checkHomes,
		"time_environment_and_raw_markup_stay_at_home": checkCalls,
		"every_package_has_one_comment":                checkDocs,
		"hand-written_files_stay_short":                checkLength,
		"generated_files_carry_their_mark":             checkGenerated,
		"no_package_runs_by_itself_or_keeps_state":     checkState,
	}
}

// root walks up to the folder of go.mod.
func root(t *testing.T) fs.FS {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return os.DirFS(dir)
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no go.mod above this folder")
		}
		dir = up
	}
}

func TestArchitecture(t *testing.T) {
	whole, err := read(root(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(whole.files) < 20 {
		t.Fatalf("only %d files were found", len(whole.files))
	}
	for name, check := range checks() {
		t.Run(name, func(t *testing.T) {
			problems := check(whole)
			slices.Sort(problems)
			for _, p := range problems {
				t.Error(p)
			}
		})
	}
}
