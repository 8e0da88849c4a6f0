package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/evanw/esbuild/pkg/api"
)

// address is where the files are served; style sheets refer to the font by it.
const address = "/aset/"

// Make builds everything in memory: file name → content. The same sources give the same bytes.
func Make(assets string) (map[string][]byte, error) {
	out := map[string][]byte{}
	names := map[string]string{} // logical name → file name
	font, err := os.ReadFile(filepath.Join(assets, "font", "caprasimo.woff2"))
	if err != nil {
		return nil, err
	}
	add(out, names, "caprasimo.woff2", font)
	if err := bundle(assets, out, names); err != nil {
		return nil, err
	}
	for _, name := range []string{"favicon.svg", "icon-32.png", "icon-192.png", "icon-512.png", "icon-maskable.png"} {
		content, err := os.ReadFile(filepath.Join(assets, "icon", name))
		if err != nil {
			return nil, err
		}
		add(out, names, name, content)
	}
	page, err := os.ReadFile(filepath.Join(assets, "icon", "site.webmanifest"))
	if err != nil {
		return nil, err
	}
	for logical, file := range names {
		page = bytes.ReplaceAll(page, []byte("{{"+logical+"}}"), []byte(address+file))
	}
	if bytes.Contains(page, []byte("{{")) {
		return nil, errors.New("site.webmanifest refers to a file that is not built")
	}
	add(out, names, "site.webmanifest", page)
	index, err := json.MarshalIndent(names, "", "  ")
	if err != nil {
		return nil, err
	}
	if err := compress(out); err != nil {
		return nil, err
	}
	out["manifest.json"] = append(index, '\n')
	return out, nil
}

// bundle builds one style sheet and one script per surface.
func bundle(assets string, out map[string][]byte, names map[string]string) error {
	root, err := filepath.Abs(assets)
	if err != nil {
		return err
	}
	for _, surface := range []string{"public", "owner", "curator"} {
		for _, entry := range []string{"css/" + surface + ".css", "ts/" + surface + ".ts"} {
			options := api.BuildOptions{
				EntryPoints:       []string{filepath.Join(root, entry)},
				AbsWorkingDir:     root,
				Outdir:            root,
				Bundle:            true,
				Write:             false,
				MinifyWhitespace:  true,
				MinifyIdentifiers: true,
				MinifySyntax:      true,
				Format:            api.FormatESModule,
				Charset:           api.CharsetUTF8,
				LegalComments:     api.LegalCommentsNone,
				External:          []string{"*.woff2"},
			}
			// Named browsers make the bundler refuse destructuring, so scripts name the language year only.
			if strings.HasPrefix(entry, "css/") {
				options.Engines = []api.Engine{
					{Name: api.EngineChrome, Version: "80"}, {Name: api.EngineSafari, Version: "14"}, {Name: api.EngineFirefox, Version: "90"},
				}
			} else {
				options.Target = api.ES2020
			}
			result := api.Build(options)
			if len(result.Errors) > 0 {
				return errors.New(strings.Join(api.FormatMessages(result.Errors, api.FormatMessagesOptions{}), "\n"))
			}
			if len(result.OutputFiles) != 1 {
				return fmt.Errorf("%s: %d files, want 1", entry, len(result.OutputFiles))
			}
			content := bytes.ReplaceAll(result.OutputFiles[0].Contents,
				[]byte("../font/caprasimo.woff2"), []byte(address+names["caprasimo.woff2"]))
			add(out, names, surface+strings.Replace(filepath.Ext(entry), ".ts", ".js", 1), content)
		}
	}
	return nil
}

func add(out map[string][]byte, names map[string]string, logical string, content []byte) {
	sum := sha256.Sum256(content)
	ext := filepath.Ext(logical)
	file := strings.TrimSuffix(logical, ext) + "-" + hex.EncodeToString(sum[:5]) + ext
	out[file], names[logical] = content, file
}

// compress puts a Brotli sibling beside every text; pictures and fonts are compressed already.
func compress(out map[string][]byte) error {
	for name, content := range out {
		switch filepath.Ext(name) {
		case ".css", ".js", ".svg", ".webmanifest":
		default:
			continue
		}
		var b bytes.Buffer
		w := brotli.NewWriterLevel(&b, brotli.BestCompression)
		if _, err := w.Write(content); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
		out[name+".br"] = b.Bytes()
	}
	return nil
}
