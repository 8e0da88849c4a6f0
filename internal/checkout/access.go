package checkout

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"beli/internal/actor"
	"beli/internal/cart"
	"beli/internal/fault"
	"beli/internal/order"
	"beli/internal/paging"
)

// Access is a code and what proves that one may see its purchase: the account that bought, or the
// token of a signed link, or the last four digits of the buyer's phone.
type Access struct {
	Code  string
	By    actor.Actor
	Token string
	Last4 string
}

// linkVersion names the form of signed links; another form gets another name.
const linkVersion = "1"

// LinkToken signs a purchase's code for a link: whoever holds it may see and follow the purchase, until
// it expires. It stands in the address, not in a cookie.
func (s *Service) LinkToken(code string) string {
	until := strconv.FormatInt(s.Clock.Now().Add(s.settings.LinkFor).Unix(), 36)
	return linkVersion + "." + until + "." + s.sign(code, until)
}

func (s *Service) sign(code, until string) string {
	mac := hmac.New(sha256.New, s.settings.Secret)
	fmt.Fprintf(mac, "purchase-link\n%s\n%s\n%s", linkVersion, code, until)
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:18])
}

func (s *Service) validToken(code, token string) bool {
	parts := strings.Split(token, ".")
	if len(parts) != 3 || parts[0] != linkVersion {
		return false
	}
	if subtle.ConstantTimeCompare([]byte(parts[2]), []byte(s.sign(code, parts[1]))) != 1 {
		return false
	}
	until, err := strconv.ParseInt(parts[1], 36, 64)
	return err == nil && s.Clock.Now().Before(time.Unix(until, 0))
}

// CleanCode brings a typed code into its form: "k7m2 pq9x" → "K7M2PQ9X".
func CleanCode(typed string) string {
	if len(typed) > 40 {
		return ""
	}
	return strings.ToUpper(strings.NewReplacer(" ", "", "-", "").Replace(typed))
}

// may tells whether the proof opens the purchase.
func (s *Service) may(a Access, p Purchase) bool {
	switch {
	case a.By.SignedIn() && p.AccountID == a.By.AccountID:
		return true
	case a.Token != "":
		return s.validToken(p.Code, a.Token)
	}
	last := p.Contact.Phone.LastFour()
	return len(last) == 4 && subtle.ConstantTimeCompare([]byte(a.Last4), []byte(last)) == 1
}

// Open gives everything of a purchase to whom may see it; ErrNotFound to everybody else, in the same
// words for a wrong code and a wrong proof. The caller bounds how often one may try.
func (s *Service) Open(ctx context.Context, a Access) (View, error) {
	p, err := s.Store.ByCode(ctx, CleanCode(a.Code))
	if fault.KindOf(err) == fault.NotFound || (err == nil && !s.may(a, p)) {
		return View{}, ErrNotFound
	}
	if err != nil {
		return View{}, fmt.Errorf("open purchase: %w", err)
	}
	return s.view(ctx, p)
}

// ByID gives a purchase to the program itself: notices, jobs. Pages for people use Open.
func (s *Service) ByID(ctx context.Context, id int64) (View, error) {
	p, err := s.Store.ByID(ctx, id)
	if err != nil {
		return View{}, fmt.Errorf("purchase %d: %w", id, err)
	}
	return s.view(ctx, p)
}

// Buyers gives who made some purchases, by their ids: for the lists of shops, which name their buyers.
func (s *Service) Buyers(ctx context.Context, ids []int64) (map[int64]Contact, error) {
	found, err := s.Store.Contacts(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("buyers of %d purchases: %w", len(ids), err)
	}
	return found, nil
}

// Bought is a purchase in a list: its orders tell from which shops and where it stands, Open tells the rest.
type Bought struct {
	Purchase
	Orders []order.Order
}

// OfAccount gives a page of a person's purchases, newest first, and how many there are; none for
// who is not signed in.
func (s *Service) OfAccount(ctx context.Context, by actor.Actor, page paging.Request) ([]Bought, int, error) {
	if !by.SignedIn() {
		return nil, 0, nil
	}
	list, total, err := s.Store.OfAccount(ctx, by.AccountID, page)
	if err != nil {
		return nil, 0, fmt.Errorf("purchases of account %d: %w", by.AccountID, err)
	}
	out := make([]Bought, len(list))
	for i, p := range list {
		orders, err := s.Orders.OfPurchase(ctx, p.ID)
		if err != nil {
			return nil, 0, fmt.Errorf("orders of purchase %s: %w", p.Code, err)
		}
		out[i] = Bought{p, orders}
	}
	return out, total, nil
}

// view gathers what belongs to a purchase.
func (s *Service) view(ctx context.Context, p Purchase) (View, error) {
	v := View{Purchase: p}
	orders, err := s.Orders.OfPurchase(ctx, p.ID)
	if err != nil {
		return v, fmt.Errorf("orders of purchase %s: %w", p.Code, err)
	}
	ids, shopIDs := make([]int64, len(orders)), make([]int64, len(orders))
	for i, o := range orders {
		ids[i], shopIDs[i] = o.ID, o.ShopID
	}
	deliveries, err := s.Deliveries.OfOrders(ctx, ids...)
	if err != nil {
		return v, fmt.Errorf("deliveries of purchase %s: %w", p.Code, err)
	}
	shops, err := s.Store.Shops(ctx, shopIDs)
	if err != nil {
		return v, fmt.Errorf("shops of purchase %s: %w", p.Code, err)
	}
	if v.Payments, err = s.Payments.OfPurchase(ctx, p.ID); err != nil {
		return v, fmt.Errorf("payments of purchase %s: %w", p.Code, err)
	}
	for _, o := range orders {
		x := OrderView{Order: o}
		if i := slices.IndexFunc(shops, func(c cart.Shop) bool { return c.ID == o.ShopID }); i >= 0 {
			x.Shop = shops[i]
		}
		for _, d := range deliveries {
			if d.OrderID == o.ID {
				x.Delivery = d
			}
		}
		if x.History, err = s.Orders.History(ctx, o.ID); err != nil {
			return v, fmt.Errorf("history of order %s: %w", o.Number, err)
		}
		if o.Status != order.Pending {
			if x.Refunds, err = s.Payments.RefundsOfOrder(ctx, o.ID); err != nil {
				return v, fmt.Errorf("refunds of order %s: %w", o.Number, err)
			}
		}
		v.Orders = append(v.Orders, x)
	}
	return v, nil
}
