package web_test

import (
	"net/url"
	"testing"
	"time"

	"beli/internal/fulfilment/fulfilmenttest"
	"beli/internal/store/storetest"
	"beli/internal/web/webtest"
)

func TestOpening_goes_back_a_screen_with_the_answers_and_offers_free_addresses(t *testing.T) {
	t.Parallel()
	m := openMarket(t)
	m.exec(`UPDATE accounts SET phone_key = '+6281355550001' WHERE id = $1`, storetest.Account(t, m.db, "none"))
	b := m.signedIn(int64(m.number(`SELECT id FROM accounts WHERE phone_key = '+6281355550001'`)))
	taken, _, _ := m.shop()
	m.exec(`UPDATE shops SET slug = 'wajik-bu-sri' WHERE id = $1`, taken)

	name := b.Get("/jual/buka/nama").Want(200).WantText("Langkah 1 dari 3").WantNoText("Alamat toko Anda nanti")
	place := name.Form("/nama").Set("name", "Wajik Bu Sri").Submit().Want(200).WantText("Langkah 2 dari 3", "/toko/wajik-bu-sri")
	village := place.Form("/kecamatan").Set("kecamatan", "35.05.10").Submit().Want(200).WantText("Langkah 3 dari 3", "Minggirsari", "Simpan toko")
	back := village.Click("Kembali").Want(200).WantText("Langkah 2 dari 3")
	if back.Attr("value", "input", "name=kecamatan", "checked") != "35.05.10" || back.Attr("value", "input", "name=name") != "Wajik Bu Sri" {
		t.Error("going back lost the answers")
	}
	if n := m.number(`SELECT COUNT(*) FROM shops`); n != 1 {
		t.Errorf("looking made %d shops", n)
	}
	free := village.Form("/desa").Set("village", "35.05.10.2001").Submit().Want(422).
		WantText("Alamat toko ini sudah dipakai.", "/toko/wajik-bu-sri-minggirsari")
	free.Form("/alamat").Submit().Want(200).WantText("Toko tersimpan sebagai draf.")
	if got := m.text(`SELECT slug FROM shops ORDER BY id DESC LIMIT 1`); got != "wajik-bu-sri-minggirsari" {
		t.Errorf("the shop is at %s", got)
	}
	b.Get("/jual/buka/desa").Want(200).WantText("Apa nama toko Anda?")
}

func TestOpening_leads_who_has_no_account_to_sign_up(t *testing.T) {
	t.Parallel()
	m := openMarket(t)
	page := webtest.Open(t, m.app).Get("/jual/buka").Want(200)
	if got := page.Link("Mulai buka toko"); got != "/daftar?next=%2Fjual%2Fbuka%2Fnama" {
		t.Errorf("beginning leads to %s", got)
	}
	if len(page.All("a", "href=/masuk?next=%2Fjual%2Fbuka%2Fnama")) != 1 {
		t.Error("who has an account is not led to sign in")
	}
}

func TestNotices_are_read_by_a_button_and_not_by_looking(t *testing.T) {
	t.Parallel()
	m := openMarket(t)
	shopID, desk, b := m.shop()
	other, _, stranger := m.shop()
	for id, subject := range map[int64]string{shopID: "Pesanan baru AB12", other: "Pesanan orang lain"} {
		m.exec(`INSERT INTO notice (message_key, channel, recipient, shop_id, kind, subject, body, whatsapp_url, path, created_at)
			VALUES ($1, 'app', '', $2, 'new_order', $1, 'Ada tiga bungkus.', '', $3, $4)`, subject, id, "/en"+desk+"/pesanan", storetest.Noon.UnixMicro())
	}
	b.Get(desk).Want(200).WantText("1 kabar belum dibaca")
	list := b.Get(desk+"/kabar").Want(200).WantText("Pesanan baru AB12", "Ada tiga bungkus.", "Baru").WantNoText("orang lain")
	if got := list.Link("Lihat"); got != desk+"/pesanan" {
		t.Errorf("the notice leads to %s", got)
	}
	b.Get(desk).WantText("1 kabar belum dibaca")
	stranger.Get(desk + "/kabar").Want(404)
	m.helper(shopID).Get(desk + "/kabar").Want(200).WantText("Pesanan baru AB12")
	list.Form("/kabar").Submit().Want(200).WantText("Semua sudah ditandai dibaca.")
	b.Get(desk).WantNoText("belum dibaca")
	if n := m.number(`SELECT COUNT(*) FROM notice WHERE shop_id = $1 AND read_at IS NULL`, other); n != 1 {
		t.Error("the notices of another shop were marked")
	}
}

func TestMoney_is_summed_over_the_chosen_period(t *testing.T) {
	t.Parallel()
	m := openMarket(t)
	stall, p, desk := m.sold(fulfilmenttest.Posted)
	total := p.Orders[0].Total.String()
	b := m.signedIn(stall.Owner.AccountID)
	b.Get(desk).Want(200).WantText("Hari ini "+total, "kemarin Rp0")
	b.Get(desk+"/uang").Want(200).WantText("Terjual "+total, "1 November 2026 – 21 November 2026", "Pesanan dibayar")

	m.clock.Advance(12 * 24 * time.Hour) // 3 December
	b = m.signedIn(stall.Owner.AccountID)
	b.Get(desk+"/uang").Want(200).WantText("1 Desember 2026 – 3 Desember 2026", "Terjual Rp0", "+"+total)
	b.Get(desk+"/uang?masa=year").Want(200).WantText("1 Januari 2026 – 3 Desember 2026", "Terjual "+total)
	b.Get(desk + "/uang?masa=dulu").Want(200).WantText("Terjual Rp0")
	b.Get(desk).WantNoText("kemarin")
}

func TestHoliday_is_said_alike_everywhere(t *testing.T) {
	t.Parallel()
	m := openMarket(t)
	_, desk, b := m.shop()
	wrong := b.Get(desk+"/libur").Form("/libur").Set("holiday_from", "2026-12-10").Set("holiday_until", "2026-12-01").Submit("Simpan libur").Want(422)
	if wrong.Attr("value", "input", "name=holiday_from") != "2026-12-10" || wrong.Attr("value", "input", "name=holiday_until") != "2026-12-01" {
		t.Error("the typed days are lost")
	}
	wrong.Form("3 hari").Submit("3 hari").Want(200).WantText("Toko libur sampai 23 November 2026.")
	b.Get(desk).WantText("Toko libur sampai 23 November 2026.")
	b.Get(desk + "/toko-saya").WantText("Toko libur sampai 23 November 2026.")
	b.Get(desk+"/libur").Form("Simpan libur").Set("holiday_from", "2026-12-01").Set("holiday_until", "2026-12-05").Submit("Simpan libur").Want(200).
		WantText("Libur 1 Desember 2026 sampai 5 Desember 2026.")
	b.Post(desk+"/libur", url.Values{"csrf": {b.Get(desk+"/libur").Attr("value", "input", "name=csrf")}, "act": {"open"}}).Want(200).WantNoText("Desember")
}

func TestToday_names_what_was_taken_down_and_one_thing_to_better(t *testing.T) {
	t.Parallel()
	m := openMarket(t)
	_, desk, b := m.shop()
	id := m.live(b, desk)
	b.Get(desk).Want(200).WantText("Semua beres.", "Tambah foto untuk Wajik kletik klobot")
	m.exec(`UPDATE products SET takedown_at = $1, takedown_by = $2, takedown_reason = 'Label salah.' WHERE id = $3`, storetest.Noon, m.buy.Curator().AccountID, id)
	b.Get(desk).WantText("Produk diturunkan petugas").WantNoText("Semua beres.")
}
