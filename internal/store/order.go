package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"beli/ent/db"
	"beli/internal/actor"
	"beli/internal/order"
	"beli/internal/paging"
)

// Orders implements order.Store.
type Orders struct{ *DB }

// NewOrders makes the store of orders.
func NewOrders(d *DB) *Orders { return &Orders{d} }

var _ order.Store = (*Orders)(nil)

const orderColumns = `SELECT o.id, o.number, o.purchase_id, o.shop_id, o.shop_name, o.status, o.pay, o.items_total, o.delivery_total,
	o.total, o.note, o.making_days, o.reason, o.deadline_at, o.priced_at, o.placed_at, o.accepted_at, o.delivered_at, o.ended_at,
	COALESCE((SELECT d.method FROM deliveries d WHERE d.order_id = o.id), ''),
	COALESCE((SELECT MAX(h.day) FROM stock_holds h WHERE h.order_id = o.id AND h.status IN ('active', 'posted')), '')
	FROM orders o`

func scanOrder(rows *sql.Rows) (o order.Order, err error) {
	err = rows.Scan(&o.ID, &o.Number, &o.PurchaseID, &o.ShopID, &o.ShopName, &o.Status, &o.Pay, &o.ItemsTotal, &o.DeliveryTotal,
		&o.Total, &o.Note, &o.MakingDays, &o.Reason, instant{&o.DeadlineAt}, moment{&o.PricedAt}, moment{&o.PlacedAt},
		instant{&o.AcceptedAt}, instant{&o.DeliveredAt}, instant{&o.EndedAt}, &o.Handover, &o.ReadyOn)
	return o, err
}

// Create implements order.Store.
func (s *Orders) Create(ctx context.Context, o order.Order) (order.Order, error) {
	c := s.client(ctx)
	row, err := c.Order.Create().SetNumber(o.Number).SetPurchaseID(o.PurchaseID).SetShopID(o.ShopID).SetShopName(o.ShopName).
		SetStatus(string(o.Status)).SetPay(string(o.Pay)).SetItemsTotal(o.ItemsTotal).SetDeliveryTotal(o.DeliveryTotal).
		SetTotal(o.Total).SetNote(o.Note).SetMakingDays(o.MakingDays).SetReason(o.Reason).SetNillableDeadlineAt(o.DeadlineAt).
		SetPricedAt(o.PricedAt).SetPlacedAt(o.PlacedAt).Save(ctx)
	if err != nil {
		return order.Order{}, fmt.Errorf("create order: %w", mapErr(err))
	}
	o.ID = row.ID
	lines := make([]*db.OrderLineCreate, len(o.Lines))
	for i, l := range o.Lines {
		lines[i] = c.OrderLine.Create().SetOrderID(o.ID).SetProductID(l.ProductID).SetVariantID(l.VariantID).SetPriceID(l.PriceID).
			SetProductName(l.ProductName).SetVariantName(l.VariantName).SetUnit(l.Unit).SetCoverKey(l.CoverKey).SetCoverMat(l.CoverMat).
			SetUnitPrice(l.UnitPrice).SetQuantity(l.Quantity).SetGrams(l.Grams).SetTotal(l.Total)
	}
	written, err := c.OrderLine.CreateBulk(lines...).Save(ctx)
	if err != nil {
		return order.Order{}, fmt.Errorf("create order lines: %w", mapErr(err))
	}
	for i, w := range written {
		o.Lines[i].ID = w.ID
	}
	return o, nil
}

// Move implements order.Store.
func (s *Orders) Move(ctx context.Context, from order.Status, o order.Order) (bool, error) {
	n, err := s.Exec(ctx, `UPDATE orders SET status = $1, reason = $2, deadline_at = $3, accepted_at = $4, delivered_at = $5, ended_at = $6
		WHERE id = $7 AND status = $8`,
		string(o.Status), o.Reason, o.DeadlineAt, o.AcceptedAt, o.DeliveredAt, o.EndedAt, o.ID, string(from))
	return n == 1, err
}

// AddHistory implements order.Store.
func (s *Orders) AddHistory(ctx context.Context, h order.History) (int64, error) {
	c := s.client(ctx).OrderHistory.Create().SetOrderID(h.OrderID).SetFromStatus(string(h.From)).SetToStatus(string(h.To)).
		SetActorKind(string(h.By.Kind)).SetReason(h.Reason).SetAt(h.At)
	if h.By.SignedIn() {
		c.SetActorID(h.By.AccountID)
	}
	row, err := c.Save(ctx)
	if err != nil {
		return 0, fmt.Errorf("append history: %w", mapErr(err))
	}
	return row.ID, nil
}

// SetReceipt implements order.Store.
func (s *Orders) SetReceipt(ctx context.Context, orderID int64, courier, receipt string) error {
	n, err := s.Exec(ctx, `UPDATE deliveries SET courier = $1, receipt_number = $2 WHERE order_id = $3`, courier, receipt, orderID)
	if err == nil && n != 1 {
		return ErrNotFound
	}
	return err
}

// ByID implements order.Reader.
func (s *Orders) ByID(ctx context.Context, id int64) (order.Order, error) {
	return s.single(ctx, ` WHERE o.id = $1`, id)
}

// ByNumber implements order.Reader.
func (s *Orders) ByNumber(ctx context.Context, shopID int64, number string) (order.Order, error) {
	return s.single(ctx, ` WHERE o.shop_id = $1 AND o.number = $2 AND o.status <> 'pending'`, shopID, number)
}

// InPurchase implements order.Reader.
func (s *Orders) InPurchase(ctx context.Context, purchaseID int64, number string) (order.Order, error) {
	return s.single(ctx, ` WHERE o.purchase_id = $1 AND o.number = $2`, purchaseID, number)
}

// OfPurchase implements order.Reader.
func (s *Orders) OfPurchase(ctx context.Context, purchaseID int64) ([]order.Order, error) {
	return s.withLines(ctx, orderColumns+` WHERE o.purchase_id = $1 ORDER BY o.id`, purchaseID)
}

func (s *Orders) single(ctx context.Context, where string, args ...any) (order.Order, error) {
	all, err := s.withLines(ctx, orderColumns+where, args...)
	if err != nil {
		return order.Order{}, err
	}
	if len(all) == 0 {
		return order.Order{}, ErrNotFound
	}
	return all[0], nil
}

func (s *Orders) withLines(ctx context.Context, query string, args ...any) ([]order.Order, error) {
	orders, err := collect(ctx, s.DB, scanOrder, query, args...)
	if err != nil || len(orders) == 0 {
		return nil, err
	}
	place := map[int64]int{}
	ids := make([]any, len(orders))
	for i, o := range orders {
		place[o.ID], ids[i] = i, o.ID
	}
	type owned struct {
		orderID int64
		line    order.Line
	}
	lines, err := collect(ctx, s.DB, func(rows *sql.Rows) (x owned, err error) {
		l := &x.line
		err = rows.Scan(&x.orderID, &l.ID, &l.ProductID, &l.VariantID, &l.PriceID, &l.ProductName, &l.VariantName, &l.Unit,
			&l.CoverKey, &l.CoverMat, &l.UnitPrice, &l.Quantity, &l.Grams, &l.Total)
		return x, err
	}, `SELECT order_id, id, product_id, variant_id, price_id, product_name, variant_name, unit, cover_key, cover_mat,
		unit_price, quantity, grams, total FROM order_lines WHERE order_id IN (`+places(1, len(ids))+`) ORDER BY id`, ids...)
	if err != nil {
		return nil, err
	}
	for _, l := range lines {
		o := &orders[place[l.orderID]]
		o.Lines = append(o.Lines, l.line)
	}
	return orders, nil
}

// History implements order.Reader.
func (s *Orders) History(ctx context.Context, orderID int64) ([]order.History, error) {
	return collect(ctx, s.DB, func(rows *sql.Rows) (h order.History, err error) {
		var person sql.NullInt64
		err = rows.Scan(&h.ID, &h.OrderID, &h.From, &h.To, &h.By.Kind, &person, &h.Reason, moment{&h.At})
		h.By.AccountID, h.By.Staff = person.Int64, actor.NotStaff
		return h, err
	}, `SELECT id, order_id, from_status, to_status, actor_kind, actor_id, reason, at FROM order_histories WHERE order_id = $1 ORDER BY id`, orderID)
}

// List implements order.Reader.
func (s *Orders) List(ctx context.Context, shopID int64, tab order.Tab, page paging.Request) ([]order.Order, int, error) {
	counts, err := s.Counts(ctx, shopID)
	if err != nil || counts[tab] == 0 {
		return nil, 0, err
	}
	page = page.Clean()
	by := ` ORDER BY o.id DESC`
	if tab.Urgent() {
		by = ` ORDER BY o.deadline_at, o.id`
	}
	orders, err := s.withLines(ctx, orderColumns+` WHERE o.shop_id = $1 AND o.status IN (`+quoted(tab.Statuses())+`)`+by+` LIMIT $2 OFFSET $3`,
		shopID, page.Size, page.Offset())
	return orders, counts[tab], err
}

// quoted writes states, which are constants of the program, as SQL.
func quoted(list []order.Status) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = "'" + string(s) + "'"
	}
	return strings.Join(out, ", ")
}

// Counts implements order.Reader.
func (s *Orders) Counts(ctx context.Context, shopID int64) (map[order.Tab]int, error) {
	type count struct {
		status order.Status
		n      int
	}
	all, err := collect(ctx, s.DB, func(rows *sql.Rows) (c count, err error) {
		err = rows.Scan(&c.status, &c.n)
		return c, err
	}, `SELECT status, COUNT(*) FROM orders WHERE shop_id = $1 GROUP BY status`, shopID)
	if err != nil {
		return nil, err
	}
	out := map[order.Tab]int{}
	for _, tab := range order.Tabs() {
		for _, st := range tab.Statuses() {
			for _, c := range all {
				if c.status == st {
					out[tab] += c.n
				}
			}
		}
	}
	return out, nil
}

// Due implements order.Reader.
func (s *Orders) Due(ctx context.Context, now time.Time, limit int) ([]order.Order, error) {
	return collect(ctx, s.DB, scanOrder, orderColumns+` WHERE o.status IN (`+quoted(order.Timed())+`)
		AND o.deadline_at <= $1 ORDER BY o.deadline_at, o.id LIMIT $2`, now, limit)
}
