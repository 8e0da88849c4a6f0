package catalog

import "slices"

// Category is a node of the catalogue tree.
type Category struct {
	ID       int64
	ParentID int64 // 0 at a root
	Slug     string
	NameID   string
	NameEN   string
	Position int
	Food     bool // its products need a halal state
	Service  bool // its products are not delivered
}

// Name is the category's name in a language; Indonesian for all but "en".
func (c Category) Name(lang string) string {
	if lang == "en" && c.NameEN != "" {
		return c.NameEN
	}
	return c.NameID
}

// Tree is all categories, read at once. It is not changed after NewTree.
type Tree struct {
	all    []Category
	byID   map[int64]int
	bySlug map[string]int
}

// NewTree orders categories by their position.
func NewTree(all []Category) *Tree {
	t := &Tree{all: slices.Clone(all), byID: map[int64]int{}, bySlug: map[string]int{}}
	slices.SortFunc(t.all, func(a, b Category) int {
		if a.Position != b.Position {
			return a.Position - b.Position
		}
		return int(a.ID - b.ID)
	})
	for i, c := range t.all {
		t.byID[c.ID], t.bySlug[c.Slug] = i, i
	}
	return t
}

// ByID finds a category.
func (t *Tree) ByID(id int64) (Category, bool) {
	i, ok := t.byID[id]
	if !ok {
		return Category{}, false
	}
	return t.all[i], true
}

// BySlug finds a category by its address.
func (t *Tree) BySlug(slug string) (Category, bool) {
	i, ok := t.bySlug[slug]
	if !ok {
		return Category{}, false
	}
	return t.all[i], true
}

// Roots are the top categories in order.
func (t *Tree) Roots() []Category { return t.Children(0) }

// Children are the categories directly below one, in order.
func (t *Tree) Children(id int64) []Category {
	var out []Category
	for _, c := range t.all {
		if c.ParentID == id {
			out = append(out, c)
		}
	}
	return out
}

// Leaf tells whether products can stand in a category: it exists and has none below it.
func (t *Tree) Leaf(id int64) bool {
	_, ok := t.byID[id]
	return ok && len(t.Children(id)) == 0
}

// Leaves are all categories products can stand in, root by root.
func (t *Tree) Leaves() []Category {
	var out []Category
	for _, root := range t.Roots() {
		for _, id := range t.Under(root.ID) {
			if t.Leaf(id) {
				c, _ := t.ByID(id)
				out = append(out, c)
			}
		}
	}
	return out
}

// Path is the way from the root to a category, that included; nil for an unknown one.
func (t *Tree) Path(id int64) []Category {
	var path []Category
	for c, ok := t.ByID(id); ok && len(path) < len(t.all); c, ok = t.ByID(c.ParentID) {
		path = append(path, c)
	}
	slices.Reverse(path)
	return path
}

// Under is a category's id and those of all below it.
func (t *Tree) Under(id int64) []int64 {
	if _, ok := t.byID[id]; !ok {
		return nil
	}
	out := []int64{id}
	for i := 0; i < len(out) && len(out) <= len(t.all); i++ {
		for _, c := range t.Children(out[i]) {
			out = append(out, c.ID)
		}
	}
	return out
}

// RollUp adds the counts of leaves to every category above them.
func (t *Tree) RollUp(leaves map[int64]int) map[int64]int {
	out := map[int64]int{}
	for id, n := range leaves {
		for _, c := range t.Path(id) {
			out[c.ID] += n
		}
	}
	return out
}
