package arch

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

// source is one Go or templ file.
type source struct {
	path      string // from the module's root, with slashes
	dir       string
	test      bool
	generated bool
	text      []byte    // kept of hand-written files
	syntax    *ast.File // imports alone for generated files; nil for templ files
	set       *token.FileSet
}

// tree is every source of the module.
type tree struct {
	module string
	files  []source
}

// read parses the module in root. Folders that begin with a dot or an underscore,
// testdata and node_modules hold no packages; a folder with its own go.mod is another module's.
func read(root fs.FS) (tree, error) {
	mod, err := fs.ReadFile(root, "go.mod")
	if err != nil {
		return tree{}, err
	}
	t := tree{module: strings.Fields(string(mod))[1]}
	err = fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := path.Base(name)
		if entry.IsDir() {
			if name != "." && (strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_") || base == "testdata" || base == "node_modules" || name == "data") {
				return fs.SkipDir
			}
			if _, err := fs.Stat(root, path.Join(name, "go.mod")); err == nil && name != "." {
				return fs.SkipDir // a module of its own
			}
			return nil
		}
		if path.Ext(name) != ".go" && path.Ext(name) != ".templ" {
			return nil
		}
		s, err := readSource(root, name)
		if err != nil {
			return err
		}
		t.files = append(t.files, s)
		return nil
	})
	return t, err
}

func readSource(root fs.FS, name string) (source, error) {
	text, err := fs.ReadFile(root, name)
	if err != nil {
		return source{}, err
	}
	s := source{path: name, dir: path.Dir(name), test: strings.HasSuffix(name, "_test.go"), set: token.NewFileSet()}
	if path.Ext(name) == ".templ" {
		s.text = text
		return s, nil
	}
	s.generated = isGenerated(text)
	mode := parser.ParseComments
	if s.generated {
		mode = parser.ImportsOnly
	} else {
		s.text = text
	}
	if s.syntax, err = parser.ParseFile(s.set, name, text, mode); err != nil {
		return source{}, fmt.Errorf("parse: %w", err)
	}
	return s, nil
}

// isGenerated follows the convention: a line "// Code generated … DO NOT EDIT." before the package clause.
func isGenerated(text []byte) bool {
	for line := range bytes.Lines(text) {
		line = bytes.TrimSpace(line)
		if bytes.HasPrefix(line, []byte("package ")) {
			return false
		}
		if bytes.HasPrefix(line, []byte("// Code generated ")) && bytes.HasSuffix(line, []byte("DO NOT EDIT.")) {
			return true
		}
	}
	return false
}

// imports gives the paths a file imports.
func (s source) imports() []string {
	var list []string
	for _, spec := range s.syntax.Imports {
		if p, err := strconv.Unquote(spec.Path.Value); err == nil {
			list = append(list, p)
		}
	}
	return list
}

// nameOf is what the file calls an imported package, "" when it does not import it.
func (s source) nameOf(pkg string) string {
	for _, spec := range s.syntax.Imports {
		if p, err := strconv.Unquote(spec.Path.Value); err != nil || p != pkg {
			continue
		}
		if spec.Name != nil {
			return spec.Name.Name
		}
		return path.Base(pkg)
	}
	return ""
}

// at is a place in the file for a message.
func (s source) at(pos token.Pos) string {
	return fmt.Sprintf("%s:%d", s.path, s.set.Position(pos).Line)
}

// packages groups the hand-written Go files that are no tests by folder.
func (t tree) packages() map[string][]source {
	groups := map[string][]source{}
	for _, s := range t.files {
		if s.syntax != nil && !s.test && !s.generated {
			groups[s.dir] = append(groups[s.dir], s)
		}
	}
	return groups
}
