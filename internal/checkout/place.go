package checkout

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"beli/internal/actor"
	"beli/internal/cart"
	"beli/internal/catalog"
	"beli/internal/delivery"
	"beli/internal/fault"
	"beli/internal/money"
	"beli/internal/order"
	"beli/internal/outbox"
	"beli/internal/payment"
	"beli/internal/phone"
	"beli/internal/slug"
)

// Receipt is the answer to a placed purchase. GatewayPaymentID is what the caller begins at the
// gateway, outside of any transaction; 0 when everything is paid in cash.
type Receipt struct {
	PurchaseID       int64
	Code             string
	GatewayPaymentID int64
	Repeated         bool // the form was sent before
}

// Place buys: one purchase, an order for each shop, stock held, amounts frozen, cash orders handed to
// their shops. Sending the same form again answers the same purchase. Errors: Invalid with all
// problems at their fields (see Validate and Quote.Blocking); *Changed with the new quote when prices,
// stock or the total are not what the buyer read; ErrMismatch; ErrTooManyUnpaid. Nothing is written
// with any of them.
func (s *Service) Place(ctx context.Context, in PlaceInput) (Receipt, error) {
	in = in.clean()
	id := s.identify(in)
	if r, err := s.repeated(ctx, id); r.Repeated || err != nil {
		return r, err
	}
	if in.Validate() != nil { // the catalogue is asked for its problems only when there are some already
		return Receipt{}, s.Check(ctx, in)
	}
	var r Receipt
	var err error
	for range 2 { // once more for the rare code that exists already
		err = s.Store.InTx(ctx, func(ctx context.Context) (err error) {
			r, err = s.place(ctx, in, id)
			return err
		})
		if err == nil {
			return r, nil
		}
		// Whatever stands in the way may be our own first try, which another request has finished.
		if first, lookup := s.repeated(ctx, id); first.Repeated || lookup != nil {
			return first, lookup
		}
		if fault.CodeOf(err) != "conflict" {
			break
		}
	}
	var gone *catalog.SoldOutError
	if errors.As(err, &gone) {
		q, err := s.quote(ctx, in.quote(), gone.VariantID)
		if err != nil {
			return Receipt{}, err
		}
		return Receipt{}, &Changed{Quote: q}
	}
	return Receipt{}, fmt.Errorf("place purchase: %w", err)
}

// Check tells what would refuse a purchase now, with all problems at their fields, without buying:
// for the page on which everything is looked at once more.
func (s *Service) Check(ctx context.Context, in PlaceInput) error {
	in = in.clean()
	var p, items fault.Problems
	p.Merge("", in.Validate())
	checkItems(in.Items, &items)
	if items.Err() == nil {
		q, err := s.quote(ctx, in.quote(), 0)
		if err != nil {
			return err
		}
		s.judge(in, q, &p)
	}
	return p.Err()
}

// judge reports what the quote says against the form.
func (s *Service) judge(in PlaceInput, q Quote, p *fault.Problems) {
	p.Merge("", &fault.Error{Kind: fault.Invalid, Fields: q.Blocking})
	q.missing(in, p)
	wants := q.NeedsAddress()
	for _, c := range in.Choices {
		wants = wants || c.Method == delivery.Expedition
	}
	if wants {
		in.checkAddress(s.Regions, p)
	}
}

// identity is what tells one form from another.
type identity struct {
	key, body string
	buyer     Buyer
}

func (s *Service) identify(in PlaceInput) identity {
	var id identity
	principal := "device:" + in.By.Device
	if in.By.SignedIn() {
		principal = "account:" + strconv.FormatInt(in.By.AccountID, 10)
		id.buyer.AccountID = in.By.AccountID
	}
	id.key = s.hidden("key", principal, in.Key)
	if in.By.Device != "" {
		id.buyer.DeviceKey = s.hidden("device", in.By.Device)
	}
	if n, err := phone.Parse(in.Phone); err == nil {
		id.buyer.PhoneHash = s.hidden("phone", string(n))
	}
	body := in
	body.By, body.Key, body.Cart, body.Lang = actor.Actor{}, "", cart.Owner{}, ""
	text, err := json.Marshal(body)
	if err != nil {
		panic(err) // plain values only
	}
	id.body = s.hidden("body", string(text))
	return id
}

// hidden turns values into a fixed name that cannot be guessed back, not even from a phone number.
func (s *Service) hidden(parts ...string) string {
	mac := hmac.New(sha256.New, s.settings.Secret)
	for _, p := range parts {
		fmt.Fprintf(mac, "%d:%s", len(p), p)
	}
	return hex.EncodeToString(mac.Sum(nil))
}

// repeated answers the purchase that this form made before, if it did.
func (s *Service) repeated(ctx context.Context, id identity) (Receipt, error) {
	old, err := s.Store.ByKey(ctx, id.key)
	switch {
	case fault.KindOf(err) == fault.NotFound:
		return Receipt{}, nil
	case err != nil:
		return Receipt{}, fmt.Errorf("look for the form's key: %w", err)
	case old.RequestHash != id.body:
		return Receipt{}, ErrMismatch
	}
	r := Receipt{PurchaseID: old.ID, Code: old.Code, Repeated: true}
	list, err := s.Payments.OfPurchase(ctx, old.ID)
	if err != nil {
		return Receipt{}, fmt.Errorf("payments of purchase %d: %w", old.ID, err)
	}
	for _, p := range list {
		if p.Method == payment.ByGateway {
			r.GatewayPaymentID = p.ID
		}
	}
	return r, nil
}

// place is the transaction.
func (s *Service) place(ctx context.Context, in PlaceInput, id identity) (Receipt, error) {
	if err := s.Store.LockBuyer(ctx, id.buyer.locks()...); err != nil {
		return Receipt{}, err
	}
	variants := make([]int64, 0, len(in.Items))
	for _, it := range together(in.Items) {
		variants = append(variants, it.VariantID)
	}
	if err := s.Store.LockVariants(ctx, variants); err != nil {
		return Receipt{}, err
	}
	now := s.Clock.Now() // after the lock: the prices read now are the prices of this instant
	q, err := s.quote(ctx, in.quote(), 0)
	if err != nil {
		return Receipt{}, err
	}
	var p fault.Problems
	s.judge(in, q, &p)
	if err := p.Err(); err != nil && !q.Changed() {
		return Receipt{}, err
	}
	if q.Changed() || q.Total != in.ExpectedTotal {
		return Receipt{}, &Changed{Quote: q}
	}
	if q.GatewayTotal() > 0 {
		n, err := s.Store.Unpaid(ctx, id.buyer)
		if err != nil {
			return Receipt{}, err
		}
		if n >= s.settings.MaxUnpaid {
			return Receipt{}, ErrTooManyUnpaid
		}
	}
	r, err := s.write(ctx, in, id, q, now)
	if err != nil {
		return Receipt{}, err
	}
	if err := s.Carts.Remove(ctx, in.Cart, variants...); err != nil {
		return Receipt{}, err
	}
	return r, s.Messages.Put(ctx, Placed{PurchaseID: r.PurchaseID}, outbox.Key(r.Code))
}

// locks are the names under which purchases of one buyer wait for each other.
func (b Buyer) locks() []string {
	if b.AccountID > 0 {
		return []string{"account:" + strconv.FormatInt(b.AccountID, 10)}
	}
	var out []string
	for _, key := range []string{b.DeviceKey, b.PhoneHash} {
		if key != "" {
			out = append(out, key)
		}
	}
	slices.Sort(out)
	return out
}

// write writes the purchase, its orders and its payments.
func (s *Service) write(ctx context.Context, in PlaceInput, id identity, q Quote, now time.Time) (Receipt, error) {
	number, err := phone.Parse(in.Phone)
	if err != nil {
		return Receipt{}, fmt.Errorf("phone: %w", err)
	}
	r := Receipt{Code: slug.Code(8)}
	expires := now.Add(s.settings.PayWithin)
	r.PurchaseID, err = s.Store.Create(ctx, NewPurchase{
		Purchase: Purchase{Code: r.Code, AccountID: id.buyer.AccountID, Lang: in.Lang, Total: q.Total, CreatedAt: now, ExpiresAt: expires,
			Contact: Contact{Name: in.Name, Phone: number, Email: in.Email}},
		Buyer: id.buyer, IdempotencyKey: id.key, RequestHash: id.body, ConsentVersion: s.settings.ConsentVersion,
	})
	if err != nil {
		return Receipt{}, err
	}
	// In the order of shops, as everybody locks stock.
	shops := slices.Clone(q.Shops)
	slices.SortFunc(shops, func(a, b ShopQuote) int { return int(a.Shop.ID - b.Shop.ID) })
	var parts []payment.Allocation
	for i, shop := range shops {
		o, err := s.writeOrder(ctx, in, shop, order.New{
			Number: r.Code + "-" + strconv.Itoa(i+1), PurchaseID: r.PurchaseID, PricedAt: now, ExpiresAt: expires.Add(s.settings.Grace), By: in.By,
		})
		if err != nil {
			return Receipt{}, err
		}
		if o.Pay == order.PayGateway {
			parts = append(parts, payment.Allocation{OrderID: o.ID, Amount: o.Total})
			continue
		}
		if err := s.confirm(ctx, o); err != nil {
			return Receipt{}, err
		}
	}
	if len(parts) == 0 {
		return r, nil
	}
	var sum money.Rupiah
	for _, a := range parts {
		sum += a.Amount
	}
	pay, err := s.Payments.Create(ctx, payment.CreateInput{PurchaseID: r.PurchaseID, Method: payment.ByGateway, Gateway: s.settings.Gateway,
		Amount: sum, Allocations: parts, ExpiresAt: &expires})
	r.GatewayPaymentID = pay.ID
	return r, err
}

// writeOrder writes one shop's order with its delivery, and holds its stock.
func (s *Service) writeOrder(ctx context.Context, in PlaceInput, shop ShopQuote, n order.New) (order.Order, error) {
	n.ShopID, n.ShopName, n.Pay, n.Note = shop.Shop.ID, shop.Shop.Name, shop.Pay, shop.Note
	n.DeliveryTotal, n.MakingDays = shop.DeliveryTotal, shop.MakingDays
	hold := catalog.HoldInput{ExpiresAt: n.ExpiresAt}
	for _, l := range shop.Lines {
		o := l.Offer
		n.Lines = append(n.Lines, order.Line{ProductID: o.ProductID, VariantID: o.VariantID, PriceID: o.PriceID, ProductName: o.ProductName,
			VariantName: o.VariantName, Unit: o.Unit, CoverKey: o.CoverKey, CoverMat: o.CoverMat, UnitPrice: o.UnitPrice,
			Quantity: l.Quantity, Grams: o.Grams, Total: l.Total})
		hold.Items = append(hold.Items, catalog.HoldItem{VariantID: o.VariantID, Quantity: l.Quantity})
	}
	o, err := s.Orders.Open(ctx, n)
	if err != nil {
		return o, err
	}
	d := delivery.Delivery{OrderID: o.ID, Method: shop.Delivery.Method, Grams: shop.Grams, Price: shop.DeliveryTotal,
		DaysMin: shop.Delivery.DaysMin, DaysMax: shop.Delivery.DaysMax}
	if d.Method == delivery.Expedition {
		if d.Address, err = s.address(in); err != nil {
			return o, err
		}
	}
	if err := s.Deliveries.Add(ctx, d); err != nil {
		return o, err
	}
	hold.OrderID = o.ID
	_, err = s.Stock.Hold(ctx, hold)
	return o, err
}

func (s *Service) address(in PlaceInput) (*delivery.Address, error) {
	a := &delivery.Address{Recipient: in.Recipient, VillageCode: in.VillageCode, RegionLabel: s.Regions.Label(in.VillageCode),
		Street: in.Street, PostalCode: in.PostalCode}
	if a.Recipient == "" {
		a.Recipient = in.Name
	}
	typed := in.RecipientPhone
	if typed == "" {
		typed = in.Phone
	}
	var err error
	if a.Phone, err = phone.Parse(typed); err != nil {
		return nil, fmt.Errorf("phone of the recipient: %w", err)
	}
	if a.PostalCode == "" {
		place, _ := s.Regions.ByCode(in.VillageCode)
		a.PostalCode = place.PostalCode
	}
	return a, nil
}

// confirm hands a cash order to its shop: the goods are sold, the money comes when they are picked up.
func (s *Service) confirm(ctx context.Context, o order.Order) error {
	if _, err := s.Orders.Confirm(ctx, order.Step{OrderID: o.ID, As: order.System, By: actor.Clock()}); err != nil {
		return err
	}
	if err := s.Stock.Post(ctx, o.ID); err != nil {
		return err
	}
	_, err := s.Payments.Create(ctx, payment.CreateInput{PurchaseID: o.PurchaseID, Method: payment.ByCash, Amount: o.Total,
		Allocations: []payment.Allocation{{OrderID: o.ID, Amount: o.Total}}})
	return err
}
