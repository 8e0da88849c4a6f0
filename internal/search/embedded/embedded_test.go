package embedded_test

import (
	"context"
	"math/rand/v2"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"beli/internal/clock"
	"beli/internal/money"
	"beli/internal/paging"
	"beli/internal/search"
	"beli/internal/search/searchtest"
)

func TestEmbeddedKeepsTheContract(t *testing.T) {
	searchtest.Exercise(t, func(t testing.TB) search.Engine { return open(t, clock.At(noon)) })
}

// manyDocuments are about n products made of the Blitar ones, with invented shops and prices; the same every time.
func manyDocuments(t testing.TB, n int) []search.Document {
	t.Helper()
	base := searchtest.Products(t)
	random := rand.New(rand.NewPCG(7, 13))
	pick := func() search.Document { return base[random.IntN(len(base))] }
	out := make([]search.Document, n)
	for i := range out {
		d, other, third := pick(), pick(), pick()
		d.ID = int64(i + 1)
		d.Code = strconv.FormatInt(int64(i)+1<<40, 30)
		d.Name += " " + strings.Fields(other.Name)[0]
		d.Description = other.Name + " " + third.Name + " dari " + other.VillageName
		d.ShopName = "Dapur " + third.VillageName + " " + strconv.Itoa(i%900)
		d.ShopSlug = "toko-" + strconv.Itoa(i%900)
		d.Price += money.Rupiah(random.IntN(80) * 500)
		d.Available, d.Halal, d.MadeToOrder = random.IntN(10) > 0, random.IntN(2) == 0, random.IntN(5) == 0
		d.Sold, d.PublishedAt = random.IntN(500), 1_700_000_000+int64(random.IntN(1e7))
		out[i] = d
	}
	return out
}

func TestThousandsOfChangesLeaveTheIndexAsIfBuiltAnew(t *testing.T) {
	docs := manyDocuments(t, 2_000)
	edited, anew := open(t, clock.At(noon)), open(t, clock.At(noon))
	fill(t, edited, docs)
	for i := 0; i+50 <= len(docs); i += 25 {
		batch := docs[i : i+50]
		for j := range batch {
			batch[j].Price += 1000
			batch[j].Name, batch[j].ShopSlug = batch[j].Name+" Baru", "toko-"+strconv.Itoa(i%17)
		}
		if err := edited.Apply(context.Background(), batch, nil); err != nil {
			t.Fatal(err)
		}
	}
	fill(t, anew, docs)
	for _, q := range []search.Query{{}, {Text: "gula kelapa"}, {Text: "kripik pisang baru"}, {Text: "gla klapa", Halal: search.HalalOnly},
		{Sort: search.PriceAsc, Category: "makanan"}, {ShopSlug: "toko-3"}, {Text: "tas batok rajut koi"}} {
		q.Page = paging.Request{Number: 2, Size: 30}
		a, err := edited.Search(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		b, err := anew.Search(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(a, b) {
			t.Errorf("%+v: edited\n%+v\nanew\n%+v", q, a, b)
		}
	}
}

func TestSmallShopsStandFirstAsOftenAsLargeOnes(t *testing.T) {
	c := clock.At(noon)
	e := open(t, c)
	var docs []search.Document
	for i := range 120 {
		shop := "besar"
		if i < 2 {
			shop = "kecil"
		}
		docs = append(docs, search.Document{ID: int64(i + 1), Name: "Geti Wijen", ShopSlug: shop, Available: true})
	}
	fill(t, e, docs)
	small, changed, before := 0, 0, int64(0)
	const days = 400
	for range days {
		first := func() int64 {
			r, err := e.Search(context.Background(), search.Query{Text: "geti"})
			if err != nil {
				t.Fatal(err)
			}
			return r.IDs[0]
		}
		now := first()
		c.Advance(11*time.Hour + 59*time.Minute) // noon to just before midnight in Blitar
		if first() != now {
			t.Fatal("the order changed within a day")
		}
		if now <= 2 {
			small++
		}
		if now != before {
			changed++
		}
		before = now
		c.Advance(12*time.Hour + time.Minute)
	}
	if small < days*4/10 || small > days*6/10 {
		t.Errorf("the small shop was first on %d of %d days", small, days)
	}
	if changed < days/2 {
		t.Errorf("another product was first on only %d of %d days", changed, days)
	}
}

func FuzzSearchNeverFails(f *testing.F) {
	e := open(f, clock.At(noon))
	fill(f, e, searchtest.Products(f))
	for _, s := range []string{"gla klapa", "oleh2 1/4 kg", "\xff*~(\"", "pasbunga kayu", "aleh 010102", "a b c d e f g h i j k l m n o p q"} {
		f.Add(s, int64(0), int64(30_000), 1)
	}
	f.Fuzz(func(t *testing.T, text string, from, to int64, page int) {
		q := search.Query{Text: text, PriceMin: money.Rupiah(from), PriceMax: money.Rupiah(to), Page: paging.Request{Number: page}}
		r, err := e.Search(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		if again, _ := e.Search(context.Background(), q); !reflect.DeepEqual(r, again) {
			t.Fatalf("%q is answered in two ways:\n%+v\n%+v", text, r, again)
		}
	})
}
