package arch

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strings"
)

// maxLines is how long a hand-written file may be that is no test.
const maxLines = 400

// checkLayers: our packages import each other only as the table of layers says. Tests may
// import anything of ours but the database client.
func checkLayers(t tree) (problems []string) {
	for _, s := range t.files {
		if s.syntax == nil {
			continue
		}
		layer, _ := layerOf(s.dir)
		if layer == "" && !s.test {
			problems = append(problems, fmt.Sprintf("%s: %s is in no layer", s.path, s.dir))
			continue
		}
		for _, imported := range s.imports() {
			dir, ours := strings.CutPrefix(imported, t.module+"/")
			if !ours {
				continue
			}
			target, _ := layerOf(dir)
			switch {
			case target == "client" && layer != "store" && layer != "client" && layer != "plan":
				problems = append(problems, fmt.Sprintf("%s: imports %s, which only store and ent/plan may", s.path, dir))
			case s.test:
			case target == "suite" && layer != "suite" && layer != "client":
				problems = append(problems, fmt.Sprintf("%s: imports %s outside of a test", s.path, dir))
			case !mayImport(s.dir, dir):
				problems = append(problems, fmt.Sprintf("%s: %s may not import %s (%s)", s.path, layer, dir, target))
			}
		}
	}
	return problems
}

// checkHomes: a module from outside is imported only where it is at home.
func checkHomes(t tree) (problems []string) {
	for _, s := range t.files {
		if s.syntax == nil {
			continue
		}
		layer, _ := layerOf(s.dir)
		for _, imported := range s.imports() {
			first, _, _ := strings.Cut(imported, "/")
			if within(imported, t.module) || (!strings.Contains(first, ".") && first != "testing") {
				continue
			}
			h, known := homeOf(imported)
			bare := layer == "kernel" || layer == "database" || layer == "machinery" || layer == "region"
			switch {
			case (s.test || layer == "suite") && known && !h.tests:
			case layer == "client" && h.module == "testing":
			case !known:
				problems = append(problems, fmt.Sprintf("%s: imports %s, which has no home", s.path, imported))
			case h.dirs == "*" && !bare:
			case h.dirs == "*" || !withinAny(s.dir, h.dirs):
				problems = append(problems, fmt.Sprintf("%s: imports %s outside of its home (%s)", s.path, imported, orTests(h.dirs)))
			}
		}
	}
	return problems
}

func orTests(dirs string) string {
	if dirs == "" {
		return "tests"
	}
	return dirs
}

func homeOf(imported string) (home, bool) {
	for _, h := range homes() {
		if imported == h.module || strings.HasPrefix(imported, h.module+"/") {
			return h, true
		}
	}
	return home{}, false
}

// checkCalls: some functions have one home. In templ files only the text can be searched.
func checkCalls(t tree) (problems []string) {
	for _, s := range t.files {
		layer, _ := layerOf(s.dir)
		for _, c := range callHomes() {
			if s.generated || withinAny(s.dir, c.dirs) || (!c.tests && (s.test || layer == "suite")) {
				continue
			}
			if s.syntax == nil {
				problems = append(problems, searchTempl(s, c)...)
				continue
			}
			name := s.nameOf(c.pkg)
			if name == "" {
				continue
			}
			ast.Inspect(s.syntax, func(n ast.Node) bool {
				sel, ok := n.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				x, ok := sel.X.(*ast.Ident)
				if ok && x.Name == name && x.Obj == nil && slices.Contains(strings.Fields(c.names), sel.Sel.Name) {
					problems = append(problems, fmt.Sprintf("%s: %s.%s: %s", s.at(sel.Pos()), path.Base(c.pkg), sel.Sel.Name, c.why))
				}
				return true
			})
		}
	}
	return problems
}

func searchTempl(s source, c callHome) (problems []string) {
	pattern := regexp.MustCompile(`\b` + path.Base(c.pkg) + `\.(` + strings.Join(strings.Fields(c.names), "|") + `)\b`)
	for i, line := range bytes.Split(s.text, []byte("\n")) {
		if call := pattern.Find(line); call != nil {
			problems = append(problems, fmt.Sprintf("%s:%d: %s: %s", s.path, i+1, call, c.why))
		}
	}
	return problems
}

// checkDocs: each package has one comment, in one file, that begins as godoc wants it.
func checkDocs(t tree) (problems []string) {
	for dir, files := range t.packages() {
		var docs []source
		for _, s := range files {
			if s.syntax.Doc != nil {
				docs = append(docs, s)
			}
		}
		name := files[0].syntax.Name.Name
		switch {
		case len(docs) == 0:
			problems = append(problems, fmt.Sprintf("%s: package %s has no comment", dir, name))
		case len(docs) > 1:
			problems = append(problems, fmt.Sprintf("%s: package %s has %d comments, the second in %s", dir, name, len(docs), docs[1].path))
		case name != "main" && !strings.HasPrefix(docs[0].syntax.Doc.Text(), "Package "+name+" "):
			problems = append(problems, fmt.Sprintf("%s: the comment does not begin with %q", docs[0].path, "Package "+name))
		}
	}
	return problems
}

// checkLength: hand-written files stay short.
func checkLength(t tree) (problems []string) {
	for _, files := range t.packages() {
		for _, s := range files {
			if n := bytes.Count(s.text, []byte("\n")); n > maxLines {
				problems = append(problems, fmt.Sprintf("%s: %d lines, at most %d", s.path, n, maxLines))
			}
		}
	}
	return problems
}

// checkGenerated: what a program writes carries its mark, so nobody edits it unaware and
// nobody hides hand-written code there.
func checkGenerated(t tree) (problems []string) {
	for _, s := range t.files {
		written := within(s.dir, "ent/db") || strings.HasSuffix(s.path, "_templ.go")
		if written && !s.generated {
			problems = append(problems, s.path+": has lost its mark \"Code generated … DO NOT EDIT.\"")
		}
	}
	return problems
}

// checkState: no init functions, and nothing assigns to a package's variable. A test's
// fixtures may, because a process is all they have to share a server in.
func checkState(t tree) (problems []string) {
	for dir, files := range t.packages() {
		if layer, _ := layerOf(dir); layer == "suite" {
			continue
		}
		vars := packageVars(files)
		problems = append(problems, locks(files)...)
		for _, s := range files {
			for _, decl := range s.syntax.Decls {
				f, ok := decl.(*ast.FuncDecl)
				if !ok {
					continue
				}
				if f.Recv == nil && f.Name.Name == "init" {
					problems = append(problems, s.at(f.Pos())+": func init runs by itself; let a constructor do it")
				}
				for _, id := range changed(f) {
					if id.Name != "_" && isPackageVar(id, vars) {
						problems = append(problems, fmt.Sprintf("%s: changes the package's variable %s", s.at(id.Pos()), id.Name))
					}
				}
			}
		}
	}
	return problems
}

// packageVars are the names of a package's variables with what declares them.
func packageVars(files []source) map[string]ast.Node {
	vars := map[string]ast.Node{}
	for _, s := range files {
		for _, decl := range s.syntax.Decls {
			g, ok := decl.(*ast.GenDecl)
			if !ok || g.Tok != token.VAR {
				continue
			}
			for _, spec := range g.Specs {
				for _, id := range spec.(*ast.ValueSpec).Names {
					vars[id.Name] = spec
				}
			}
		}
	}
	return vars
}

// locks finds package variables of the types of sync and sync/atomic: what needs a lock
// changes. A pool and a value computed once are let pass, because nobody can tell them from none.
func locks(files []source) (problems []string) {
	for _, s := range files {
		for _, decl := range s.syntax.Decls {
			if g, ok := decl.(*ast.GenDecl); !ok || g.Tok != token.VAR {
				continue
			}
			ast.Inspect(decl, func(n ast.Node) bool {
				sel, ok := n.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				if x, ok := sel.X.(*ast.Ident); ok && (x.Name == s.nameOf("sync") || x.Name == s.nameOf("sync/atomic")) &&
					sel.Sel.Name != "Pool" && !strings.HasPrefix(sel.Sel.Name, "OnceValue") {
					problems = append(problems, fmt.Sprintf("%s: a package's variable of %s.%s", s.at(sel.Pos()), x.Name, sel.Sel.Name))
				}
				return true
			})
		}
	}
	return problems
}

// isPackageVar: the parser resolves a name to its declaration in the same file, and
// leaves names of other files of the package open.
func isPackageVar(id *ast.Ident, vars map[string]ast.Node) bool {
	spec, named := vars[id.Name]
	return named && (id.Obj == nil || id.Obj.Decl == any(spec))
}

// changed finds the variables at the root of everything that f assigns to, counts, or
// takes the address of.
func changed(f *ast.FuncDecl) (roots []*ast.Ident) {
	add := func(x ast.Expr) {
		if id := rootOf(x); id != nil {
			roots = append(roots, id)
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok != token.DEFINE {
				for _, x := range n.Lhs {
					add(x)
				}
			}
		case *ast.IncDecStmt:
			add(n.X)
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				add(n.X)
			}
		}
		return true
	})
	return roots
}

func rootOf(x ast.Expr) *ast.Ident {
	for {
		switch e := x.(type) {
		case *ast.Ident:
			return e
		case *ast.IndexExpr:
			x = e.X
		case *ast.SelectorExpr:
			x = e.X
		case *ast.StarExpr:
			x = e.X
		case *ast.ParenExpr:
			x = e.X
		default:
			return nil
		}
	}
}
