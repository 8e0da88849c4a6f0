package app

import (
	"context"
	"strconv"
	"time"

	"beli/internal/account"
	"beli/internal/catalog"
	"beli/internal/checkout"
	"beli/internal/mail"
	"beli/internal/notice"
	"beli/internal/order"
	"beli/internal/outbox"
	"beli/internal/shop"
	"beli/internal/store"
)

// makeNotices wires who is told of what, and how.
func (a *App) makeNotices() *notice.Service {
	p := a.parts
	return notice.NewService(notice.Deps{
		Store: store.NewNotices(p.db), Messages: p.outbox, Clock: p.clock, Log: p.log,
		Words:    func(lang, key string, args ...string) string { return a.texts.Words(lang).T(key, args...) },
		Time:     func(lang string, at time.Time) string { return a.texts.Words(lang).DateTime(at) },
		Localize: func(lang, path string) string { return a.texts.Words(lang).URL(path) },
		Absolute: func(path string) string { return p.config.Server.PublicURL + path },
		Paths: notice.Paths{
			Purchase: func(code string) string { return "/pesanan/" + code + "?k=" + p.checkout.LinkToken(code) },
			Order:    func(slug, number string) string { return "/jual/toko/" + slug + "/pesanan/" + number },
			Product: func(slug string, id int64) string {
				return "/jual/toko/" + slug + "/produk/" + strconv.FormatInt(id, 10)
			},
			Shop: func(slug string) string { return "/jual/toko/" + slug + "/tugas" },
		},
		Send: func(ctx context.Context, l notice.Letter) error {
			return p.letters.Send(ctx, mail.Message{To: l.To, Subject: l.Subject, Text: l.Text, Key: l.Key})
		},
		Text: notice.LogText(p.log),
	})
}

// handleNotices registers what people hear of. The domains' messages are translated here, so
// that notice knows none of them.
func (a *App) handleNotices() {
	p, w, n := a.parts, a.worker, a.notices
	outbox.Handle(w, n.HandleSendMail)
	outbox.Handle(w, func(ctx context.Context, m account.CodeIssued) error {
		return n.Code(ctx, notice.OneTimeCode{Contact: m.Contact, Code: m.Code, Lang: m.Lang})
	})
	outbox.Handle(w, func(ctx context.Context, m account.StaffInvited) error {
		return n.StaffInvited(ctx, notice.StaffInvite{Contact: m.Contact, Role: string(m.Role), Path: m.Path})
	})
	outbox.Handle(w, func(ctx context.Context, m checkout.Placed) error { return n.PurchasePlaced(ctx, m.PurchaseID) })
	outbox.Handle(w, func(ctx context.Context, m order.Moved) error {
		if err := p.fulfilment.AfterMove(ctx, m); err != nil {
			return err
		}
		return n.OrderMoved(ctx, notice.OrderMoved{OrderID: m.OrderID, HistoryID: m.HistoryID, From: string(m.From), To: string(m.To)})
	})
	outbox.Handle(w, func(ctx context.Context, m shop.Decided) error {
		return n.ShopDecided(ctx, notice.ShopDecided{ShopID: m.ShopID, ShopName: m.ShopName, From: string(m.From), To: string(m.Status), Reason: m.Reason, At: m.At})
	})
	outbox.Handle(w, func(ctx context.Context, m catalog.ChangeDecided) error {
		return n.ProductDecided(ctx, notice.ProductDecided{ShopID: m.ShopID, ProductID: m.ProductID, ProductName: m.ProductName,
			Outcome: string(m.Outcome), First: m.First, Reason: m.Reason, At: m.At})
	})
}
