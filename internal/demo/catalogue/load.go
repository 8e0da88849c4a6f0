package catalogue

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
)

//go:embed data
var data embed.FS

// Load reads the embedded catalogue. An error names the file, or the product or shop
// that does not fit the others.
func Load() (Catalogue, error) { return load(data) }

func load(files fs.FS) (Catalogue, error) {
	var c Catalogue
	if err := read(files, "data/shops.json", &c.Shops); err != nil {
		return Catalogue{}, err
	}
	if err := read(files, "data/collections.json", &c.Collections); err != nil {
		return Catalogue{}, err
	}
	if err := read(files, "data/scale.json", &c.words); err != nil {
		return Catalogue{}, err
	}
	names, err := fs.Glob(files, "data/products/*.json")
	if err != nil {
		return Catalogue{}, fmt.Errorf("list the catalogue: %w", err)
	}
	for _, name := range names {
		var some []Product
		if err := read(files, name, &some); err != nil {
			return Catalogue{}, err
		}
		c.Products = append(c.Products, some...)
	}
	slices.SortFunc(c.Products, func(a, b Product) int { return strings.Compare(a.ID, b.ID) })
	return c, c.link()
}

// read refuses fields it does not know, so that a slip of the pen in a file is not
// silently a missing fact.
func read(files fs.FS, name string, into any) error {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return fmt.Errorf("read the catalogue: %w", err)
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("read %s: text after the end", name)
	}
	return nil
}

// link joins products, shops and collections and reports all that do not fit.
func (c *Catalogue) link() error {
	var wrong []error
	c.shops, c.products = map[string]int{}, map[string]int{}
	for i, s := range c.Shops {
		if _, twice := c.shops[s.Key]; twice || s.Key == "" {
			wrong = append(wrong, fmt.Errorf("shop %q: key empty or taken", s.Key))
		}
		c.shops[s.Key] = i
	}
	for i := range c.Products {
		p := &c.Products[i]
		p.Like = p.ID
		if _, twice := c.products[p.ID]; twice || p.ID == "" {
			wrong = append(wrong, fmt.Errorf("product %q: id empty or taken", p.ID))
		}
		c.products[p.ID] = i
		if err := c.fits(*p); err != nil {
			wrong = append(wrong, fmt.Errorf("product %s: %w", p.ID, err))
		}
	}
	for _, col := range c.Collections {
		for _, pick := range col.Picks {
			if _, ok := c.products[pick.Product]; !ok {
				wrong = append(wrong, fmt.Errorf("collection %s: no product %q", col.Slug, pick.Product))
			}
		}
	}
	for _, t := range c.words.Trades {
		if !slices.ContainsFunc(Tree(), func(b Branch) bool { return b.Slug == t.Branch }) {
			wrong = append(wrong, fmt.Errorf("words: no branch %q", t.Branch))
		}
	}
	return errors.Join(wrong...)
}

func (c *Catalogue) fits(p Product) error {
	switch _, known := c.shops[p.Shop]; {
	case !known:
		return fmt.Errorf("no shop %q", p.Shop)
	case branchOf(p.Category) == "":
		return fmt.Errorf("no leaf category %q", p.Category)
	case p.Price <= 0:
		return errors.New("no price")
	case len(p.Options) > 2:
		return errors.New("more than two kinds of variant")
	case !slices.Contains([]StockMode{Counted, Always, MadeToOrder}, p.Stock.Mode):
		return fmt.Errorf("no stock mode %q", p.Stock.Mode)
	case p.Keeping != nil && !slices.Contains([]Storage{Room, Chilled, Frozen}, p.Keeping.Storage):
		return fmt.Errorf("no storage %q", p.Keeping.Storage)
	case p.Food != nil && !slices.Contains([]Halal{Certified, InProcess, Exempt}, p.Food.Halal):
		return fmt.Errorf("no halal state %q", p.Food.Halal)
	}
	return nil
}
