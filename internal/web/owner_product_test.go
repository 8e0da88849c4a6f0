package web_test

import (
	"net/url"
	"strconv"
	"strings"
	"testing"

	"beli/internal/fulfilment/fulfilmenttest"
	"beli/internal/store/storetest"
	"beli/internal/web/webtest"
)

func at(desk string, product int, parts ...string) string {
	return strings.Join(append([]string{desk, "produk", strconv.Itoa(product)}, parts...), "/")
}

func TestOwner_adds_a_product_with_two_photos_without_JavaScript_and_sees_it_wait(t *testing.T) {
	t.Parallel()
	m := openMarket(t)
	_, desk, b := m.shop()
	page := m.wajik(b, desk).Attach("photos", picture("depan.jpg", 1), picture("dekat.jpg", 2)).Submit("Simpan dan kirim").Want(200)
	page.WantText("Wajik kletik klobot", "Produk dikirim untuk dicek.", "Sedang dicek", "Foto 2")
	id := m.number(`SELECT MAX(id) FROM products`)
	if n := m.number(`SELECT COUNT(*) FROM photos WHERE product_id = $1 AND state = 'waiting'`, id); n != 2 {
		t.Errorf("%d photos wait, want 2", n)
	}
	b.Get(page.Attr("src", "img")).Want(200)
	b.Get(desk+"/produk?tab=waiting").Want(200).WantText("Wajik kletik klobot", "Sedang dicek")
	b.Get("/en" + at(desk, id)).Want(200).WantText("Being checked")

	webtest.Open(t, m.app).Get(m.public(id)).Want(404)
	preview := b.Get(at(desk, id, "lihat")).Want(200).WantText("Wajik kletik klobot", "Rp25.000", "dibungkus klobot jagung", "Beginilah pembeli melihatnya nanti.")
	if forms := preview.All("form", "action=/keranjang"); len(forms) != 0 {
		t.Error("the preview of a draft can be put into the cart")
	}
	preview.Click("Kembali mengubah").Want(200).WantText("Sedang dicek")

	m.confirm(id)
	webtest.Open(t, m.app).Get(m.public(id)).Want(200).WantText("Wajik kletik klobot", "Rp25.000")
	b.Get(at(desk, id)).WantText("Tayang", "Lihat di toko")
}

func TestSaving_an_incomplete_product_keeps_it_and_lists_what_is_missing(t *testing.T) {
	t.Parallel()
	m := openMarket(t)
	_, desk, b := m.shop()
	page := b.Get(desk+"/produk/baru").Form("/produk/baru").Set("name", "Wajik").Set("category", m.leaf("oleh-oleh-jajanan-kering")).
		Set("price", "12000").Set("on_hand", "3").Submit("Simpan dan kirim").Want(200)
	page.WantText("Produk tersimpan. Sebelum dikirim, lengkapi yang tertulis di bawah.", "Draf", "Foto", "Berat", "Halal")
	if hint := page.Attr("href", "a", "href=#f-weight_g"); hint == "" {
		t.Error("the missing weight does not lead to its field")
	}
	id := m.number(`SELECT MAX(id) FROM products`)
	again := b.Post(at(desk, id, "kirim"), url.Values{"csrf": {page.Attr("value", "input", "name=csrf")}}).Want(422)
	for _, field := range []string{"photos", "weight_g", "halal_state"} {
		if len(again.All("p", "id=f-"+field+"-error")) != 1 {
			t.Errorf("%s does not say that it is missing", field)
		}
	}
	if n := m.number(`SELECT COUNT(*) FROM product_changes`); n != 0 {
		t.Errorf("%d changes wait", n)
	}
}

func TestAdding_is_refused_with_every_problem_and_keeps_what_was_typed(t *testing.T) {
	t.Parallel()
	m := openMarket(t)
	_, desk, b := m.shop()
	f := m.wajik(b, desk).Set("name", "").Set("price", "dua puluh").Set("on_hand", "sepuluh").Set("weight_g", "lain").Set("weight_other", "").
		Set("halal_state", "certified").Set("halal_number", "KH123").Set("storage", "suhu ruang")
	page := f.Attach("photos", picture("bagus.jpg", 1), webtest.File{Name: "catatan.txt", Body: []byte("bukan foto")}).Submit("Simpan dulu").Want(422)
	page.WantText("Nama produk", "Bagian ini masih kosong.", "Tulis harga dalam rupiah utuh", "Tulis dengan angka saja",
		"Ini nomor ketetapan (KH)", "catatan.txt: Berkas ini bukan foto")
	for name, want := range map[string]string{"price": "dua puluh", "on_hand": "sepuluh", "halal_number": "KH123", "storage": "suhu ruang"} {
		if got := page.Attr("value", "input", "name="+name); got != want {
			t.Errorf("%s came back as %q, want %q", name, got, want)
		}
	}
	if page.Attr("value", "input", "name=category", "checked") != m.leaf("oleh-oleh-jajanan-kering") {
		t.Error("the category is not kept")
	}
	if n := m.number(`SELECT COUNT(*) FROM products`) + m.number(`SELECT COUNT(*) FROM photos`); n != 0 {
		t.Errorf("a refused form left %d rows", n)
	}
	fixed := page.Form("/produk/baru").Set("name", "Wajik").Set("price", "20.000").Set("on_hand", "10").Set("weight_g", "500").Set("halal_number", "ID35110001234567890")
	fixed.Attach("photos", picture("bagus.jpg", 1)).Submit("Simpan dulu").Want(200).WantText("Produk tersimpan.")
}

func TestAdding_takes_eight_photos_at_most(t *testing.T) {
	t.Parallel()
	m := openMarket(t)
	_, desk, b := m.shop()
	f := m.wajik(b, desk)
	for range 9 {
		f.Attach("photos", webtest.File{Name: "a.jpg", Body: []byte("never looked at")})
	}
	f.Submit("Simpan dulu").Want(422).WantText("Paling banyak 8.")
}

func TestPrice_and_stock_change_at_once_while_new_words_wait(t *testing.T) {
	t.Parallel()
	m := openMarket(t)
	_, desk, b := m.shop()
	id := m.live(b, desk)
	visitor := webtest.Open(t, m.app)

	list := b.Get(desk + "/produk").Want(200)
	list.Form("/harga").Set("price", "30.000").Submit().Want(200).WantText("Rp30.000", "langsung berlaku")
	visitor.Get(m.public(id)).WantText("Rp30.000")
	b.Get(desk+"/produk").Form("/stok").Set("on_hand", "0").Submit().Want(200).WantText("Habis")
	visitor.Get(m.public(id)).WantText("Habis")
	b.Get(at(desk, id)).Form("/stok").Set("stock_mode", "made_to_order").Set("making_days", "4").Submit().Want(200)
	visitor.Get(m.public(id)).WantText("4 hari")

	changed := b.Get(at(desk, id)).Form("Simpan dan kirim perubahan").Set("name", "Wajik istimewa").Submit().Want(200)
	changed.WantText("Perubahan dikirim untuk dicek. Versi lama tetap dijual.", "Nama produk", "Wajik kletik klobot", "Wajik istimewa")
	visitor.Get(m.public(id)).WantText("Wajik kletik klobot").WantNoText("Wajik istimewa")
	b.Get(at(desk, id, "lihat")).WantText("Wajik istimewa")

	b.Get(at(desk, id)).Form("/foto").Attach("photos", picture("baru.jpg", 3)).Submit("Simpan foto").Want(200).WantText("2 foto", "3 foto")
	b.Get(at(desk, id)).Form("Simpan dan kirim perubahan").Set("weight_g", "lain").Set("weight_other", "1.250").Set("halal_state", "exempt").
		Set("category", m.leaf("cokelat")).Submit().Want(200).WantText("500 g", "1,25 kg", "Sedang diurus", "Tidak perlu", "Cokelat")
	visitor.Get(m.public(id)).WantText("500 g").WantNoText("1,25 kg")

	ask := b.Get(at(desk, id)).Click("Tarik perubahan ini").Want(200)
	if n := m.number(`SELECT COUNT(*) FROM product_changes WHERE product_id = $1 AND status = 'proposed'`, id); n != 1 {
		t.Fatal("asking took the change back")
	}
	ask.Form("/tarik").Submit().Want(200).WantText("Sudah ditarik.")
	if n := m.number(`SELECT COUNT(*) FROM product_changes WHERE product_id = $1 AND status = 'proposed'`, id); n != 0 {
		t.Error("the change still waits")
	}
	b.Post(at(desk, id, "tarik"), url.Values{"csrf": {ask.Attr("value", "input", "name=csrf")}}).Want(409)
}

func TestWrong_price_and_stock_come_back_as_typed_where_they_were_typed(t *testing.T) {
	t.Parallel()
	m := openMarket(t)
	_, desk, b := m.shop()
	id := m.live(b, desk)
	list := b.Get(desk+"/produk").Form("/harga").Set("price", "mahal").Submit().Want(422).WantText("Produk saya", "Tulis harga dalam rupiah utuh")
	if list.Attr("value", "input", "name=price", "aria-invalid") != "mahal" {
		t.Error("the list does not keep the typed price")
	}
	page := b.Get(at(desk, id)).Form("/harga").Set("price", "0").Submit().Want(422).WantText("Isi harga dari Rp1")
	if page.Attr("value", "input", "name=price") != "0" {
		t.Error("the product does not keep the typed price")
	}
	stock := b.Get(at(desk, id)).Form("/stok").Set("stock_mode", "made_to_order").Set("making_days", "400").Submit().Want(422)
	if stock.Attr("value", "input", "name=making_days") != "400" {
		t.Error("the days are not kept")
	}
	if n := m.number(`SELECT COUNT(*) FROM products WHERE id = $1 AND price_from = 25000 AND stock_mode = 'counted'`, id); n != 1 {
		t.Error("a refused form changed the product")
	}
	b.Get(at(desk, id, "harga")).Want(200).WantText("Wajik kletik klobot") // the page after a reload
}

func TestWords_of_a_live_product_are_refused_with_what_was_typed(t *testing.T) {
	t.Parallel()
	m := openMarket(t)
	_, desk, b := m.shop()
	id := m.live(b, desk)
	page := b.Get(at(desk, id)).Form("Simpan dan kirim perubahan").Set("name", strings.Repeat("a", 80)).Set("unit", "lain").Set("unit_other", "").
		Set("storage", "kulkas").Submit().Want(422).WantText("Terlalu panjang. Paling banyak 70 huruf.", "Satuan lain")
	if page.Attr("value", "input", "name=storage") != "kulkas" || page.Attr("value", "input", "name=price") != "25.000" {
		t.Error("what was typed, or what stood, is lost")
	}
}

func TestPhotos_are_put_in_order_and_taken_off(t *testing.T) {
	t.Parallel()
	m := openMarket(t)
	_, desk, b := m.shop()
	page := m.wajik(b, desk).Attach("photos", picture("a.jpg", 1), picture("b.jpg", 2)).Submit("Simpan dulu").Want(200)
	id := m.number(`SELECT MAX(id) FROM products`)
	order := func() (keys []string) {
		for i := range 3 {
			keys = append(keys, m.text(`SELECT key FROM photos WHERE product_id = $1 AND state = 'waiting' ORDER BY position, id LIMIT 1 OFFSET `+strconv.Itoa(i), id))
		}
		return keys
	}
	was := order()
	page = page.Form("/foto").Attach("photos", picture("c.jpg", 3)).Submit("Jadikan utama").Want(200).WantText("Foto tersimpan.", "Foto 3")
	now := order()
	if now[0] != was[1] || now[1] != was[0] || now[2] == "" {
		t.Fatalf("the order is %v, was %v", now, was)
	}
	remove := page.Attr("value", "button", "name=act", "aria-label=Hapus: Foto 1")
	b.Post(at(desk, id, "foto"), url.Values{"csrf": {page.Attr("value", "input", "name=csrf")}, "act": {remove}}).Want(200)
	if left := order(); left[0] != was[0] || left[1] != now[2] || left[2] != "" {
		t.Errorf("after removing the first: %v", left)
	}
	b.Get(at(desk, id)).Form("/foto").Submit("Simpan foto").Want(422).WantText("Bagian ini masih kosong.")
}

func TestVariants_are_kept_row_by_row(t *testing.T) {
	t.Parallel()
	m := openMarket(t)
	_, desk, b := m.shop()
	id := m.live(b, desk)
	page := b.Get(at(desk, id)).Click("Buat varian").Want(200)
	form := page.Form("/varian").Set("kind1", "Rasa").Set("variants.0.option1", "Manis").Set("variants.2.option1", "Pedas").Set("variants.2.price", "murah")
	more := form.Submit("Tambah baris").Want(200)
	if more.Attr("value", "input", "name=variants.2.option1") != "Pedas" || more.All("input", "name=variants.6.option1") == nil {
		t.Fatal("asking for rows lost what was typed, or gave none")
	}
	wrong := more.Form("/varian").Submit("Simpan varian").Want(422).WantText("Varian 3", "Tulis harga dalam rupiah utuh")
	if wrong.Attr("value", "input", "name=variants.2.price", "aria-invalid") != "murah" {
		t.Error("the problem is not at its row")
	}
	saved := wrong.Form("/varian").Set("variants.2.price", "27.000").Set("variants.2.on_hand", "5").Submit("Simpan varian").Want(200)
	saved.WantText("Varian tersimpan", "Manis", "Pedas", "Rp27.000")
	webtest.Open(t, m.app).Get(m.public(id)).WantText("Manis", "Pedas", "Rp27.000")
	stock := saved.Form("/stok")
	for name := range stock.Values {
		if strings.HasPrefix(name, "on_hand.") {
			stock.Set(name, "3")
		}
	}
	stock.Submit().Want(200)
	if n := m.number(`SELECT SUM(on_hand) FROM variants WHERE product_id = $1 AND archived_at IS NULL`, id); n != 6 {
		t.Errorf("%d pieces, want 6", n)
	}
}

func TestHiding_showing_and_archiving(t *testing.T) {
	t.Parallel()
	m := openMarket(t)
	_, desk, b := m.shop()
	id := m.live(b, desk)
	visitor := webtest.Open(t, m.app)
	b.Get(desk+"/produk").Form("/sembunyi").Submit().Want(200).WantText("Produk disembunyikan", "Produk saya")
	visitor.Get(m.public(id)).Want(410)
	b.Get(at(desk, id)).Form("/tampil").Submit().Want(200).WantText("Produk tampil lagi.")
	visitor.Get(m.public(id)).Want(200)

	ask := b.Get(at(desk, id)).Click("Hapus dari daftar").Want(200).WantText("Hapus Wajik kletik klobot dari daftar?")
	visitor.Get(m.public(id)).Want(200)
	ask.Form("/arsip").Submit().Want(200).WantText("Produk dihapus dari daftar.")
	visitor.Get(m.public(id)).Want(410)
	b.Get(at(desk, id)).Want(200).WantText("Diarsipkan")
}

func TestA_list_returns_to_where_its_button_was_pressed(t *testing.T) {
	t.Parallel()
	m := openMarket(t)
	shopID, desk, b := m.shop()
	for range 30 {
		storetest.Product(t, m.db, shopID, 10_000, 5)
	}
	page := b.Get(desk + "/produk?tab=live&hal=2").Want(200)
	form := page.Form("/harga").Set("price", "11.000")
	b.Header.Set("Referer", webtest.Origin+page.Path)
	if back := form.Submit().Want(200); !strings.Contains(back.Path, "hal=2") || !strings.Contains(back.Path, "tab=live") {
		t.Errorf("led to %s", back.Path)
	}
	b.Header.Set("Referer", webtest.Origin+desk+"/pesanan?hal=9")
	if back := b.Get(desk+"/produk").Form("/harga").Set("price", "12.000").Submit().Want(200); strings.Contains(back.Path, "hal=") {
		t.Errorf("led to %s", back.Path)
	}
}

func TestStrangers_find_neither_shop_nor_product(t *testing.T) {
	t.Parallel()
	m := openMarket(t)
	_, desk, b := m.shop()
	id := m.live(b, desk)
	_, other, stranger := m.shop()
	csrf := url.Values{"csrf": {stranger.Get(other+"/produk/baru").Attr("value", "input", "name=csrf")}, "price": {"1"}, "name": {"Milik saya"}}
	for _, base := range []string{desk, other} { // the shop of somebody else, then its product under one's own
		for _, end := range []string{"", "/lihat", "/varian", "/tarik", "/arsip", "/harga"} {
			if p := stranger.Get(at(base, id) + end); p.Status != 404 {
				t.Errorf("GET %s%s: %d", at(base, id), end, p.Status)
			}
		}
		for _, end := range []string{"", "/foto", "/harga", "/stok", "/varian", "/kirim", "/tarik", "/sembunyi", "/tampil", "/arsip"} {
			if p := stranger.Post(at(base, id)+end, csrf); p.Status != 404 {
				t.Errorf("POST %s%s: %d", at(base, id), end, p.Status)
			}
		}
	}
	for _, path := range []string{desk + "/produk", desk + "/produk/baru"} {
		stranger.Get(path).Want(404)
	}
	stranger.Post(desk+"/produk/baru", csrf).Want(404)
	if p := webtest.Open(t, m.app).Get(at(desk, id)); !strings.HasPrefix(p.Path, "/masuk") {
		t.Errorf("a visitor came to %s", p.Path)
	}
	if m.number(`SELECT COUNT(*) FROM products WHERE id = $1 AND status = 'published' AND price_from = 25000`, id) != 1 {
		t.Error("a stranger changed the product")
	}
}

func TestDesk_pages_have_all_their_words_in_both_languages(t *testing.T) {
	t.Parallel()
	m := openMarket(t)
	stall, p, desk := m.sold(fulfilmenttest.Posted)
	b := m.signedIn(stall.Owner.AccountID)
	m.wajik(b, desk).Set("weight_g", "lain").Set("weight_other", "700").Set("halal_state", "certified").Set("halal_number", "ID35110001234567890").
		Set("pirt_number", "2063505010001-22").Set("description", "Wajik ini menyembuhkan lapar.").Attach("photos", picture("a.jpg", 1)).Submit("Simpan dulu").Want(200).
		WantText("Nomor P-IRT ini habis tahun 2022.", "Kata “menyembuhkan”")
	id := at(desk, m.number(`SELECT MAX(id) FROM products`))
	one := desk + "/pesanan/" + p.Orders[0].Number
	for _, path := range []string{desk + "/produk", desk + "/produk?q=tidak+ada", desk + "/produk/baru", id, id + "/varian", id + "/arsip", id + "/tarik", id + "/lihat",
		desk + "/pesanan", desk + "/pesanan?tab=preparing", desk + "/pesanan?tab=sent", desk + "/pesanan?tab=done", desk + "/pesanan?tab=cancelled", one, one + "/slip", one + "/tolak"} {
		for _, lang := range []string{"", "/en"} {
			b.Get(lang + path).Want(200).WantNoText("«")
		}
	}
}
