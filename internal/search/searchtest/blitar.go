package searchtest

import (
	"context"
	_ "embed"
	"encoding/csv"
	"strconv"
	"strings"
	"testing"

	"beli/internal/money"
	"beli/internal/paging"
	"beli/internal/search"
	"beli/internal/slug"
)

// The two files were written for this project (prices are estimates) and have its licence: 199 products of all
// 25 kecamatan, and queries with the products that answer them.
//
//go:embed testdata/blitar_product_ideas.csv
var productFile string

//go:embed testdata/blitar_search_queries_dev.csv
var queryFile string

// Products are the 199 product ideas as documents of ten invented shops, with name, category, place and price;
// not with the aliases that the file has too. IDs are those of the file: P001 is 1.
func Products(t testing.TB) []search.Document {
	t.Helper()
	var out []search.Document
	for _, row := range rows(t, productFile) {
		d := search.Document{
			ID: number(t, row[0]), Code: "BTR" + strings.NewReplacer("0", "Z", "1", "X").Replace(row[0][1:]) + "K",
			Name: row[1], KecamatanSlug: slug.Make(row[7]), KecamatanName: row[7], VillageName: row[8],
			Available: true, Pickup: true, ShipsExpedition: row[5] != "0",
		}
		price, err := strconv.ParseInt(row[3], 10, 64)
		if err != nil {
			t.Fatalf("price of %s: %v", row[0], err)
		}
		d.Price = money.Rupiah(price)
		d.ShopSlug = "toko-" + strconv.FormatInt(d.ID%10, 10)
		path := ""
		for name := range strings.SplitSeq(row[2], " > ") {
			path = strings.Trim(path+"-"+slug.Make(name), "-")
			d.CategoryPath = append(d.CategoryPath, path)
			d.CategoryNames = append(d.CategoryNames, name)
		}
		out = append(out, d)
	}
	return out
}

// Quality is how well queries are answered, from 0 to 1.
type Quality struct {
	MRR     float64 // mean of 1 / place of the first right product among ten
	Success float64 // share of queries with a right product among ten
	Recall  float64 // share of the right products among ten
	Missed  []string
}

// Measure asks the Blitar queries of an engine that holds documents with name and category only.
func Measure(t testing.TB, e search.Engine) Quality {
	t.Helper()
	var q Quality
	queries := rows(t, queryFile)
	for _, row := range queries {
		right := map[int64]bool{}
		for id := range strings.FieldsSeq(row[2]) {
			right[number(t, id)] = true
		}
		r, err := e.Search(context.Background(), search.Query{Text: row[1], Page: paging.Request{Size: 10}})
		if err != nil {
			t.Fatalf("search %q: %v", row[1], err)
		}
		first, found := 0, 0
		for i, id := range r.IDs {
			if right[id] {
				found++
				if first == 0 {
					first = i + 1
				}
			}
		}
		q.Recall += float64(found) / float64(min(len(right), 10))
		if first > 0 {
			q.MRR += 1 / float64(first)
			q.Success++
		}
		if first != 1 {
			q.Missed = append(q.Missed, row[1]+" @"+strconv.Itoa(first))
		}
	}
	n := float64(len(queries))
	q.MRR, q.Success, q.Recall = q.MRR/n, q.Success/n, q.Recall/n
	return q
}

func rows(t testing.TB, text string) [][]string {
	t.Helper()
	all, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all[1:]
}

func number(t testing.TB, id string) int64 {
	t.Helper()
	n, err := strconv.ParseInt(strings.TrimPrefix(id, "P"), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
