package searchtest

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"beli/internal/money"
	"beli/internal/search"
)

// oddWords are far enough from one another that none is taken for a typing error of another.
var oddWords = [...]string{"xylofon", "quartzit", "bimbang", "tsunami", "kwetiau", "pfeffer"}

var tree = [...][]string{{"a"}, {"a", "a-satu"}, {"a", "a-dua"}, {"b"}, {"b", "b-satu"}, {"b", "b-satu", "b-satu-x"}}

// randomDocument draws a product with few different values, so that facets meet.
func randomDocument(t *rapid.T, id int64) search.Document {
	pick := func(name string, n int) int { return rapid.IntRange(0, n-1).Draw(t, name) }
	yes := func(name string) bool { return rapid.Bool().Draw(t, name) }
	path := tree[pick("category", len(tree))]
	d := search.Document{
		ID: id, Name: oddWords[pick("word", len(oddWords))], CategoryPath: path, CategoryNames: path,
		ShopSlug: []string{"s1", "s2", "s3"}[pick("shop", 3)], KecamatanSlug: []string{"k1", "k2", "k3", "k4"}[pick("kecamatan", 4)],
		Price: []money.Rupiah{0, 24_999, 25_000, 49_999, 50_000, 60_000, 99_999, 100_000, 5_000_000}[pick("price", 9)],
		Halal: yes("halal"), MadeToOrder: yes("made"), Available: yes("available"), Pickup: yes("pickup"), ShipsExpedition: yes("ships"),
	}
	if yes("second word") {
		d.Description = oddWords[pick("word", len(oddWords))]
	}
	return d
}

func randomQuery(t *rapid.T) search.Query {
	var q search.Query
	if rapid.Bool().Draw(t, "text?") {
		q.Text = rapid.SampledFrom(oddWords[:]).Draw(t, "text") + " "
	}
	if rapid.Bool().Draw(t, "category?") {
		q.Category = rapid.SampledFrom([]string{"a", "a-satu", "b", "b-satu", "b-satu-x", "c"}).Draw(t, "category")
	}
	q.Kecamatan = rapid.SliceOfN(rapid.SampledFrom([]string{"k1", "k2", "k3", "k9"}), 0, 2).Draw(t, "kecamatan")
	q.ShopSlug = rapid.SampledFrom([]string{"", "", "", "s1"}).Draw(t, "shop")
	q.PriceMin = rapid.SampledFrom([]money.Rupiah{0, 0, 1, 24_999, 25_000, 30_000}).Draw(t, "min")
	q.PriceMax = rapid.SampledFrom([]money.Rupiah{0, 0, 49_999, 50_000, 70_000, 1 << 40}).Draw(t, "max")
	q.Halal = rapid.SampledFrom([]search.Halal{search.HalalAny, search.HalalAny, search.HalalOnly}).Draw(t, "halal")
	q.Ready = rapid.SampledFrom([]search.Ready{search.ReadyAny, search.ReadyNow, search.MadeToOrder}).Draw(t, "ready")
	q.Delivery = rapid.SampledFrom([]search.Delivery{search.DeliveryAny, search.DeliveryPickup, search.DeliveryExpedition}).Draw(t, "delivery")
	return q
}

// fits says by hand whether a document is a hit, one facet left out of account.
func fits(d search.Document, q search.Query, except string) bool {
	text := strings.TrimSpace(q.Text)
	switch {
	case text != "" && d.Name != text && d.Description != text,
		q.ShopSlug != "" && d.ShopSlug != q.ShopSlug,
		except != "category" && q.Category != "" && !slices.Contains(d.CategoryPath, q.Category),
		except != "kecamatan" && len(q.Kecamatan) > 0 && !slices.Contains(q.Kecamatan, d.KecamatanSlug),
		except != "price" && (d.Price < q.PriceMin || q.PriceMax > 0 && d.Price > q.PriceMax),
		except != "halal" && q.Halal == search.HalalOnly && !d.Halal,
		except != "ready" && q.Ready == search.ReadyNow && (!d.Available || d.MadeToOrder),
		except != "ready" && q.Ready == search.MadeToOrder && !d.MadeToOrder,
		except != "delivery" && q.Delivery == search.DeliveryPickup && !d.Pickup,
		except != "delivery" && q.Delivery == search.DeliveryExpedition && !d.ShipsExpedition:
		return false
	}
	return true
}

// handCounts are facets without order and names: category → count and so on.
type handCounts map[string]int

func countByHand(docs []search.Document, q search.Query) (ids []int64, counts handCounts) {
	counts = handCounts{}
	add := func(on bool, key string) {
		if on {
			counts[key]++
		}
	}
	for _, d := range docs {
		if fits(d, q, "") {
			ids = append(ids, d.ID)
		}
		if fits(d, q, "category") {
			for _, c := range d.CategoryPath {
				counts["category "+c]++
			}
		}
		add(fits(d, q, "kecamatan"), "kecamatan "+d.KecamatanSlug)
		for i, r := range search.PriceRanges() {
			add(fits(d, q, "price") && r.Has(d.Price), "price "+string(rune('0'+i)))
		}
		add(fits(d, q, "halal") && d.Halal, "halal")
		add(fits(d, q, "ready") && d.Available && !d.MadeToOrder, "ready")
		add(fits(d, q, "ready") && d.MadeToOrder, "made")
		add(fits(d, q, "delivery") && d.Pickup, "pickup")
		add(fits(d, q, "delivery") && d.ShipsExpedition, "expedition")
	}
	slices.Sort(ids)
	return ids, counts
}

func countsOf(f search.Facets) handCounts {
	out := handCounts{}
	set := func(key string, n int) {
		if n != 0 {
			out[key] = n
		}
	}
	for _, c := range f.Categories {
		set("category "+c.Slug, c.Count)
	}
	for _, k := range f.Kecamatan {
		set("kecamatan "+k.Slug, k.Count)
	}
	for i, n := range f.Prices {
		set("price "+string(rune('0'+i)), n)
	}
	set("halal", f.Halal)
	set("ready", f.ReadyNow)
	set("made", f.MadeToOrder)
	set("pickup", f.Pickup)
	set("expedition", f.Expedition)
	return out
}

func sameByHand(t *rapid.T, tb testing.TB, e search.Engine, docs []search.Document, q search.Query) {
	wantIDs, want := countByHand(docs, q)
	r := find(tb, e, q)
	got := everyID(tb, e, q)
	slices.Sort(got)
	if r.Total != len(wantIDs) || !slices.Equal(got, wantIDs) {
		t.Fatalf("%+v: hits %v (total %d), by hand %v", q, got, r.Total, wantIDs)
	}
	if counts := countsOf(r.Facets); !reflect.DeepEqual(counts, want) {
		t.Fatalf("%+v: facets %v, by hand %v", q, counts, want)
	}
}

func countedByHand(t *testing.T, e search.Engine) {
	rapid.Check(t, func(rt *rapid.T) {
		var docs []search.Document
		for i := range rapid.IntRange(0, 40).Draw(rt, "documents") {
			docs = append(docs, randomDocument(rt, int64(i+1)))
		}
		fill(t, e, docs)
		for range 4 {
			sameByHand(rt, t, e, docs, randomQuery(rt))
		}
	})
}

func randomEdits(t *testing.T, e search.Engine) {
	rapid.Check(t, func(rt *rapid.T) {
		now := map[int64]search.Document{}
		fill(t, e, nil)
		for range rapid.IntRange(1, 12).Draw(rt, "batches") {
			var upserts []search.Document
			var deletes []int64
			for range rapid.IntRange(0, 6).Draw(rt, "upserts") {
				d := randomDocument(rt, rapid.Int64Range(1, 15).Draw(rt, "id"))
				upserts = append(upserts, d)
				now[d.ID] = d
			}
			for range rapid.IntRange(0, 2).Draw(rt, "deletes") {
				id := rapid.Int64Range(1, 15).Draw(rt, "id")
				deletes = append(deletes, id)
				delete(now, id)
			}
			apply(t, e, upserts, deletes...)
		}
		var docs []search.Document
		for _, d := range now {
			docs = append(docs, d)
		}
		slices.SortFunc(docs, func(a, b search.Document) int { return int(a.ID - b.ID) })
		q := randomQuery(rt)
		sameByHand(rt, t, e, docs, q)
		edited := everyID(t, e, q)
		fill(t, e, docs)
		if anew := everyID(t, e, q); !slices.Equal(edited, anew) {
			rt.Fatalf("%+v: edited %v, built anew %v", q, edited, anew)
		}
	})
}

// facetsPromise chooses every value that the facets of some searches offer and looks whether the number was true.
func facetsPromise(t *testing.T, e search.Engine) {
	docs := Products(t)
	for i := range docs {
		docs[i].Halal, docs[i].MadeToOrder = i%2 == 0, i%3 == 0
	}
	fill(t, e, docs)
	for _, q := range []search.Query{{}, {Text: "batik"}, {Text: "kripik pisang"}, {Text: "gla klapa", Halal: search.HalalOnly},
		{Text: "tas batok", Category: "kerajinan", PriceMax: 60_000}} {
		f := find(t, e, q).Facets
		check := func(what string, n int, change func(*search.Query)) {
			chosen := q
			change(&chosen)
			if got := find(t, e, chosen).Total; got != n {
				t.Errorf("%+v: facet %s promises %d, choosing it gives %d", q, what, n, got)
			}
		}
		for _, c := range f.Categories {
			check(c.Slug, c.Count, func(q *search.Query) { q.Category = c.Slug })
		}
		for _, k := range f.Kecamatan {
			check(k.Slug, k.Count, func(q *search.Query) { q.Kecamatan = []string{k.Slug} })
		}
		for i, r := range search.PriceRanges() {
			check("price", f.Prices[i], func(q *search.Query) { q.PriceMin, q.PriceMax = r.Min, r.Max })
		}
		check("halal", f.Halal, func(q *search.Query) { q.Halal = search.HalalOnly })
		check("ready", f.ReadyNow, func(q *search.Query) { q.Ready = search.ReadyNow })
		check("made to order", f.MadeToOrder, func(q *search.Query) { q.Ready = search.MadeToOrder })
	}
}
