package components_test

import (
	"context"
	"io"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"golang.org/x/net/html"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pagetest"
	"beli/frontend/text"
)

// everything is a page with every part that asks, tells or lists, in its wrong and its right state.
func everything(b layouts.Base) templ.Component {
	w := b.Words
	options := []components.Option{{Value: "a", Label: "Bungkus", Note: "Rp5.000", Chosen: true}, {Value: "b", Label: "Renteng", Hint: "isi 5"}, {Value: "c", Label: "Kg", Disabled: true}}
	pictures := []components.Option{{Value: "1", Label: "Jajanan", Icon: "snack"}, {Value: "2", Label: "Batik", Icon: "batik", Chosen: true}, {Value: "3", Label: "Ikan", Photo: pagetest.Photo(1, "")}}
	photos := []components.PhotoRow{{ID: "x", Photo: pagetest.Photo(0, ""), Label: w.T("shell.photo", "1")}, {ID: "y", Photo: pagetest.Photo(1, ""), Label: w.T("shell.photo", "2")}}
	field := func(name, label string) components.Field {
		return components.Field{Name: name, Label: label, Hint: "Petunjuk untuk " + label, Value: "7", Error: b.ErrorOf(name)}
	}
	optional := field("note", "Catatan")
	optional.Optional, optional.MaxLength = true, 200
	parts := []templ.Component{
		components.TaskList([]components.TaskGroup{{Title: "Supaya toko tampil", Tasks: []components.Task{
			{Label: "Foto pembuat", URL: "/jual/foto", Status: components.Tag{Tone: components.Good, Label: "Selesai"}},
			{Label: "NIB", URL: "/jual/nib", Status: components.Tag{Tone: components.Attend, Label: "Perlu diperbaiki"}, Reason: "Foto belum terbaca."}}}}),
		components.Timeline(w, []components.Step{{Label: "Diterima", When: "12 Mei 2026, 14.30 WIB", Done: true}, {Label: "Disiapkan", Current: true, Done: true}, {Label: "Dikirim"}}),
		components.EmptyState(components.Empty{Scene: components.SceneParcel, Title: "Keranjang masih kosong", Text: "Yuk, lihat produk Blitar.", Actions: []components.Button{{Label: "Lihat produk", URL: "/", Kind: components.Primary}}}),
		components.KeyFigures([]components.Figure{{Label: "Pesanan", Value: "12", Note: "Naik 3 dari kemarin", URL: "/jual/pesanan"}, {Label: "Pendapatan", Value: "Rp320.000"}}),
		components.DataTable(w, components.Table{Caption: "Antrean verifikasi", PickName: "shop", PickValues: []string{"1", "2"},
			Columns: []components.Column{{Label: "Toko", SortURL: "?urut=nama", Sorted: "ascending"}, {Label: "Keadaan"}, {Label: "Umur", Number: true}},
			Rows: [][]components.Cell{{{Text: "Wajik Contoh", URL: "/kurator/toko/1"}, {Tag: components.Tag{Tone: components.Waiting, Label: "Sedang dicek"}}, {Text: "3 hari"}},
				{{Text: "Batik Contoh", URL: "/kurator/toko/2"}, {Tag: components.Tag{Tone: components.Bad, Label: "Ditangguhkan"}}, {Text: "1 hari"}}}}),
		components.Banner(components.Notice{Tone: components.Quiet, Text: "Toko libur.", Action: "Ubah", URL: "/jual/libur"}),
		components.CopyText(w, "nomor rekening", "1234567890"),
		components.TextField(w, field("name", "Nama")), components.PhoneField(w, field("phone", "Nomor WA")), components.EmailField(w, field("email", "E-mail")),
		components.PasswordField(w, field("password", "Kata sandi")), components.CodeField(w, field("code", "Kode")), components.MoneyField(w, field("price", "Harga")),
		components.NumberField(w, field("stock", "Stok")), components.DateField(w, field("until", "Sampai")), components.TextArea(w, optional),
		components.SelectField(w, field("unit", "Satuan"), options), components.Radios(w, field("kind", "Jenis"), options), components.Checks(w, field("ways", "Cara kirim"), options),
		components.PictureRadios(w, field("make", "Yang dibuat"), pictures), components.PictureChecks(w, field("makes", "Semua yang dibuat"), pictures),
		components.Checkbox(w, components.Field{Name: "agree", Label: "Saya setuju", Error: b.ErrorOf("agree")}, components.Option{}),
		components.PhotoInputs(w, components.PhotoInput{Name: "photo", Label: "Foto", Hint: "Dekat jendela lebih terang.", Most: 8, Error: b.ErrorOf("photo")}),
		components.PhotoRows(w, photos),
		components.SubmitButton(components.Button{Label: "Simpan", Kind: components.Primary, Wide: true}),
	}
	inside := templ.ComponentFunc(func(ctx context.Context, out io.Writer) error {
		if _, err := io.WriteString(out, "<h1>Contoh</h1>"); err != nil {
			return err
		}
		form := components.PostForm(w, components.Form{Action: "/contoh", CSRF: b.CSRF, Files: true})
		return form.Render(templ.WithChildren(ctx, templ.ComponentFunc(func(ctx context.Context, out io.Writer) error {
			for _, p := range parts {
				if err := p.Render(templ.ClearChildren(ctx), out); err != nil {
					return err
				}
			}
			return nil
		})), out)
	})
	return templ.ComponentFunc(func(ctx context.Context, out io.Writer) error {
		page := map[layouts.Surface]func(layouts.Base) templ.Component{layouts.Public: layouts.Page, layouts.Owner: layouts.OwnerPage, layouts.Curator: layouts.CuratorPage}[b.Surface]
		return page(b).Render(templ.WithChildren(ctx, inside), out)
	})
}

func TestEveryPartIsSoundOnEverySurfaceAndSaysWhatIsWrong(t *testing.T) {
	for _, surface := range []layouts.Surface{layouts.Public, layouts.Owner, layouts.Curator} {
		for _, lang := range []string{text.Indonesian, text.English} {
			b := pagetest.Base(t, lang, surface)
			b.CSRF, b.CartCount, b.Viewer = "token", 3, layouts.Viewer{Name: "Bu Contoh", IsOwner: true, IsCurator: true}
			b.Flash = components.Notice{Tone: components.Good, Text: "Tersimpan."}
			b.Desk = layouts.Desk{Title: "Wajik Contoh", Print: "Bu Contoh, 12 Mei 2026", Nav: []components.Link{
				{Label: "Hari ini", URL: "/jual", Icon: "today", Current: true}, {Label: "Pesanan", URL: "/jual/pesanan", Icon: "orders", Count: "3"},
				{Label: "Produk", URL: "/jual/produk", Icon: "package"}, {Label: "Toko", URL: "/jual/toko", Icon: "shop"}}}
			for _, name := range []string{"name", "phone", "password", "price", "stock", "note", "unit", "kind", "make", "agree", "photo"} {
				b.Errors = append(b.Errors, components.FieldError{Name: name, Text: b.T("error.required")})
			}
			root := pagetest.Check(t, "parts-"+string(surface)+"-"+lang, everything(b))
			if got := marked(root); got < len(b.Errors) {
				t.Errorf("%s %s: %d controls are marked as wrong, want at least %d", surface, lang, got, len(b.Errors))
			}
		}
	}
}

// marked counts controls that a screen reader announces as wrong together with the sentence.
func marked(root *html.Node) int {
	n := 0
	for e := range root.Descendants() {
		for _, a := range e.Attr {
			if a.Key == "aria-describedby" && strings.HasSuffix(a.Val, "-error") {
				n++
			}
		}
	}
	return n
}

func TestPasswordsAreNeverPrintedBack(t *testing.T) {
	var b strings.Builder
	f := components.Field{Name: "password", Label: "Kata sandi", Value: "rahasia-sekali"}
	if err := components.PasswordField(text.Words{}, f).Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "rahasia") {
		t.Error(b.String())
	}
}

func TestPicturesOfferOnlyTheWidthsTheyHave(t *testing.T) {
	for _, c := range []struct {
		photo      components.Photo
		have, lack []string
	}{
		{components.Photo{Path: "/foto/a", WebP: true, Width: 1600, Height: 1600, Focal: 4}, []string{"/foto/a/360.webp 360w, /foto/a/720.webp 720w, /foto/a/1600.webp 1600w", "/foto/a/720.jpg 720w"}, []string{"112", "whole", "focal"}},
		{components.Photo{Path: "/foto/b", Width: 500, Height: 500, Focal: 1, Mat: 99}, []string{"/foto/b/360.jpg 360w, /foto/b/720.jpg 500w", "focal-1", "mat-15"}, []string{"webp", "1600"}},
		{components.Photo{Path: "/foto/c", Width: 600, Height: 1600, Focal: 4}, []string{"whole", `height="960"`}, nil},
		{components.Photo{}, []string{"cakra"}, []string{"<img"}},
	} {
		var b strings.Builder
		if err := components.Picture(c.photo, components.MainUse()).Render(t.Context(), &b); err != nil {
			t.Fatal(err)
		}
		for _, s := range c.have {
			if !strings.Contains(b.String(), s) {
				t.Errorf("%q is not in %s", s, b.String())
			}
		}
		for _, s := range c.lack {
			if strings.Contains(b.String(), s) {
				t.Errorf("%q is in %s", s, b.String())
			}
		}
	}
}

func TestAllTwentyFiveKecamatanHaveTheirOwnPlaceOnTheMap(t *testing.T) {
	bundles, err := text.Load()
	if err != nil {
		t.Fatal(err)
	}
	w := bundles.Words(text.Indonesian)
	var b strings.Builder
	if err := components.TileMap(w, append(pagetest.Tiles(w), components.Tile{Code: "35.04.01", Name: "Di luar"})).Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	places := map[string]bool{}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if n.Data == "a" && a.Key == "class" {
				places[strings.Fields(a.Val)[0]] = true
			}
		}
	}
	if len(places) != 25 || strings.Contains(b.String(), "Di luar") {
		t.Errorf("%d places", len(places))
	}
	if said := pagetest.Text(root); !strings.Contains(said, "Kanigoro, 11 toko") {
		t.Errorf("tiles do not say name and number: %s", said)
	}
}
