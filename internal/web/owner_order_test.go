package web_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"beli/internal/fulfilment/fulfilmenttest"
	"beli/internal/order"
	"beli/internal/web/webtest"
)

// sold is a shop with a paid order: its parts and the address of its desk.
func (m *market) sold(part func(fulfilmenttest.Stall, int) fulfilmenttest.Part) (fulfilmenttest.Stall, fulfilmenttest.Purchase, string) {
	m.t.Helper()
	stall := m.buy.Stall(18_000, 10)
	p := m.buy.Buy(part(stall, 3))
	return stall, p, m.desk(stall.ShopID)
}

func TestHelper_accepts_packs_and_ships_but_does_not_see_the_money(t *testing.T) {
	t.Parallel()
	m := openMarket(t)
	stall, p, desk := m.sold(fulfilmenttest.Posted)
	b, number := m.helper(stall.ShopID), p.Orders[0].Number

	list := b.Get(desk+"/pesanan").Want(200).WantText("Sri", "3 bungkus", "Baru, sudah dibayar", "Lihat dan terima")
	page := list.Click("Lihat dan terima").Want(200).WantText("Sri Wahyuni", "RT 02/RW 01", "Sudah dibayar", "Terima sebelum", "Ekspedisi, 1,2 kg")
	if chat := page.Link("Tulis ke pembeli lewat WA"); !strings.HasPrefix(chat, "https://wa.me/62813") || !strings.Contains(chat, number) {
		t.Errorf("the chat goes to %s", chat)
	}
	accept := page.Form("/terima")
	accept.Submit().Want(200).WantText("Pesanan diterima. Pembeli dikabari.", "Tandai dikemas")
	accept.Submit().Want(409).WantText("Keadaan pesanan sudah berubah")

	packed := b.Get(desk + "/pesanan/" + number).Form("/kemas").Submit().Want(200).WantText("Pesanan sudah dikemas.")
	wrong := packed.Form("/kirim").Set("courier", "").Set("receipt", "???").Submit().Want(422).WantText("Nomor resi hanya huruf, angka, dan garis.")
	if wrong.Attr("value", "input", "name=receipt") != "???" {
		t.Error("the typed number is lost")
	}
	empty := packed.Form("/kirim").Submit().Want(422).WantText("Bagian ini masih kosong.")
	empty.Form("/kirim").Set("courier", "JNE").Set("receipt", "jp 1234567890").Submit().Want(200).WantText("Pesanan dikirim.", "JP1234567890", "JNE", "Dikirim")
	if got := m.buy.Status(p, 0); got != order.Shipped {
		t.Errorf("the order is %s", got)
	}
	b.Get(desk + "/pesanan?tab=sent").Want(200).WantText(number)
	b.Get(desk + "/uang").Want(403)
	m.signedIn(stall.Owner.AccountID).Get(desk + "/uang").Want(200)
}

func TestDeclining_asks_for_a_reason_and_gives_the_money_back(t *testing.T) {
	t.Parallel()
	m := openMarket(t)
	stall, p, desk := m.sold(fulfilmenttest.Posted)
	b := m.signedIn(stall.Owner.AccountID)
	total := p.Orders[0].Total.String()
	ask := b.Get(desk + "/pesanan/" + p.Orders[0].Number).Click("Tolak pesanan").Want(200).WantText("Uang " + total + " kembali ke pembeli")
	if got := m.buy.Status(p, 0); got != order.Paid {
		t.Fatalf("asking left the order %s", got)
	}
	ask.Form("/tolak").Submit("Tolak pesanan").Want(422).WantText("Bagian ini masih kosong.")
	words := ask.Form("/tolak").Set("reason", "lain").Submit("Tolak pesanan").Want(422).WantText("Tulis alasannya")
	if words.Attr("value", "input", "name=reason", "checked") != "lain" {
		t.Error("the chosen reason is lost")
	}
	form := words.Form("/tolak").Set("reason_other", "Ketannya sedang kosong.")
	form.Submit("Tolak pesanan").Want(200).WantText("Pesanan ditolak.", "Alasan: Ketannya sedang kosong.", total+" dikembalikan kepada pembeli.")
	form.Submit("Tolak pesanan").Want(409)
	m.buy.Drain()
	if n := m.number(`SELECT SUM(amount) FROM refunds WHERE order_id = $1 AND status = 'settled'`, p.Orders[0].ID); n != int(p.Orders[0].Total) {
		t.Errorf("%d came back, want %d", n, p.Orders[0].Total)
	}
	if got := m.buy.OnHand(stall); got != 10 {
		t.Errorf("%d in stock, want 10", got)
	}
	b.Get(desk + "/pesanan/" + p.Orders[0].Number + "/tolak").Want(409)
}

func TestParcel_that_came_back_ends_the_order_and_gives_the_money_back(t *testing.T) {
	t.Parallel()
	m := openMarket(t)
	stall, p, desk := m.sold(fulfilmenttest.Posted)
	b, path := m.signedIn(stall.Owner.AccountID), desk+"/pesanan/"+p.Orders[0].Number
	b.Get(path + "/kembali").Want(409)
	b.Get(path).Form("/terima").Submit().Want(200)
	b.Get(path).Form("/kemas").Submit().Want(200)
	b.Get(path).Form("/kirim").Set("courier", "JNE").Set("receipt", "JP1234567890").Submit().Want(200)
	ask := b.Get(path).Click("Paket kembali ke toko").Want(200).WantText("tidak sampai?")
	ask.Form("/kembali").Submit("Tutup pesanan").Want(422).WantText("Bagian ini masih kosong.")
	form := ask.Form("/kembali").Set("reason", "Alamatnya tidak ditemukan kurir.")
	total := p.Orders[0].Total.String()
	form.Submit("Tutup pesanan").Want(200).WantText("Pesanan ditutup.", "Alasan: Alamatnya tidak ditemukan kurir.", total+" dikembalikan kepada pembeli.")
	form.Submit("Tutup pesanan").Want(409)
	m.buy.Drain()
	if n := m.number(`SELECT SUM(amount) FROM refunds WHERE order_id = $1 AND status = 'settled'`, p.Orders[0].ID); n != int(p.Orders[0].Total) {
		t.Errorf("%d came back, want %d", n, p.Orders[0].Total)
	}
	if got := m.buy.OnHand(stall); got != 10 {
		t.Errorf("%d in stock, want 10", got)
	}
}

func TestCash_is_booked_when_the_goods_are_handed_over(t *testing.T) {
	t.Parallel()
	m := openMarket(t)
	stall, p, desk := m.sold(fulfilmenttest.Cash)
	b, path := m.signedIn(stall.Owner.AccountID), desk+"/pesanan/"+p.Orders[0].Number
	b.Get(path).Want(200).WantText("Dibayar tunai waktu diambil.", "Diambil di toko")
	b.Get(path).Form("/terima").Submit().Want(200)
	b.Get(path).Form("/kemas").Submit().Want(200)
	b.Get(path).Form("/siap").Submit().Want(200).WantText("Siap diambil", "Sudah diserahkan, Rp54.000 diterima")
	give := b.Get(path).Form("/serah")
	give.Submit().Want(200).WantText("Uang tunai sudah Anda terima.")
	give.Submit().Want(409)
	if n := m.number(`SELECT COUNT(*) FROM payments WHERE status = 'settled' AND method = 'cash'`); n != 1 {
		t.Errorf("%d cash payments are settled, want 1", n)
	}
	b.Get(desk + "/uang").Want(200).WantText("Rp54.000")
}

func TestUnpaid_and_foreign_orders_are_not_there(t *testing.T) {
	t.Parallel()
	m := openMarket(t)
	stall, paid, desk := m.sold(fulfilmenttest.Posted)
	unpaid := m.buy.Place(fulfilmenttest.Posted(stall, 1))
	b := m.signedIn(stall.Owner.AccountID)
	_, other, stranger := m.shop()
	csrf := func(b *webtest.Browser, desk string) url.Values {
		return url.Values{"csrf": {b.Get(desk+"/produk/baru").Attr("value", "input", "name=csrf")}, "reason": {"tidak jadi"}, "courier": {"JNE"}}
	}
	for _, c := range []struct {
		who    *webtest.Browser
		desk   string
		number string
		form   url.Values
	}{
		{b, desk, unpaid.Orders[0].Number, csrf(b, desk)}, {b, desk, "NONE", csrf(b, desk)},
		{stranger, desk, paid.Orders[0].Number, csrf(stranger, other)}, {stranger, other, paid.Orders[0].Number, csrf(stranger, other)},
	} {
		for _, end := range []string{"", "/slip", "/tolak"} {
			if p := c.who.Get(c.desk + "/pesanan/" + c.number + end); p.Status != 404 {
				t.Errorf("GET %s%s: %d", p.Path, end, p.Status)
			}
		}
		for _, end := range []string{"/terima", "/tolak", "/kemas", "/kirim", "/siap", "/serah"} {
			if p := c.who.Post(c.desk+"/pesanan/"+c.number+end, c.form); p.Status != 404 {
				t.Errorf("POST %s: %d", p.Path, p.Status)
			}
		}
	}
	stranger.Get(desk + "/pesanan").Want(404)
	b.Get(desk + "/pesanan").Want(200).WantNoText(unpaid.Orders[0].Number)
	if got := m.buy.Status(paid, 0); got != order.Paid {
		t.Errorf("the order is %s", got)
	}
}

func TestOrders_say_what_is_late_and_the_slip_names_no_price(t *testing.T) {
	t.Parallel()
	m := openMarket(t)
	stall, p, desk := m.sold(fulfilmenttest.Posted)
	b := m.signedIn(stall.Owner.AccountID)
	slip := b.Get(desk+"/pesanan/"+p.Orders[0].Number+"/slip").Want(200).WantText("Sri Wahyuni", "RT 02/RW 01", "3 ×", "Doko, Kab. Blitar")
	slip.WantNoText("Rp")
	m.clock.Advance(24*time.Hour + 90*time.Minute)
	b = m.signedIn(stall.Owner.AccountID)
	b.Get(desk + "/pesanan").Want(200).WantText("Lewat 1 jam")
	b.Get("/en" + desk + "/pesanan/" + p.Orders[0].Number).Want(200).WantText("Accept")
}
