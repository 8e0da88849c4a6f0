package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

const (
	assets = ".."
	dist   = "../../dist"
)

func TestDistIsWhatTheSourcesMake(t *testing.T) {
	fresh, err := Make(assets)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := os.ReadDir(dist)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range kept {
		if _, ok := fresh[file.Name()]; !ok {
			t.Errorf("%s is no longer made: run the build", file.Name())
		}
	}
	for name, content := range fresh {
		have, err := os.ReadFile(filepath.Join(dist, name))
		if err != nil || !bytes.Equal(have, content) {
			t.Errorf("%s differs from its sources: run the build", name)
		}
	}
}

// The limits are bytes on the wire at the first visit, from the budget of the experience.
func TestBuiltFilesStayWithinTheirBudget(t *testing.T) {
	index, err := os.ReadFile(filepath.Join(dist, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var names map[string]string
	if err := json.Unmarshal(index, &names); err != nil {
		t.Fatal(err)
	}
	for logical, limit := range map[string]int64{
		"public.css": 12 << 10, "public.js": 8 << 10,
		"owner.css": 14 << 10, "owner.js": 20 << 10,
		"curator.css": 16 << 10, "curator.js": 30 << 10,
		"caprasimo.woff2": 14 << 10,
	} {
		file := names[logical]
		if filepath.Ext(logical) != ".woff2" {
			file += ".br"
		}
		info, err := os.Stat(filepath.Join(dist, file))
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%-16s %6d of %6d bytes", logical, info.Size(), limit)
		if info.Size() > limit {
			t.Errorf("%s has %d bytes, the budget is %d", logical, info.Size(), limit)
		}
	}
}
