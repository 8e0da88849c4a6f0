package notice

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"beli/internal/phone"
)

// PurchasePlaced tells the buyer once what was ordered where, and what is to be paid until when.
func (s *Service) PurchasePlaced(ctx context.Context, purchaseID int64) error {
	return s.toBuyerOnce(ctx, purchaseID, Placed)
}

// OrderMoved is a move of an order; HistoryID tells two moves of the same kind apart.
type OrderMoved struct {
	OrderID   int64
	HistoryID int64
	From, To  string
}

// OrderMoved tells those who need to know of a move: the buyer once for all orders that are paid or
// expire together, else by order; the shop when there is something to do or to know. What came back is told
// when it is closed, which follows at once or in the next round of the clock: one word, not two.
func (s *Service) OrderMoved(ctx context.Context, m OrderMoved) error {
	o, err := s.Store.Order(ctx, m.OrderID)
	if err != nil {
		return fmt.Errorf("facts of order %d: %w", m.OrderID, err)
	}
	begun := m.From == "paid" || m.From == "confirmed" || m.From == "accepted" || m.From == "packed" || m.From == "returned"
	toBuyer, toShop, why := Cancelled, OrderCancelled, s.reasonLine
	if m.From == "returned" {
		toBuyer, toShop, why = Returned, OrderReturned, s.returnLines
	}
	switch m.To {
	case "paid":
		if err := s.toBuyerOnce(ctx, o.PurchaseID, Paid); err != nil {
			return err
		}
		return s.toShop(ctx, o, m, NewOrder, s.orderLine)
	case "confirmed":
		return s.toShop(ctx, o, m, NewOrder, s.orderLine)
	case "expired":
		return s.toBuyerOnce(ctx, o.PurchaseID, Expired)
	case "accepted", "shipped", "ready", "delivered":
		return s.toBuyer(ctx, o, m, Kind(m.To), false)
	case "cancelled":
		if err := s.toBuyer(ctx, o, m, toBuyer, begun && !o.Cash); err != nil || !begun {
			return err
		}
		return s.toShop(ctx, o, m, toShop, why)
	case "completed":
		return s.toShop(ctx, o, m, OrderCompleted, nil)
	}
	return nil
}

// word gives a wording of a kind.
func (s *Service) word(lang string, kind Kind, part string, args ...string) string {
	return s.Words(lang, "mail."+string(kind)+"."+part, args...)
}

// toBuyerOnce writes to the buyer about all orders of a purchase in one notice.
func (s *Service) toBuyerOnce(ctx context.Context, purchaseID int64, kind Kind) error {
	orders, err := s.Store.Purchase(ctx, purchaseID)
	if err != nil {
		return fmt.Errorf("facts of purchase %d: %w", purchaseID, err)
	}
	if len(orders) == 0 {
		return ErrNotFound
	}
	first := orders[0]
	lines := []string{s.word(first.Lang, kind, "body", first.PurchaseCode, first.PurchaseTotal.In(first.Lang))}
	waits := false
	for _, o := range orders {
		way := "mail.pay.gateway"
		if o.Cash {
			way = "mail.pay.cash"
		}
		waits = waits || !o.Cash
		lines = append(lines, "", s.Words(o.Lang, "mail.shop_line", o.ShopName, o.Total.In(o.Lang), s.Words(o.Lang, way)))
	}
	if kind == Placed && waits {
		lines = append(lines, "", s.Words(first.Lang, "mail.pay_until", s.Time(first.Lang, first.PayUntil)))
	}
	n := s.forBuyer(first, kind, strings.Join(lines, "\n"), "purchase-"+strconv.FormatInt(purchaseID, 10)+"-"+string(kind))
	n.Subject = oneLine(s.word(first.Lang, kind, "subject", first.PurchaseCode))
	if len(orders) == 1 {
		n.WhatsAppURL = s.ToShop(first)
	}
	return s.post(ctx, n, letter(n, first.BuyerEmail, s.greeting(first.Lang, first.BuyerName)))
}

// toBuyer writes to the buyer about one order. refund tells that money goes back.
func (s *Service) toBuyer(ctx context.Context, o OrderFacts, m OrderMoved, kind Kind, refund bool) error {
	lines := []string{s.word(o.Lang, kind, "body", o.ShopName, o.Number)}
	switch {
	case kind == Shipped && o.Receipt != "":
		lines = append(lines, s.Words(o.Lang, "mail.receipt", o.Courier, o.Receipt))
	case kind == Shipped && o.Courier != "":
		lines = append(lines, s.Words(o.Lang, "mail.courier", o.Courier))
	case kind == Cancelled, kind == Returned:
		lines = append(lines, s.reasonLine(o.Lang, o)...)
		if refund {
			lines = append(lines, s.Words(o.Lang, "mail.refund_coming", o.Total.In(o.Lang)))
		}
	}
	n := s.forBuyer(o, kind, strings.Join(lines, "\n"), keyOf(m)+"-buyer")
	n.Subject = oneLine(s.word(o.Lang, kind, "subject", o.ShopName, o.PurchaseCode))
	n.WhatsAppURL = s.ToShop(o)
	return s.post(ctx, n, letter(n, o.BuyerEmail, s.greeting(o.Lang, o.BuyerName)))
}

func keyOf(m OrderMoved) string {
	return "order-" + strconv.FormatInt(m.OrderID, 10) + "-" + strconv.FormatInt(m.HistoryID, 10)
}

func (s *Service) forBuyer(o OrderFacts, kind Kind, body, key string) Notice {
	return Notice{Key: key, Channel: InApp, AccountID: o.AccountID, Kind: kind, Body: body,
		Path: s.Localize(o.Lang, s.Paths.Purchase(o.PurchaseCode))}
}

// letter is a notice as a letter: with a greeting, and its own channel.
func letter(n Notice, to, greeting string) Notice {
	n.Channel, n.Recipient = Mail, to
	n.Body = greeting + "\n\n" + n.Body
	return n
}

func (s *Service) greeting(lang, name string) string {
	return s.Words(lang, "mail.greeting", oneLine(name))
}

// orderLine tells a shop what an order is worth and how it is paid.
func (s *Service) orderLine(lang string, o OrderFacts) []string {
	way := "mail.pay.gateway"
	if o.Cash {
		way = "mail.pay.cash"
	}
	return []string{s.Words(lang, "mail.shop_line", o.Number, o.Total.In(lang), s.Words(lang, way))}
}

// reasonLine quotes why; what the clock noted is a code that has words of its own.
func (s *Service) reasonLine(lang string, o OrderFacts) []string {
	switch o.Reason {
	case "":
		return nil
	case "not_accepted_in_time", "not_sent_in_time", "not_picked_up":
		return []string{s.Words(lang, "mail.reason."+o.Reason)}
	}
	return []string{s.Words(lang, "mail.because", o.Reason)}
}

// returnLines tells a shop why an order came back, and that money which came for it goes back too.
func (s *Service) returnLines(lang string, o OrderFacts) []string {
	lines := s.reasonLine(lang, o)
	if !o.Cash {
		lines = append(lines, s.Words(lang, "mail.refund_to_buyer", o.Total.In(lang)))
	}
	return lines
}

// toShop writes to everybody of a shop in their list, and to its owners by mail.
func (s *Service) toShop(ctx context.Context, o OrderFacts, m OrderMoved, kind Kind, more func(lang string, o OrderFacts) []string) error {
	return s.shop(ctx, o.ShopID, keyOf(m)+"-shop", func(lang string) Notice {
		lines := []string{s.word(lang, kind, "body", o.Number, o.ShopName)}
		if more != nil {
			lines = append(lines, more(lang, o)...)
		}
		return Notice{Kind: kind, Subject: oneLine(s.word(lang, kind, "subject", o.Number)), Body: strings.Join(lines, "\n"),
			WhatsAppURL: s.ToBuyer(o, kind), Path: s.Localize(lang, s.Paths.Order(o.ShopSlug, o.Number))}
	})
}

// shop writes a notice to a shop: one in its list, in the language of its first owner, and a letter to
// each owner who has an address.
func (s *Service) shop(ctx context.Context, shopID int64, key string, write func(lang string) Notice) error {
	_, owners, err := s.Store.Owners(ctx, shopID)
	if err != nil {
		return fmt.Errorf("owners of shop %d: %w", shopID, err)
	}
	lang := "id"
	if len(owners) > 0 {
		lang = owners[0].Lang
	}
	n := write(lang)
	n.Key, n.Channel, n.ShopID = key, InApp, shopID
	list := []Notice{n}
	for _, owner := range owners {
		l := write(owner.Lang)
		l.Key, l.ShopID, l.AccountID = key+"-"+strconv.FormatInt(owner.AccountID, 10), shopID, owner.AccountID
		list = append(list, letter(l, owner.Email, s.Words(owner.Lang, "mail.greeting_shop")))
	}
	return s.post(ctx, list...)
}

// ToShop opens a chat of the buyer with the shop about an order; "" without a number.
func (s *Service) ToShop(o OrderFacts) string {
	return chat(o.ShopPhone, s.Words(o.Lang, "mail.wa.to_shop", o.ShopName, o.Number))
}

// ToBuyer opens a chat of the shop with the buyer with a text about what happened last; "" without a
// number. The text is in the buyer's language and leads to the purchase.
func (s *Service) ToBuyer(o OrderFacts, kind Kind) string {
	key := "mail.wa.to_buyer"
	switch kind {
	case Accepted, Shipped, Ready:
		key = "mail.wa." + string(kind)
	}
	return chat(o.BuyerPhone, s.Words(o.Lang, key, o.BuyerName, o.ShopName, o.PurchaseCode,
		s.Absolute(s.Localize(o.Lang, s.Paths.Purchase(o.PurchaseCode)))))
}

// ChatWithBuyer is ToBuyer for an order's page at the shop's desk: status is where the order stands. The
// caller has read the order in the shop's scope.
func (s *Service) ChatWithBuyer(ctx context.Context, orderID int64, status string) (string, error) {
	o, err := s.Store.Order(ctx, orderID)
	if err != nil {
		return "", fmt.Errorf("facts of order %d: %w", orderID, err)
	}
	return s.ToBuyer(o, Kind(status)), nil
}

func chat(number phone.Number, text string) string {
	if number == "" {
		return ""
	}
	return number.WhatsApp(text)
}
