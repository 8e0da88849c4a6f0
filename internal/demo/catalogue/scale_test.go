package catalogue

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"beli/internal/phone"
	"beli/internal/region"
	"beli/internal/slug"
)

func TestScaleMakesExactlyTheNumberAskedWithoutRepeatingNames(t *testing.T) {
	c, b := loaded(t), book(t)
	keys, phones, ids := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, s := range c.Shops {
		keys[s.Key], keys[slug.Make(s.Name)], phones[s.Phone] = true, true, true
	}
	villages, leaves, names, products := map[string]bool{}, map[string]bool{}, map[string]bool{}, 0
	for stall := range c.Scale(b, 20_000, 1) {
		s := stall.Shop
		place, ok := b.ByCode(s.Village)
		if !ok || place.Level != region.Village || !region.InBlitar(s.Village) {
			t.Fatalf("%s lies in %s", s.Name, s.Village)
		}
		villages[s.Village] = true
		if keys[s.Key] || phones[s.Phone] || s.Key != slug.Make(s.Name) || len(s.Name) > 70 {
			t.Fatalf("%q (%s): name or telephone taken", s.Name, s.Phone)
		}
		if _, err := phone.Parse(s.Phone); err != nil {
			t.Fatalf("telephone %s: %v", s.Phone, err)
		}
		keys[s.Key], phones[s.Phone] = true, true
		if len(stall.Products) == 0 || len(stall.Products) > 16 {
			t.Fatalf("%s has %d products", s.Name, len(stall.Products))
		}
		own := map[string]bool{}
		for _, p := range stall.Products {
			products++
			if err := (&Catalogue{shops: map[string]int{s.Key: 0}}).fits(p); err != nil {
				t.Fatalf("%s %s: %v", p.ID, p.Name.ID, err)
			}
			if ids[p.ID] || own[p.Name.ID] || len(p.Name.ID) > 70 || len(p.Name.EN) > 90 {
				t.Fatalf("%s %q of %s: taken or too long", p.ID, p.Name.ID, s.Name)
			}
			ids[p.ID], own[p.Name.ID], names[p.Name.ID], leaves[p.Category] = true, true, true, true
			for _, v := range p.Variants() {
				if v.Price < 500 || v.Price > 2_000_000 || v.Price%500 != 0 {
					t.Fatalf("%s %q costs %v", p.ID, p.Name.ID, v.Price)
				}
			}
			if strings.ContainsAny(p.Description.ID+p.Description.EN+s.Story.ID+s.Story.EN, "{}") {
				t.Fatalf("%s: a place of a sentence stayed empty: %q", p.ID, p.Description.ID)
			}
			if _, ok := c.Product(p.Like); !ok {
				t.Fatalf("%s is like %q, which is no product", p.ID, p.Like)
			}
		}
	}
	if products != 20_000 || len(villages) < 260 || len(leaves) < 19 || len(names) < 3_000 {
		t.Errorf("%d products with %d names in %d leaves and %d villages", products, len(names), len(leaves), len(villages))
	}
}

func TestScaleGivesTheSameForTheSameSeedAndOtherForAnother(t *testing.T) {
	c, b := loaded(t), book(t)
	draw := func(n int, seed uint64) []string {
		var out []string
		for stall := range c.Scale(b, n, seed) {
			out = append(out, stall.Shop.Name)
			for _, p := range stall.Products {
				out = append(out, p.ID+p.Name.EN+p.Price.String()+p.Description.EN)
			}
		}
		return out
	}
	if !slices.Equal(draw(500, 7), draw(500, 7)) {
		t.Error("the same seed gave another catalogue")
	}
	if slices.Equal(draw(500, 7), draw(500, 8)) {
		t.Error("another seed gave the same catalogue")
	}
	if few := draw(300, 7); !slices.Equal(few[:200], draw(500, 7)[:200]) {
		t.Error("a smaller number does not begin like a larger one")
	}
}

func TestScaleStopsWhenTheReaderStops(t *testing.T) {
	c, b := loaded(t), book(t)
	stalls := 0
	for range c.Scale(b, 1<<40, 3) {
		if stalls++; stalls == 5 {
			break
		}
	}
	for range c.Scale(b, 0, 3) {
		t.Error("a stall where none was asked")
	}
}

func TestFurtherFoodCarriesNumbersOfItsOwnMaker(t *testing.T) {
	c, b := loaded(t), book(t)
	halal, pirt := regexp.MustCompile(`^ID\d{17}$`), regexp.MustCompile(`^[1-8]\d\d(3505|3572)\d{6}-\d\d$`)
	of := map[string]string{}
	for stall := range c.Scale(b, 3_000, 5) {
		for _, p := range stall.Products {
			model, _ := c.Product(p.Like)
			if (p.Food == nil) != (model.Food == nil) {
				t.Fatalf("%s is unlike %s", p.ID, p.Like)
			}
			if p.Food == nil {
				continue
			}
			if n := p.Food.PIRT; n != "" && (!pirt.MatchString(n) || n == model.Food.PIRT) {
				t.Errorf("%s has P-IRT %s after %s", p.ID, n, model.Food.PIRT)
			}
			if n := p.Food.HalalNumber; n != "" {
				if other := of[n]; !halal.MatchString(n) || other != "" && other != p.Shop {
					t.Errorf("%s has halal number %s of %q", p.ID, n, other)
				}
				of[n] = p.Shop
			}
		}
	}
}

func TestNamesLoseTheirMeasures(t *testing.T) {
	for name, want := range map[string]string{
		"Teh Hijau Daun Kering 50 g":        "Teh Hijau Daun Kering",
		"Cokelat Batang Kakao 60% 100 g":    "Cokelat Batang Kakao",
		"Kendang Jimbe 40 cm Ukir":          "Kendang Jimbe Ukir",
		"Makaroni Pedas Level 5":            "Makaroni Pedas",
		"Bibit Koi 5-7 cm isi 10":           "Bibit Koi",
		"Tikar Pandan 2x1 m":                "Tikar Pandan",
		"Kelas Membatik Ciprat (per orang)": "Kelas Membatik Ciprat",
		"Jasa Foto Produk UMKM 10 Foto":     "Jasa Foto Produk UMKM",
		"Madumongso Ketan Hitam":            "Madumongso Ketan Hitam",
	} {
		if got := base(name); got != want {
			t.Errorf("%q became %q, not %q", name, got, want)
		}
	}
}
