package layouts_test

import (
	"errors"
	"strings"
	"testing"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pagetest"
	"beli/internal/fault"
)

func TestARefusedInputIsSaidInTheVisitorsLanguageInTheOrderOfTheForm(t *testing.T) {
	var p fault.Problems
	p.Add("phone", "not_a_phone")
	p.Add("story", "too_long", "200")
	for lang, want := range map[string][2]string{
		"id": {"Nomor WA kurang lengkap. Contoh: 0812 3456 7890.", "Terlalu panjang. Paling banyak 200 huruf."},
		"en": {"The WhatsApp number is not complete. Example: 0812 3456 7890.", "Too long. At most 200 characters."},
	} {
		b := pagetest.Base(t, lang, layouts.Public)
		b.Errors = layouts.FieldErrors(b.Words, p.Err())
		if len(b.Errors) != 2 || b.ErrorOf("phone") != want[0] || b.ErrorOf("story") != want[1] || b.ErrorOf("name") != "" {
			t.Errorf("%s: %+v", lang, b.Errors)
		}
		if got := b.DocumentTitle(); !strings.HasPrefix(got, b.T("shell.needs_fixing", "")) {
			t.Errorf("%s: title %q", lang, got)
		}
	}
}

func TestAnUnknownFaultIsOneCalmLineWithoutItsCause(t *testing.T) {
	b := pagetest.Base(t, "id", layouts.Public)
	lines := layouts.FieldErrors(b.Words, errors.New("dial tcp 10.0.0.1: refused"))
	if len(lines) != 1 || lines[0].Name != "" || lines[0].Text != b.T("error.internal") {
		t.Errorf("%+v", lines)
	}
	if layouts.FieldErrors(b.Words, nil) != nil {
		t.Error("no error became a line")
	}
}

func TestHelpOpensAChatThatNamesThePage(t *testing.T) {
	b := pagetest.Base(t, "id", layouts.Owner)
	b.Title = "Foto produk"
	if got := b.HelpURL(); !strings.HasPrefix(got, "https://wa.me/6281200000000?text=") || !strings.Contains(got, "Foto%20produk") {
		t.Error(got)
	}
	b.Agency.WhatsApp = ""
	if b.HelpURL() != "" {
		t.Error("a chat with nobody")
	}
}

func TestSharedPageCarriesNothingPersonal(t *testing.T) {
	var page strings.Builder
	if err := layouts.Page(pagetest.Base(t, "id", layouts.Public)).Render(t.Context(), &page); err != nil {
		t.Fatal(err)
	}
	for _, trace := range []string{"csrf", "/akun", "/kurator", "barang di keranjang</span>"} {
		if strings.Contains(page.String(), trace) {
			t.Errorf("%q stands in a page for everybody", trace)
		}
	}
	b := pagetest.Base(t, "id", layouts.Public)
	b.CartCount, b.Viewer = 3, layouts.Viewer{Name: "Bu Contoh", IsCurator: true}
	b.Flash = components.Notice{Tone: components.Good, Text: "Tersimpan."}
	page.Reset()
	if err := layouts.Page(b).Render(t.Context(), &page); err != nil {
		t.Fatal(err)
	}
	for _, trace := range []string{"3 barang di keranjang", "Bu Contoh", "/kurator", "Tersimpan."} {
		if !strings.Contains(page.String(), trace) {
			t.Errorf("%q is missing for somebody signed in", trace)
		}
	}
}

func TestChatPreviewStandsInTheFirstEightKilobytes(t *testing.T) {
	b := pagetest.Base(t, "en", layouts.Public)
	b.OG = layouts.OpenGraph{Image: "https://contoh.test/foto/a/share.jpg", ImageAlt: "Wajik", Description: "Rp25,000"}
	var page strings.Builder
	if err := layouts.Page(b).Render(t.Context(), &page); err != nil {
		t.Fatal(err)
	}
	start := page.String()[:min(8192, page.Len())]
	for _, want := range []string{`<html lang="en">`, `property="og:title"`, `content="https://contoh.test/foto/a/share.jpg"`, `content="Rp25,000"`, `hreflang="x-default" href="https://contoh.test/"`} {
		if !strings.Contains(start, want) {
			t.Errorf("%s is missing", want)
		}
	}
}
