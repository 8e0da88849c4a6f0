package text

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A visitor never meets a code: whatever the domains can answer has a sentence.
func TestEveryFaultOfTheDomainsHasASentence(t *testing.T) {
	b, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	made := regexp.MustCompile(`fault\.(?:New|Wrap)\(fault\.(\w+), "([a-z_]+)"|\.(?:Add|Check|Problem)\([^"]*"[a-z_]+", "([a-z_]+)"`)
	seen := 0
	err = filepath.WalkDir("../../internal", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		if strings.HasSuffix(filepath.Base(filepath.Dir(path)), "test") { // contract suites and helpers of tests
			return nil
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, m := range made.FindAllStringSubmatch(string(source), -1) {
			seen++
			if m[1] == "Internal" { // one general sentence answers all our own faults
				continue
			}
			if code := m[2] + m[3]; !b.Words(Indonesian).Has("error." + code) {
				t.Errorf("%s answers %q, which has no sentence in error.json", path, code)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 20 {
		t.Fatalf("found only %d codes: the scan does not see the domains", seen)
	}
}
