package catalogue

import (
	"strings"
	"testing"
	"testing/fstest"
)

// kitchen is a catalogue of one shop with one product, which a test may spoil.
func kitchen(product string) fstest.MapFS {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	return fstest.MapFS{
		"data/shops.json":       file(`[{"key": "dapur"}]`),
		"data/collections.json": file(`[]`),
		"data/scale.json":       file(`{}`),
		"data/products/a.json":  file(`[` + product + `]`),
	}
}

const good = `{"id": "P1", "shop": "dapur", "category": "cokelat", "price": 5000, "stock": {"mode": "always"}}`

func TestAProductThatFitsIsLoaded(t *testing.T) {
	c, err := load(kitchen(good))
	if err != nil {
		t.Fatal(err)
	}
	if p, ok := c.Product("P1"); !ok || p.Price != 5000 || p.Like != "P1" {
		t.Errorf("got %+v", p)
	}
}

func TestASlipInTheFilesIsNamed(t *testing.T) {
	for product, want := range map[string]string{
		strings.Replace(good, `"price"`, `"prise"`, 1):  "data/products/a.json",
		strings.Replace(good, `dapur`, `pawon`, 1):      `product P1: no shop "pawon"`,
		strings.Replace(good, `cokelat`, `makanan`, 1):  `no leaf category "makanan"`,
		strings.Replace(good, `5000`, `0`, 1):           "no price",
		strings.Replace(good, `always`, `sometimes`, 1): `no stock mode "sometimes"`,
		good + "," + good: `product "P1": id empty or taken`,
		good + `] [`:      "text after the end",
		strings.Replace(good, `}}`, `}, "food": {}}`, 1):    "no halal state",
		strings.Replace(good, `}}`, `}, "keeping": {}}`, 1): "no storage",
	} {
		if _, err := load(kitchen(product)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, wanted %q", product, err, want)
		}
	}
	without := kitchen(good)
	delete(without, "data/shops.json")
	if _, err := load(without); err == nil {
		t.Error("a missing file was not noticed")
	}
}
