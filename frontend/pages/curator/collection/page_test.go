package collection_test

import (
	"strings"
	"testing"

	"beli/frontend/layouts"
	"beli/frontend/pages/curator"
	"beli/frontend/pages/curator/collection"
	"beli/frontend/pages/curator/curatortest"
	"beli/frontend/pagetest"
	"beli/internal/fault"
)

func sample(s curator.Screen, phase curator.Phase) collection.Page {
	p := collection.Page{Screen: s, ID: 3, Name: "Oleh-oleh akhir tahun", TitleID: "Oleh-oleh akhir tahun", TitleEN: "Year-end treats", TextID: "Dipilih dari 25 kecamatan.", FirstDay: "2026-12-01", LastDay: "2026-12-31",
		Phase: phase, Dates: "1–31 Desember 2026", MostItems: 60, Items: []collection.Item{
			{ProductID: 12, Code: "7KM2QP", Name: "Wajik kletik, satu renteng isi 5", Shop: "Wajik Contoh", Reason: "Kemasan klobot yang dijahit tangan", Visible: true},
			{ProductID: 15, Code: "4RT9XA", Name: "Opak gambir gulung wijen", Shop: "Opak Contoh", Reason: "Laris di pameran", Visible: true},
			{ProductID: 18, Code: "9ZZ1AB", Name: "Kendang jimbe kayu mahoni 40 cm", Shop: "Kendang Contoh", Reason: "Khas Kepanjenkidul"}}}
	if phase != curator.Draft {
		p.PublicURL = s.URL("/koleksi/oleh-oleh-akhir-tahun")
	}
	return p
}

func names(t *testing.T, s curator.Screen, page collection.Page, name, address string) string {
	t.Helper()
	form := curatortest.Form(curatortest.Check(t, s, name, collection.View(page)), s.URL(address))
	if form == nil {
		t.Fatalf("%s: no form leads to %s", name, address)
	}
	return strings.Join(curatortest.Names(form), " ")
}

func TestANewCollectionBeginsWithWordsAndDates(t *testing.T) {
	curatortest.Each(t, func(t *testing.T, s curator.Screen) {
		if got := names(t, s, collection.Page{Screen: s}, "collection-new", "/kurator/koleksi/baru"); got != "csrf title_id title_en text_id text_en first_day last_day" {
			t.Errorf("it sends %s", got)
		}
	})
}

func TestEveryPhaseCanBeEditedAndPublishedOrWithdrawn(t *testing.T) {
	curatortest.Each(t, func(t *testing.T, s curator.Screen) {
		for _, phase := range curator.Phases() {
			p, name := sample(s, phase), "collection-"+string(phase)
			root := curatortest.Check(t, s, name, collection.View(p))
			publish, withdraw := curatortest.Form(root, s.URL("/kurator/koleksi/3/terbit")), curatortest.Form(root, s.URL("/kurator/koleksi/3/tarik"))
			if (publish != nil) != (phase == curator.Draft) || (withdraw != nil) == (phase == curator.Draft) {
				t.Errorf("%s: publish %t, withdraw %t", phase, publish != nil, withdraw != nil)
			}
			unseen := phase == curator.Draft || phase == curator.Scheduled
			if curatortest.Link(root, s.URL("/kurator/koleksi/3/pratinjau")) != unseen {
				t.Errorf("%s: has a preview is %t", phase, !unseen)
			}
			for address, want := range map[string]string{"/kurator/koleksi/3": "csrf title_id title_en text_id text_en first_day last_day", "/kurator/koleksi/3/urut": "csrf items act product",
				"/kurator/koleksi/3/hapus": "csrf items act product", "/kurator/koleksi/3/tambah": "csrf code reason"} {
				if got := names(t, s, p, name, address); got != want {
					t.Errorf("%s: %s gets %s, want %s", phase, address, got, want)
				}
			}
			if !strings.Contains(curatortest.Main(root), s.N("curator.items_unseen", 1)) {
				t.Errorf("%s hides that a product is not shown", phase)
			}
		}
	})
}

func TestTheFirstCannotGoUpAndTheLastCannotGoDown(t *testing.T) {
	s := curatortest.Screen(t, "id")
	var acts []string
	for n := range curatortest.Check(t, s, "collection-order", collection.View(sample(s, curator.Draft))).Descendants() {
		if n.Data == "button" && curatortest.Attr(n, "name") == "act" {
			acts = append(acts, curatortest.Attr(n, "value"))
		}
	}
	if got := strings.Join(acts, " "); got != "down:12 first:15 up:15 down:15 first:18 up:18" {
		t.Errorf("%s", got)
	}
}

func TestASearchOffersProductsAndAnEmptyOneTheCode(t *testing.T) {
	curatortest.Each(t, func(t *testing.T, s curator.Screen) {
		p := sample(s, curator.Draft)
		p.Query, p.Searched = "wajik", true
		p.Found = []collection.Found{{Code: "7KM2QP", Name: "Wajik kletik", Shop: "Wajik Contoh", Price: "Rp25.000", In: true}, {Code: "5AB2CD", Name: "Wajik gula merah", Shop: "Ketan Contoh", Price: "Rp18.000"}}
		if got := names(t, s, p, "collection-found", "/kurator/koleksi/3/tambah"); got != "csrf q code reason" {
			t.Errorf("it sends %s", got)
		}
		p.Found = nil
		root := curatortest.Check(t, s, "collection-found-none", collection.View(p))
		if !strings.Contains(curatortest.Main(root), s.T("curator.found_none", "wajik")) {
			t.Error("an empty search is not told")
		}
		p.Items, p.MostItems = nil, 0
		if said := curatortest.Main(curatortest.Check(t, s, "collection-empty", collection.View(p))); !strings.Contains(said, s.T("curator.no_items")) {
			t.Error("no products is not said")
		}
		p = sample(s, curator.Draft)
		p.MostItems = 3
		if root := curatortest.Check(t, s, "collection-full", collection.View(p)); curatortest.Form(root, s.URL("/kurator/koleksi/3/tambah")) != nil {
			t.Error("a full collection takes more")
		}
	})
}

func TestRefusedFormsKeepWhatWasTyped(t *testing.T) {
	curatortest.Each(t, func(t *testing.T, s curator.Screen) {
		var problems fault.Problems
		problems.Add("title_id", "required")
		problems.Add("last_day", "date_order")
		p := collection.Page{Screen: s, TitleEN: "Treats", FirstDay: "2026-12-31", LastDay: "2026-12-01"}
		p.Errors = layouts.FieldErrors(s.Words, problems.Err())
		if said := curatortest.Main(curatortest.Check(t, s, "collection-new-refused", collection.View(p))); !strings.Contains(said, s.T("error.date_order")) {
			t.Error(said)
		}
		var add fault.Problems
		add.Add("code", "not_offerable")
		add.Add("reason", "required")
		add.Add("items", "required")
		p = sample(s, curator.Draft)
		p.AddCode, p.Errors = "XXXXXX", layouts.FieldErrors(s.Words, add.Err())
		form := curatortest.Form(curatortest.Check(t, s, "collection-add-refused", collection.View(p)), s.URL("/kurator/koleksi/3/tambah"))
		if text := pagetest.Text(form); !strings.Contains(text, s.T("error.not_offerable")) || !strings.Contains(text, s.T("error.required")) {
			t.Error(text)
		}
	})
}
