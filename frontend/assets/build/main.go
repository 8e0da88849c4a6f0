// Command build makes frontend/dist from the sources in frontend/assets: styles and
// scripts bundled and made small, names with a hash of their content, Brotli beside
// what a browser reads as text, and manifest.json, which leads from the name a page uses to
// the file. Run it from the root of the repository: go run ./frontend/assets/build
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	if err := run("frontend/assets", "frontend/dist"); err != nil {
		fmt.Fprintln(os.Stderr, "build assets:", err)
		os.Exit(1)
	}
}

// run replaces what lies in dist; a file that is no longer made goes away.
func run(assets, dist string) error {
	files, err := Make(assets)
	if err != nil {
		return err
	}
	if err := os.RemoveAll(dist); err != nil {
		return err
	}
	if err := os.MkdirAll(dist, 0o755); err != nil {
		return err
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dist, name), content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
