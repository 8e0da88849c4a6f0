package region_test

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"beli/internal/region"
)

func open(t testing.TB) *region.Book {
	t.Helper()
	b, err := region.Open()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func names(places []region.Place) string {
	var list []string
	for _, p := range places {
		list = append(list, p.Name)
	}
	return strings.Join(list, ", ")
}

func codes(places []region.Place) string {
	var list []string
	for _, p := range places {
		list = append(list, p.Code)
	}
	return strings.Join(list, " ")
}

func TestOpen_holds_the_whole_country(t *testing.T) {
	b := open(t)
	count := map[region.Level]int{}
	villagesWithoutPostal := 0
	var walk func(parent string)
	walk = func(parent string) {
		for _, p := range b.Children(parent) {
			count[p.Level]++
			if p.Level == region.Village {
				if len(p.PostalCode) != 5 {
					villagesWithoutPostal++
				}
				continue
			}
			if p.PostalCode != "" {
				t.Errorf("%s has a postal code", p.Code)
			}
			walk(p.Code)
		}
	}
	walk("")
	want := map[region.Level]int{region.Province: 38, region.Regency: 514, region.District: 7285, region.Village: 83762}
	if fmt.Sprint(count) != fmt.Sprint(want) {
		t.Errorf("counts = %v, want %v", count, want)
	}
	if villagesWithoutPostal != 0 {
		t.Errorf("%d villages have no postal code", villagesWithoutPostal)
	}
}

func TestByCode_finds_every_level_and_refuses_malformed_codes(t *testing.T) {
	b := open(t)
	for _, c := range []struct {
		code      string
		want      region.Place
		kelurahan bool
	}{
		{"35", region.Place{Code: "35", Name: "Jawa Timur", Level: region.Province}, false},
		{"35.05", region.Place{Code: "35.05", Name: "Kabupaten Blitar", Level: region.Regency}, false},
		{"35.05.18", region.Place{Code: "35.05.18", Name: "Doko", Level: region.District}, false},
		{"35.05.18.2003", region.Place{Code: "35.05.18.2003", Name: "Plumbangan", Level: region.Village, PostalCode: "66186"}, false},
		{"35.05.03.1007", region.Place{Code: "35.05.03.1007", Name: "Srengat", Level: region.Village, PostalCode: "66152"}, true},
		{"14.02.09.2010", region.Place{Code: "14.02.09.2010", Name: "Lambang Sari I, II, III", Level: region.Village, PostalCode: "29353"}, false},
		{"31.72", region.Place{Code: "31.72", Name: "Kota Administrasi Jakarta Utara", Level: region.Regency}, false},
	} {
		got, ok := b.ByCode(c.code)
		if !ok || got != c.want || got.Kelurahan() != c.kelurahan {
			t.Errorf("ByCode(%q) = %+v, %v, kelurahan %v", c.code, got, ok, got.Kelurahan())
		}
	}
	for _, code := range []string{
		"", "3", "99", "35.", "35.5", "35.99", "3505", "35.05.18.203", "35.05.18.20033", "35.05.18.9999", "35.05.00", "00",
		"35-05", "35.05.18.200x", "35.05.18.0000", " 35", "35.05.18.2003 ", "３５",
	} {
		if p, ok := b.ByCode(code); ok {
			t.Errorf("ByCode(%q) = %+v", code, p)
		}
		if b.Label(code) != "" || b.Chain(code) != nil {
			t.Errorf("%q has a label or a chain", code)
		}
		if code != "" && b.Children(code) != nil {
			t.Errorf("%q has children", code)
		}
	}
}

func TestLabel_is_an_address_a_courier_reads(t *testing.T) {
	b := open(t)
	for code, want := range map[string]string{
		"35.05.18.2003": "Desa Plumbangan, Kec. Doko, Kab. Blitar, Jawa Timur 66186",
		"35.72.02.1002": "Kel. Blitar, Kec. Sukorejo, Kota Blitar, Jawa Timur 66126",
		"35.05.18":      "Kec. Doko, Kab. Blitar, Jawa Timur",
		"35.05":         "Kab. Blitar, Jawa Timur",
		"35":            "Jawa Timur",
		"31.71.01.1001": "Kel. Gambir, Kec. Gambir, Kota Adm. Jakarta Pusat, DKI Jakarta 10110",
		"34.71":         "Kota Yogyakarta, DI Yogyakarta",
		"14.01.06.2002": "Desa Baru, Kec. Siak Hulu, Kab. Kampar, Riau 28452",
	} {
		if got := b.Label(code); got != want {
			t.Errorf("Label(%q) = %q, want %q", code, got, want)
		}
	}
}

func TestChain_goes_from_the_province_to_the_place(t *testing.T) {
	b := open(t)
	if got := names(b.Chain("35.05.18.2003")); got != "Jawa Timur, Kabupaten Blitar, Doko, Plumbangan" {
		t.Errorf("chain = %s", got)
	}
	if got := names(b.Chain("35.72")); got != "Jawa Timur, Kota Blitar" {
		t.Errorf("chain = %s", got)
	}
}

func TestChildren_are_direct_and_in_order(t *testing.T) {
	b := open(t)
	if got := names(b.Children("35.05.18")); got != "Slorok, Suru, Plumbangan, Sumberurip, Genengan, Doko, Jambepawon, Sidorejo, Resapombo, Kalimanis" {
		t.Errorf("Doko: %s", got)
	}
	if got := len(b.Children("35")); got != 38 {
		t.Errorf("Jawa Timur has %d regencies", got)
	}
	if got := b.Children("35.05.18.2003"); got != nil {
		t.Errorf("a village has children: %v", got)
	}
	last := b.Children("")
	if last[0].Code != "11" || len(b.Children(last[len(last)-1].Code)) == 0 {
		t.Errorf("provinces: %s", codes(last))
	}
}

func TestBlitar_repeats_nineteen_village_names(t *testing.T) {
	b := open(t)
	where := map[string][]string{}
	desa, kelurahan := 0, 0
	for _, k := range b.Kecamatan() {
		for _, v := range b.Villages(k.Code) {
			where[v.Name] = append(where[v.Name], k.Name)
			if v.Kelurahan() {
				kelurahan++
			} else {
				desa++
			}
		}
	}
	if desa != 220 || kelurahan != 49 {
		t.Errorf("%d desa and %d kelurahan, want 220 and 49", desa, kelurahan)
	}
	repeated := 0
	for _, in := range where {
		if len(in) > 1 {
			repeated++
		}
	}
	if repeated != 19 {
		t.Errorf("%d names repeat, want 19", repeated)
	}
	if got := strings.Join(where["Sukorejo"], ", "); got != "Udanawu, Sutojayan, Wates, Sukorejo" {
		t.Errorf("Sukorejo is in %s", got)
	}
	if got := strings.Join(where["Slorok"], ", "); got != "Garum, Doko" {
		t.Errorf("Slorok is in %s", got)
	}
	if got := b.Villages("35.05"); got != nil {
		t.Errorf("a regency has villages: %d", len(got))
	}
}

func TestKecamatan_are_the_25_with_unique_addresses_and_tiles(t *testing.T) {
	b := open(t)
	all := b.Kecamatan()
	if len(all) != 25 || all[0].Name != "Wonodadi" || all[21].Name != "Selopuro" || all[24].Name != "Sananwetan" {
		t.Fatalf("%d kecamatan: %+v", len(all), all)
	}
	slugs, tiles := map[string]bool{}, map[[2]int]region.Kecamatan{}
	for i, k := range all {
		if k.Kota != (i >= 22) || !region.InBlitar(k.Code) {
			t.Errorf("%s: kota %v", k.Code, k.Kota)
		}
		if k.Row < 1 || k.Row > 5 || k.Column < 1 || k.Column > 7 {
			t.Errorf("%s lies at %d, %d", k.Name, k.Row, k.Column)
		}
		slugs[k.Slug], tiles[[2]int{k.Row, k.Column}] = true, k
		if got, ok := b.KecamatanBySlug(k.Slug); !ok || got.Code != k.Code {
			t.Errorf("%q leads to %q", k.Slug, got.Code)
		}
	}
	if len(slugs) != 25 || len(tiles) != 25 {
		t.Errorf("%d addresses and %d tiles for 25", len(slugs), len(tiles))
	}
	drawing := []string{
		"Udanawu Ponggok Nglegok Garum Gandusari Wlingi Doko",
		"Wonodadi Srengat Kepanjenkidul Sananwetan Talun Kesamben Selorejo",
		"· Sanankulon Sukorejo Kanigoro Selopuro · ·",
		"· Kademangan · Sutojayan Binangun · ·",
		"· Bakung Wonotirto Panggungrejo Wates · ·",
	}
	for row, line := range drawing {
		for column, name := range strings.Fields(line) {
			if k := tiles[[2]int{row + 1, column + 1}]; k.Name != name && name != "·" {
				t.Errorf("tile %d, %d holds %q, want %q", row+1, column+1, k.Name, name)
			}
		}
	}
	if _, ok := b.KecamatanBySlug("kediri"); ok {
		t.Error("a kecamatan of nowhere is found")
	}
	all[0].Name = "changed"
	if b.Kecamatan()[0].Name == "changed" {
		t.Error("a caller can change the book")
	}
}

func TestKecamatan_neighbours_share_an_edge_both_ways(t *testing.T) {
	b := open(t)
	by := map[string]region.Kecamatan{}
	for _, k := range b.Kecamatan() {
		by[k.Code] = k
	}
	for _, k := range by {
		if len(k.Neighbours) == 0 {
			t.Errorf("%s has no neighbour", k.Name)
		}
		for _, code := range k.Neighbours {
			n := by[code]
			far := (n.Row-k.Row)*(n.Row-k.Row) + (n.Column-k.Column)*(n.Column-k.Column)
			if far != 1 || !slices.Contains(n.Neighbours, k.Code) {
				t.Errorf("%s and %s: distance %d, neighbours %v", k.Name, n.Name, far, n.Neighbours)
			}
		}
	}
	kanigoro, _ := b.KecamatanBySlug("kanigoro")
	var got []string
	for _, code := range kanigoro.Neighbours {
		got = append(got, by[code].Name)
	}
	if strings.Join(got, ", ") != "Sananwetan, Sukorejo, Selopuro, Sutojayan" {
		t.Errorf("Kanigoro lies beside %v", got)
	}
}

func TestInBlitar_and_KecamatanOf(t *testing.T) {
	b := open(t)
	for code, want := range map[string]bool{
		"35.05": true, "35.72": true, "35.05.18.2003": true, "35.72.02": true,
		"35": false, "35.06.01": false, "35.050": false, "35.7": false, "": false, "3505": false,
	} {
		if region.InBlitar(code) != want {
			t.Errorf("InBlitar(%q) = %v", code, !want)
		}
	}
	if k, ok := b.KecamatanOf("35.05.18.2003"); !ok || k.Name != "Doko" {
		t.Errorf("KecamatanOf = %+v, %v", k, ok)
	}
	if _, ok := b.KecamatanOf("35.06.01.2001"); ok {
		t.Error("a village of Kediri lies in a kecamatan of Blitar")
	}
}

func TestOpen_keeps_within_twelve_megabytes(t *testing.T) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	b := open(t)
	runtime.GC()
	runtime.ReadMemStats(&after)
	if used := int64(after.HeapAlloc) - int64(before.HeapAlloc); used > 12<<20 {
		t.Errorf("the book takes %d bytes", used)
	}
	runtime.KeepAlive(b)
}

func BenchmarkOpen(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		open(b)
	}
}
