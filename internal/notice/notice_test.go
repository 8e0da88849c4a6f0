package notice_test

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"beli/frontend/text"
	"beli/internal/actor"
	"beli/internal/checkout"
	"beli/internal/fault"
	"beli/internal/fulfilment"
	. "beli/internal/fulfilment/fulfilmenttest"
	"beli/internal/mail"
	"beli/internal/mail/mailtest"
	"beli/internal/notice"
	"beli/internal/order"
	"beli/internal/outbox"
	"beli/internal/paging"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

// desk is the market with everybody being told.
type desk struct {
	*World
	notices *notice.Service
	mails   *mailtest.Memory
	texts   []string
}

func open(t *testing.T, d *store.DB) *desk {
	t.Helper()
	words, err := text.Load()
	if err != nil {
		t.Fatal(err)
	}
	k := &desk{World: New(t, d), mails: &mailtest.Memory{}}
	k.notices = notice.NewService(notice.Deps{
		Store: store.NewNotices(d), Messages: k.Outbox, Clock: k.Clock, Log: slog.New(slog.DiscardHandler),
		Words: func(lang, key string, args ...string) string {
			out := words.Words(lang).T(key, args...)
			if strings.ContainsAny(out, "«{") {
				t.Errorf("%s in %q has no finished wording: %s", key, lang, out)
			}
			return out
		},
		Time:     func(lang string, at time.Time) string { return words.Words(lang).DateTime(at) },
		Localize: func(lang, path string) string { return words.Words(lang).URL(path) },
		Absolute: func(path string) string { return "https://toko.contoh.id" + path },
		Paths: notice.Paths{Purchase: func(code string) string { return "/pesanan/" + code }, Order: func(shop, number string) string { return "/jual/" + shop + "/" + number },
			Product: func(shop string, _ int64) string { return "/jual/" + shop }, Shop: func(shop string) string { return "/jual/" + shop }},
		Send: func(ctx context.Context, l notice.Letter) error {
			return k.mails.Send(ctx, mail.Message{To: l.To, Subject: l.Subject, Text: l.Text, Key: l.Key})
		},
		Text: func(_ context.Context, phone, text string) error {
			k.texts = append(k.texts, phone+" "+text)
			return nil
		},
	})
	outbox.Handle(k.Worker, k.notices.HandleSendMail)
	outbox.Handle(k.Worker, func(ctx context.Context, m checkout.Placed) error { return k.notices.PurchasePlaced(ctx, m.PurchaseID) })
	outbox.Handle(k.Worker, func(ctx context.Context, m order.Moved) error {
		return k.notices.OrderMoved(ctx, notice.OrderMoved{OrderID: m.OrderID, HistoryID: m.HistoryID, From: string(m.From), To: string(m.To)})
	})
	return k
}

func each(t *testing.T, test func(t *testing.T, k *desk)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, d *store.DB) { test(t, open(t, d)) })
}

// email gives the owner of a stall an address.
func (k *desk) email(s Stall, address string) {
	k.T.Helper()
	if _, err := k.DB.Exec(context.Background(), `UPDATE accounts SET email_key = $1 WHERE id = $2`, address, s.Owner.AccountID); err != nil {
		k.T.Fatal(err)
	}
}

func subjects(list []mail.Message) (out []string) {
	for _, m := range list {
		out = append(out, m.Subject)
	}
	return out
}

func TestPurchase_of_three_shops_is_one_letter_per_step_to_its_buyer(t *testing.T) {
	each(t, func(t *testing.T, k *desk) {
		a, b, c := k.Stall(20_000, 5), k.Stall(15_000, 5), k.Stall(9_000, 5)
		p := k.Buy(Posted(a, 1), Posted(b, 1), Fetched(c, 1))
		k.Drain()
		letters := k.mails.SentTo("sri@contoh.id")
		if len(letters) != 2 {
			t.Fatalf("the buyer got %q, want one letter for the purchase and one for the money", subjects(letters))
		}
		for _, o := range p.Orders {
			if !strings.Contains(letters[0].Text, o.ShopName) || !strings.Contains(letters[0].Text, o.Total.String()) {
				t.Errorf("the letter does not tell of %s and %s:\n%s", o.ShopName, o.Total, letters[0].Text)
			}
		}
		for _, want := range []string{"Sri Wahyuni", p.Code, "https://toko.contoh.id/pesanan/" + p.Code} {
			if !strings.Contains(letters[0].Text, want) {
				t.Errorf("the letter lacks %q:\n%s", want, letters[0].Text)
			}
		}
	})
}

func TestOwner_is_told_of_a_new_order_in_the_list_by_mail_and_with_a_chat(t *testing.T) {
	each(t, func(t *testing.T, k *desk) {
		s := k.Stall(20_000, 5)
		k.email(s, "bu@contoh.id")
		p := k.Place(Cash(s, 1))
		k.Drain()
		list, n, err := k.notices.List(t.Context(), notice.OfShop(s.ShopID), paging.Request{})
		if err != nil || n != 1 {
			t.Fatalf("%d notices, %v", n, err)
		}
		if got := list[0]; got.Kind != notice.NewOrder || !strings.Contains(got.Subject, p.Orders[0].Number) ||
			!strings.HasPrefix(got.WhatsAppURL, "https://wa.me/62813") || !strings.Contains(got.WhatsAppURL, p.Code) {
			t.Errorf("notice is %+v", got)
		}
		if letters := k.mails.SentTo("bu@contoh.id"); len(letters) != 1 || !strings.Contains(letters[0].Text, "/jual/toko-") {
			t.Errorf("the owner got %q", subjects(letters))
		}
	})
}

func TestNotices_are_counted_and_read_in_their_own_box_alone(t *testing.T) {
	each(t, func(t *testing.T, k *desk) {
		s, other := k.Stall(20_000, 5), k.Stall(20_000, 5)
		k.Place(Cash(s, 1))
		k.Place(Cash(s, 1))
		k.Place(Cash(other, 1))
		k.Drain()
		foreign, _, err := k.notices.List(t.Context(), notice.OfShop(other.ShopID), paging.Request{})
		if err != nil {
			t.Fatal(err)
		}
		mine := notice.OfShop(s.ShopID)
		count := func(box notice.Box) int {
			n, err := k.notices.Unread(t.Context(), box)
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		if err := k.notices.MarkRead(t.Context(), mine, foreign[0].ID); err != nil {
			t.Fatal(err)
		}
		if count(mine) != 2 || count(notice.OfShop(other.ShopID)) != 1 || count(notice.Box{}) != 0 || count(notice.OfAccount(s.Owner.AccountID)) != 0 {
			t.Error("a notice of another box was counted or read")
		}
		if err := k.notices.MarkRead(t.Context(), mine, 0); err != nil {
			t.Fatal(err)
		}
		if count(mine) != 0 || count(notice.OfShop(other.ShopID)) != 1 {
			t.Errorf("unread %d and %d, want 0 and 1", count(mine), count(notice.OfShop(other.ShopID)))
		}
	})
}

func TestNotice_is_written_once_however_often_its_message_comes(t *testing.T) {
	each(t, func(t *testing.T, k *desk) {
		s := k.Stall(20_000, 5)
		k.email(s, "bu@contoh.id")
		p := k.Buy(Posted(s, 1))
		if _, err := k.Fulfilment.Accept(t.Context(), s.Owner, p.At(0)); err != nil {
			t.Fatal(err)
		}
		k.Drain()
		before := k.Number(`SELECT COUNT(*) FROM notice`)
		for _, m := range histories(t, k, p) {
			for range 2 {
				if err := k.notices.OrderMoved(t.Context(), m); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := k.notices.PurchasePlaced(t.Context(), p.PurchaseID); err != nil {
			t.Fatal(err)
		}
		k.Drain()
		if n := k.Number(`SELECT COUNT(*) FROM notice`); n != before || before == 0 {
			t.Errorf("%d notices, then %d", before, n)
		}
		if got := subjects(k.mails.SentTo("sri@contoh.id")); len(got) != 3 {
			t.Errorf("the buyer got %q, want 3 letters", got)
		}
	})
}

func histories(t *testing.T, k *desk, p Purchase) (out []notice.OrderMoved) {
	t.Helper()
	list, err := k.Orders.History(t.Context(), p.Orders[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range list[1:] {
		out = append(out, notice.OrderMoved{OrderID: h.OrderID, HistoryID: h.ID, From: string(h.From), To: string(h.To)})
	}
	return out
}

func TestMail_that_is_away_delays_letters_and_nothing_else(t *testing.T) {
	each(t, func(t *testing.T, k *desk) {
		s := k.Stall(20_000, 5)
		k.mails.GoAway()
		p := k.Buy(Posted(s, 1))
		k.Drain()
		if k.Status(p, 0) != order.Paid || k.Number(`SELECT COUNT(*) FROM notice WHERE sent_at IS NOT NULL`) != 0 {
			t.Error("the outage of mail reached the order, or a letter counts as sent")
		}
		k.mails.ComeBack()
		k.Clock.Advance(time.Minute)
		k.Drain()
		if got := subjects(k.mails.SentTo("sri@contoh.id")); len(got) != 2 {
			t.Errorf("after the outage the buyer got %q, want 2 letters", got)
		}
	})
}

func TestBuyer_and_shop_hear_of_every_step_in_both_languages(t *testing.T) {
	each(t, func(t *testing.T, k *desk) {
		s := k.Stall(20_000, 9)
		for _, lang := range []string{"id", "en"} {
			p := k.Buy(Posted(s, 1))
			if _, err := k.DB.Exec(t.Context(), `UPDATE purchases SET lang = $1 WHERE id = $2`, lang, p.PurchaseID); err != nil {
				t.Fatal(err)
			}
			if _, err := k.DB.Exec(t.Context(), `UPDATE accounts SET lang = $1 WHERE id = $2`, lang, s.Owner.AccountID); err != nil {
				t.Fatal(err)
			}
			for i, m := range []struct {
				from, to order.Status
				kind     notice.Kind
			}{
				{order.Pending, order.Paid, notice.NewOrder}, {order.Pending, order.Expired, notice.Expired}, {order.Paid, order.Accepted, notice.Accepted},
				{order.Packed, order.Shipped, notice.Shipped}, {order.Packed, order.Ready, notice.Ready}, {order.Shipped, order.Delivered, notice.Delivered},
				{order.Delivered, order.Completed, notice.OrderCompleted}, {order.Paid, order.Cancelled, notice.OrderCancelled},
				{order.Returned, order.Cancelled, notice.OrderReturned},
			} {
				if err := k.notices.OrderMoved(t.Context(), notice.OrderMoved{OrderID: p.Orders[0].ID, HistoryID: int64(1000 + i), From: string(m.from), To: string(m.to)}); err != nil {
					t.Fatal(err)
				}
				if n := k.Number(`SELECT COUNT(*) FROM notice WHERE kind = $1`, string(m.kind)); n == 0 {
					t.Errorf("nobody heard of %s", m.to)
				}
			}
		}
	})
}

func TestCancelled_order_tells_its_buyer_why_and_that_money_comes_back(t *testing.T) {
	each(t, func(t *testing.T, k *desk) {
		s := k.Stall(20_000, 5)
		p := k.Buy(Posted(s, 1))
		k.Later(25 * time.Hour)
		told := false
		for _, l := range k.mails.SentTo("sri@contoh.id") {
			if !strings.Contains(l.Subject, "dibatalkan") {
				continue
			}
			told = true
			for _, want := range []string{"tidak menjawab", p.Orders[0].Total.String(), "dikembalikan"} {
				if !strings.Contains(l.Text, want) {
					t.Errorf("the letter lacks %q:\n%s", want, l.Text)
				}
			}
		}
		if n := k.Number(`SELECT COUNT(*) FROM notice WHERE shop_id = $1 AND kind = 'order_cancelled'`, s.ShopID); !told || n != 1 {
			t.Errorf("buyer told: %v, shop told %d times", told, n)
		}
	})
}

func TestOrder_that_came_back_is_told_to_both_sides_once_with_the_money(t *testing.T) {
	each(t, func(t *testing.T, k *desk) {
		cash, paid, sent := k.Stall(20_000, 5), k.Stall(15_000, 5), k.Stall(9_000, 5)
		k.email(cash, "tunai@contoh.id")
		k.email(paid, "lunas@contoh.id")
		k.email(sent, "kirim@contoh.id")
		p := k.Buy(Cash(cash, 1), Fetched(paid, 1), Posted(sent, 1))
		for i, s := range []Stall{cash, paid, sent} {
			verbs := []func(context.Context, actor.Actor, fulfilment.At) (order.Order, error){k.Fulfilment.Accept, k.Fulfilment.Pack, k.Fulfilment.Ready}
			if i == 2 {
				verbs[2] = func(ctx context.Context, who actor.Actor, at fulfilment.At) (order.Order, error) {
					return k.Fulfilment.Ship(ctx, who, fulfilment.ShipInput{At: at, Courier: "JNE"})
				}
			}
			for _, v := range verbs {
				if _, err := v(t.Context(), s.Owner, p.At(i)); err != nil {
					t.Fatal(err)
				}
			}
		}
		if _, err := k.Fulfilment.Return(t.Context(), sent.Owner, fulfilment.ReturnInput{At: p.At(2), Reason: "Rumah kosong"}); err != nil {
			t.Fatal(err)
		}
		k.Later(14*24*time.Hour + time.Minute)
		told := func(to, subject string) string {
			t.Helper()
			var texts []string
			for _, l := range k.mails.SentTo(to) {
				if strings.Contains(l.Subject, subject) {
					texts = append(texts, l.Text)
				}
			}
			if len(texts) != 1 {
				t.Fatalf("%d letters %q to %s, of %q", len(texts), subject, to, subjects(k.mails.SentTo(to)))
			}
			return texts[0]
		}
		for i, c := range []struct {
			owner, why string
			money      bool
		}{{"tunai@contoh.id", "tidak diambil", false}, {"lunas@contoh.id", "tidak diambil", true}, {"kirim@contoh.id", "Rumah kosong", true}} {
			o := p.Orders[i]
			for _, text := range []string{told("sri@contoh.id", o.ShopName+" tidak sampai"), told(c.owner, o.Number+" kembali")} {
				if !strings.Contains(text, c.why) || strings.Contains(text, o.Total.String()+" dikembalikan") != c.money {
					t.Errorf("order %d is told so:\n%s", i, text)
				}
			}
		}
		if n := k.Number(`SELECT COUNT(*) FROM notice WHERE kind IN ('cancelled', 'order_cancelled')`); n != 0 {
			t.Errorf("%d notices more tell of a cancellation", n)
		}
	})
}

func TestDecision_reaches_the_shop_with_the_curators_words_once(t *testing.T) {
	each(t, func(t *testing.T, k *desk) {
		s := k.Stall(20_000, 5)
		k.email(s, "bu@contoh.id")
		for i, to := range []string{"verified", "needs_work", "rejected", "suspended", "verified"} {
			from := "submitted"
			if i == 4 {
				from = "suspended"
			}
			d := notice.ShopDecided{ShopID: s.ShopID, ShopName: "Wajik Contoh", From: from, To: to, Reason: "Foto dapur belum ada", At: int64(i)}
			for range 2 {
				if err := k.notices.ShopDecided(t.Context(), d); err != nil {
					t.Fatal(err)
				}
			}
		}
		for i, outcome := range []string{"confirmed", "confirmed", "sent_back", "taken_down", "lifted", "credential_checked"} {
			d := notice.ProductDecided{ShopID: s.ShopID, ProductID: s.ProductID, ProductName: "Wajik", Outcome: outcome, First: i == 0, Reason: "Foto label", At: int64(i)}
			if err := k.notices.ProductDecided(t.Context(), d); err != nil {
				t.Fatal(err)
			}
		}
		k.Drain()
		list, n, err := k.notices.List(t.Context(), notice.OfShop(s.ShopID), paging.Request{})
		if err != nil || n != 11 {
			t.Fatalf("%d notices, %v, want 11", n, err)
		}
		kinds := map[notice.Kind]bool{}
		for _, one := range list {
			kinds[one.Kind] = true
			if !strings.Contains(one.Body, "Foto") || one.Path == "" {
				t.Errorf("%s does not carry the reason or a path: %q", one.Kind, one.Body)
			}
		}
		if len(kinds) != 11 {
			t.Errorf("kinds %v, want 11 different ones", kinds)
		}
		if got := k.mails.SentTo("bu@contoh.id"); len(got) != 11 {
			t.Errorf("%d letters, want 11", len(got))
		}
	})
}

func TestCode_is_sent_and_kept_nowhere(t *testing.T) {
	each(t, func(t *testing.T, k *desk) {
		for _, contact := range []string{"+6281234567890", "sri@contoh.id"} {
			if err := k.notices.Code(t.Context(), notice.OneTimeCode{Contact: contact, Code: "123456", Lang: "en"}); err != nil {
				t.Fatal(err)
			}
		}
		if len(k.texts) != 1 || !strings.Contains(k.texts[0], "+6281234567890 Your code: 123456") {
			t.Errorf("texts %q", k.texts)
		}
		if got := k.mails.SentTo("sri@contoh.id"); len(got) != 1 || !strings.Contains(got[0].Text, "123456") {
			t.Errorf("letters %+v", got)
		}
		if n := k.Number(`SELECT COUNT(*) FROM notice`); n != 0 {
			t.Errorf("%d notices hold the code", n)
		}
		k.mails.GoAway()
		if err := k.notices.Code(t.Context(), notice.OneTimeCode{Contact: "sri@contoh.id", Code: "1"}); fault.KindOf(err) != fault.Unavailable {
			t.Errorf("outage: %v, want an error that is tried again", err)
		}
	})
}

func TestInvite_leads_to_its_page(t *testing.T) {
	k := open(t, storetest.SQLite(t))
	if err := k.notices.StaffInvited(t.Context(), notice.StaffInvite{Contact: "kurator@contoh.id", Role: "curator", Path: "/undangan/abc"}); err != nil {
		t.Fatal(err)
	}
	if got := k.mails.SentTo("kurator@contoh.id"); len(got) != 1 || !strings.Contains(got[0].Text, "https://toko.contoh.id/undangan/abc") {
		t.Errorf("letters %+v", got)
	}
}

func TestChat_with_the_buyer_speaks_of_what_happened(t *testing.T) {
	k := open(t, storetest.SQLite(t))
	s := k.Stall(20_000, 5)
	p := k.Buy(Posted(s, 1))
	url, err := k.notices.ChatWithBuyer(t.Context(), p.Orders[0].ID, "shipped")
	if err != nil || !strings.HasPrefix(url, "https://wa.me/62813") || !strings.Contains(url, "sudah%20kami%20kirim") {
		t.Errorf("chat is %s, %v", url, err)
	}
	if _, err := k.notices.ChatWithBuyer(t.Context(), 1<<40, "shipped"); !errors.Is(err, notice.ErrNotFound) {
		t.Errorf("unknown order: %v", err)
	}
}

func TestShopDecided_reaches_a_shop_whose_name_would_turn_a_subject_around(t *testing.T) {
	each(t, func(t *testing.T, k *desk) {
		s := k.Stall(20_000, 5)
		k.email(s, "tin@contoh.id")
		err := k.notices.ShopDecided(context.Background(), notice.ShopDecided{ShopID: s.ShopID, ShopName: "Toko \u202eAman\u2069", From: "submitted", To: "verified", At: 1})
		if err != nil {
			t.Fatal(err)
		}
		k.Drain()
		letters := k.mails.SentTo("tin@contoh.id")
		if len(letters) != 1 || !strings.Contains(letters[0].Subject, "Toko Aman") {
			t.Errorf("the owner got %q", subjects(letters))
		}
	})
}
