package catalogue

import (
	"encoding/csv"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"beli/internal/money"
	"beli/internal/phone"
	"beli/internal/region"
	"beli/internal/slug"
)

func loaded(t *testing.T) Catalogue {
	t.Helper()
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// ideas reads the list of product ideas: rows by id, columns by name.
func ideas(t *testing.T) map[string]map[string]string {
	t.Helper()
	f, err := os.Open("testdata/blitar_product_ideas.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]map[string]string{}
	for _, row := range rows[1:] {
		r := map[string]string{}
		for i, name := range rows[0] {
			r[name] = row[i]
		}
		out[r["id"]] = r
	}
	return out
}

func number(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func book(t *testing.T) *region.Book {
	t.Helper()
	b, err := region.Open()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestEveryIdeaIsOnSaleOnceNearItsVillageAndWithinItsPrice(t *testing.T) {
	c, list := loaded(t), ideas(t)
	if len(list) != 199 || len(c.Products) != len(list) {
		t.Fatalf("%d products for %d ideas", len(c.Products), len(list))
	}
	for _, p := range c.Products {
		idea, ok := list[p.ID]
		if !ok {
			t.Errorf("%s is no idea", p.ID)
			continue
		}
		shop, _ := c.Shop(p.Shop)
		if kecamatan := idea["desa_code"][:8]; !strings.HasPrefix(shop.Village, kecamatan) {
			t.Errorf("%s belongs to %s, its shop lies in %s", p.ID, kecamatan, shop.Village)
		}
		if p.WeightG != number(t, idea["weight_g"]) {
			t.Errorf("%s weighs %d g, the list says %s", p.ID, p.WeightG, idea["weight_g"])
		}
		least, most := number(t, idea["price_min"]), number(t, idea["price_max"])
		for _, v := range p.Variants() {
			if v.Price < money.Rupiah(least) || v.Price > money.Rupiah(most) || v.Price%500 != 0 {
				t.Errorf("%s %v costs %v, the range is %d to %d", p.ID, v.Labels, v.Price, least, most)
			}
		}
		if renamed := p.Name.ID != idea["name"]; renamed != (p.ID == "P068") {
			t.Errorf("%s is called %q, the list says %q", p.ID, p.Name.ID, idea["name"])
		}
		for _, alias := range p.Aliases {
			if !slices.Contains(strings.Split(idea["aliases"], ";"), alias) {
				t.Errorf("%s has the foreign alias %q", p.ID, alias)
			}
		}
	}
}

func TestEveryKecamatanHasAShopAndEveryShopProducts(t *testing.T) {
	c, b := loaded(t), book(t)
	if len(c.Shops) < 60 || len(c.Shops) > 75 {
		t.Errorf("%d shops", len(c.Shops))
	}
	found := map[string]bool{}
	for _, s := range c.Shops {
		place, ok := b.ByCode(s.Village)
		if !ok || place.Level != region.Village || !region.InBlitar(s.Village) {
			t.Errorf("%s: no village %s in Blitar", s.Key, s.Village)
			continue
		}
		found[s.Village[:8]] = true
		if n := len(c.Of(s.Key)); n < 1 || n > 8 {
			t.Errorf("%s has %d products", s.Key, n)
		}
	}
	for _, k := range b.Kecamatan() {
		if !found[k.Code] {
			t.Errorf("no shop in %s", k.Name)
		}
	}
}

func TestShopsHaveTheirOwnNamesAddressesAndTelephones(t *testing.T) {
	c := loaded(t)
	keys, phones := map[string]bool{}, map[string]bool{}
	for _, s := range c.Shops {
		name := slug.Make(s.Name)
		if len(name) < 3 || keys[name] || slug.Make(s.Key) != s.Key || len(s.Name) > 70 {
			t.Errorf("%q: name taken or not fit for an address", s.Name)
		}
		if _, err := phone.Parse(s.Phone); err != nil || phones[s.Phone] || !regexp.MustCompile(`^628120000\d{4}$`).MatchString(s.Phone) {
			t.Errorf("%s: telephone %s (%v)", s.Key, s.Phone, err)
		}
		keys[name], phones[s.Phone] = true, true
		if !regexp.MustCompile(`^(Dusun|Lingkungan|Gang|Balai) .+, RT 0\d/RW 0\d$|^Balai RW 04`).MatchString(s.Street) {
			t.Errorf("%s: street %q", s.Key, s.Street)
		}
		if s.Owner == "" || s.Hours.ID == "" || s.Hours.EN == "" {
			t.Errorf("%s: owner or hours missing", s.Key)
		}
	}
}

func TestGoodsCanBeHandedOverAndServicesAreNot(t *testing.T) {
	c := loaded(t)
	for _, s := range c.Shops {
		for _, p := range c.Of(s.Key) {
			service := branchOf(p.Category) == "jasa"
			switch {
			case service != (p.Service != nil) || service != (p.WeightG == 0):
				t.Errorf("%s: service facts or weight do not fit %s", p.ID, p.Category)
			case service && p.Stock.Mode != MadeToOrder:
				t.Errorf("%s is a service without an appointment", p.ID)
			case service && (p.Service.Duration.EN == "" || p.Service.Place.EN == ""):
				t.Errorf("%s lacks duration or place", p.ID)
			case !service && !s.Pickup && !s.Expedition, p.PickupOnly && !s.Pickup:
				t.Errorf("%s of %s cannot be handed over", p.ID, s.Key)
			}
		}
	}
}

func TestProductNamesAreUniqueAndInBothLanguages(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range loaded(t).Products {
		for _, name := range []string{p.Name.ID, p.Name.EN} {
			if name == "" || len(name) > 70 || seen[strings.ToLower(name)] {
				t.Errorf("%s: name %q is empty, long or taken", p.ID, name)
			}
			seen[strings.ToLower(name)] = true
		}
		if slug.Make(p.Name.ID) == "" || p.Unit.ID == "" || p.Unit.EN == "" || len(p.Unit.ID) > 24 {
			t.Errorf("%s: address or unit", p.ID)
		}
	}
}

func TestVariantsCoverTheirOptionsAndSpreadTheStock(t *testing.T) {
	sold, optioned := 0, 0
	for _, p := range loaded(t).Products {
		want, stock := 1, 0
		for _, o := range p.Options {
			want *= len(o.Values)
			if o.Name.ID == "" || o.Name.EN == "" || len(o.Values) < 2 {
				t.Errorf("%s: option %+v", p.ID, o)
			}
		}
		if len(p.Options) > 0 {
			optioned++
		}
		all := p.Variants()
		seen := map[string]bool{}
		for _, v := range all {
			label := ""
			for _, l := range v.Labels {
				label += "/" + l.ID
			}
			if seen[label] || len(v.Labels) != len(p.Options) {
				t.Errorf("%s: variant %q", p.ID, label)
			}
			seen[label] = true
			stock += v.Count
			if p.Stock.Mode == Counted && v.Count == 0 {
				sold++
			}
		}
		if len(all) != want || len(all) > 20 || len(p.Options) > 2 {
			t.Errorf("%s has %d variants of %d", p.ID, len(all), want)
		}
		switch p.Stock.Mode {
		case Counted:
			if stock != p.Stock.Count || stock == 0 {
				t.Errorf("%s: %d in stock, variants hold %d", p.ID, p.Stock.Count, stock)
			}
		case MadeToOrder:
			if p.Stock.Days < 1 || p.Stock.Days > 90 || p.Stock.PerDay < 1 || stock != 0 {
				t.Errorf("%s: made to order as %+v", p.ID, p.Stock)
			}
		case Always:
			if p.Stock != (Stock{Mode: Always}) {
				t.Errorf("%s is always there, yet %+v", p.ID, p.Stock)
			}
		}
	}
	if sold == 0 || sold > 10 || optioned < 60 || optioned > 100 {
		t.Errorf("%d variants sold out, %d products with options", sold, optioned)
	}
}

func TestAllLeavesOfTheTreeHaveProducts(t *testing.T) {
	n := map[string]int{}
	for _, p := range loaded(t).Products {
		n[p.Category]++
	}
	for _, b := range Tree() {
		leaves := b.Leaves
		if len(leaves) == 0 {
			leaves = []string{b.Slug}
		}
		for _, leaf := range leaves {
			if n[leaf] == 0 {
				t.Errorf("nothing in %s", leaf)
			}
		}
	}
}

func TestCollectionsShowDistinctProductsWithReasons(t *testing.T) {
	c := loaded(t)
	if len(c.Collections) != 3 {
		t.Fatalf("%d collections", len(c.Collections))
	}
	for _, col := range c.Collections {
		seen := map[string]bool{}
		for _, pick := range col.Picks {
			if seen[pick.Product] || pick.Reason.ID == "" || pick.Reason.EN == "" {
				t.Errorf("%s: %s twice or without a reason", col.Slug, pick.Product)
			}
			seen[pick.Product] = true
		}
		if len(seen) < 6 || slug.Make(col.Slug) != col.Slug || col.Title.EN == "" || col.Text.EN == "" {
			t.Errorf("collection %s is thin", col.Slug)
		}
	}
}
