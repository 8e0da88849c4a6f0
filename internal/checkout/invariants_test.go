package checkout_test

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"beli/internal/actor"
	"beli/internal/order"
	"beli/internal/store"
)

// invariant is one thing that must hold after every committed transaction: its query gives the ids of
// what breaks it.
type invariant struct{ name, query string }

// invariants are what one statement each can tell (I2 and I13 stand below). A new one is one more entry
// here.
func invariants() []invariant {
	return []invariant{
		{"I1 a booking has entries that sum to zero", `SELECT t.id FROM ledger_transactions t WHERE
			(SELECT COUNT(*) FROM ledger_entries e WHERE e.transaction_id = t.id) < 2
			OR 0 <> (SELECT SUM(e.amount) FROM ledger_entries e WHERE e.transaction_id = t.id)`},
		{"I3 items of an order", `SELECT o.id FROM orders o WHERE o.items_total <>
			COALESCE((SELECT SUM(l.unit_price * l.quantity) FROM order_lines l WHERE l.order_id = o.id), 0)`},
		{"I3 postage of an order", `SELECT o.id FROM orders o WHERE o.delivery_total <>
			COALESCE((SELECT d.price FROM deliveries d WHERE d.order_id = o.id), -1)`},
		{"I3 orders of a purchase", `SELECT p.id FROM purchases p WHERE p.total <>
			COALESCE((SELECT SUM(o.items_total + o.delivery_total) FROM orders o WHERE o.purchase_id = p.id), -1) OR p.total > 1000000000000`},
		{"I3 one order per shop", `SELECT o.id FROM orders o WHERE EXISTS (SELECT 1 FROM orders x
			WHERE x.purchase_id = o.purchase_id AND x.shop_id = o.shop_id AND x.id <> o.id)`},
		{"I3 payments of a purchase", `SELECT p.id FROM purchases p WHERE p.total <>
			COALESCE((SELECT SUM(y.amount) FROM payments y WHERE y.purchase_id = p.id), -1)`},
		{"I3 parts of a payment", `SELECT y.id FROM payments y WHERE y.amount <>
			COALESCE((SELECT SUM(a.amount) FROM payment_allocations a WHERE a.payment_id = y.id), -1)`},
		{"I3 part of an order", `SELECT o.id FROM orders o WHERE o.total <>
			COALESCE((SELECT SUM(a.amount) FROM payment_allocations a WHERE a.order_id = o.id), -1)`},
		{"I3 quantity", `SELECT l.id FROM order_lines l WHERE l.quantity < 1 OR l.quantity > 99`},
		{"I4 price of its moment", `SELECT l.id FROM order_lines l JOIN orders o ON o.id = l.order_id
			WHERE l.unit_price <> (SELECT v.price FROM variant_prices v WHERE v.id = l.price_id AND v.variant_id = l.variant_id)
			OR l.price_id <> (SELECT MAX(v.id) FROM variant_prices v WHERE v.variant_id = l.variant_id AND v.since <= o.priced_at)`},
		{"I5 on hand is the sum of movements", `SELECT v.id FROM variants v WHERE v.on_hand <>
			COALESCE((SELECT SUM(m.quantity) FROM stock_movements m WHERE m.variant_id = v.id), 0)`},
		{"I5 reserved is the sum of holds", `SELECT v.id FROM variants v WHERE v.reserved < 0 OR v.reserved > v.on_hand OR v.reserved <>
			COALESCE((SELECT SUM(h.quantity) FROM stock_holds h WHERE h.variant_id = v.id AND h.status = 'active' AND h.mode = 'counted'), 0)`},
		{"I5 days are the sum of holds", `SELECT d.product_id FROM product_day d JOIN products p ON p.id = d.product_id
			WHERE (p.daily_capacity > 0 AND d.used > p.daily_capacity) OR d.used <> COALESCE((SELECT SUM(h.quantity) FROM stock_holds h
			WHERE h.product_id = d.product_id AND h.day = d.day AND h.status IN ('active', 'posted')), 0)`},
		{"I5 sold is the sum of sales", `SELECT p.id FROM products p WHERE p.sold <>
			COALESCE((SELECT SUM(h.quantity) FROM stock_holds h WHERE h.product_id = p.id AND h.status = 'posted'), 0)`},
		{"I5 an order holds all of its lines or none", `SELECT o.id FROM orders o WHERE (SELECT COALESCE(SUM(h.quantity), 0) FROM stock_holds h
			WHERE h.order_id = o.id AND h.status = CASE WHEN o.status IN ('pending', 'awaiting_confirmation') THEN 'active' ELSE 'posted' END)
			<> CASE WHEN o.status IN ('cancelled', 'expired') THEN 0 ELSE (SELECT SUM(l.quantity) FROM order_lines l WHERE l.order_id = o.id) END`},
		{"I6 active holds belong to waiting orders", `SELECT h.id FROM stock_holds h JOIN orders o ON o.id = h.order_id
			WHERE (h.status = 'active') <> (h.resolved_at IS NULL) OR (h.status = 'active' AND o.status NOT IN ('pending', 'awaiting_confirmation'))`},
		{"I6 a variant is sold once per order", `SELECT MIN(h.id) FROM stock_holds h WHERE h.status <> 'voided'
			GROUP BY h.order_id, h.variant_id HAVING COUNT(*) > 1`},
		{"I6 sales and returns happen once", `SELECT h.id FROM stock_holds h WHERE h.mode = 'counted' AND (
			(SELECT COUNT(*) FROM stock_movements m WHERE m.order_id = h.order_id AND m.variant_id = h.variant_id AND m.kind = 'sale' AND m.quantity = -h.quantity)
			<> CASE WHEN h.status IN ('posted', 'returned') THEN 1 ELSE 0 END AND h.status <> 'voided'
			OR (SELECT COUNT(*) FROM stock_movements m WHERE m.order_id = h.order_id AND m.variant_id = h.variant_id AND m.kind = 'return')
			<> CASE WHEN h.status = 'returned' THEN 1 ELSE 0 END AND h.status <> 'voided')`},
		{"I8 no more goes back than came for an order", `SELECT a.id FROM payment_allocations a WHERE a.amount < (SELECT COALESCE(SUM(r.amount), 0)
			FROM refunds r WHERE r.payment_id = a.payment_id AND r.order_id = a.order_id AND r.status IN ('requested', 'settled'))`},
		{"I8 only what came for an order goes back", `SELECT r.id FROM refunds r JOIN payments y ON y.id = r.payment_id WHERE r.amount < 1
			OR y.status <> 'settled' OR NOT EXISTS (SELECT 1 FROM payment_allocations a WHERE a.payment_id = r.payment_id AND a.order_id = r.order_id)`},
		{"I10 cash is taken when and only when the goods are handed over", `SELECT o.id FROM orders o JOIN payment_allocations a ON a.order_id = o.id
			JOIN payments y ON y.id = a.payment_id WHERE y.method = 'cash' AND (y.status = 'settled') <> (o.status IN ('delivered', 'completed'))`},
		{"I14 what a shop is owed is what came for it and did not go back", `SELECT s.id FROM shops s WHERE
			COALESCE((SELECT -SUM(e.amount) FROM ledger_entries e WHERE e.shop_id = s.id AND e.account LIKE 'shop:%'), 0) <>
			COALESCE((SELECT SUM(a.amount) FROM payment_allocations a JOIN payments y ON y.id = a.payment_id JOIN orders o ON o.id = a.order_id
				WHERE o.shop_id = s.id AND y.status = 'settled'), 0)
			- COALESCE((SELECT SUM(r.amount) FROM refunds r JOIN orders o ON o.id = r.order_id WHERE o.shop_id = s.id AND r.status = 'settled'), 0)`},
		{"T34 money that buys nothing goes back", `SELECT a.id FROM payment_allocations a JOIN payments y ON y.id = a.payment_id
			JOIN orders o ON o.id = a.order_id WHERE COALESCE((SELECT SUM(r.amount) FROM refunds r WHERE r.order_id = o.id AND r.payment_id = y.id), 0)
			<> CASE WHEN y.status = 'settled' AND y.method = 'gateway' AND o.status IN ('cancelled', 'expired') THEN a.amount ELSE 0 END`},
		{"no money is kept without a paid order", `SELECT a.id FROM payment_allocations a JOIN payments y ON y.id = a.payment_id
			JOIN orders o ON o.id = a.order_id WHERE y.method = 'gateway' AND (y.status = 'settled') <> (o.status NOT IN ('pending', 'cancelled', 'expired'))
			AND o.status NOT IN ('cancelled', 'expired')`},
	}
}

// broken tells in words which invariants do not hold.
func broken(d *store.DB) ([]string, error) {
	var parts []string
	for i, inv := range invariants() {
		parts = append(parts, fmt.Sprintf("SELECT %d AS which, b.* FROM (%s) b", i, inv.query))
	}
	rows, err := d.Query(context.Background(), strings.Join(parts, " UNION ALL "))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var which int
		var id int64
		if err := rows.Scan(&which, &id); err != nil {
			return nil, err
		}
		out = append(out, fmt.Sprintf("%s: %d", invariants()[which].name, id))
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	paths, err := brokenPaths(d)
	return append(out, paths...), err
}

// brokenPaths is I13: every history is a path of the flow that ends where the order is, and each step
// was made by an actor who can be one of its parties.
func brokenPaths(d *store.DB) ([]string, error) {
	rows, err := d.Query(context.Background(), `SELECT o.id, o.status, h.from_status, h.to_status, h.actor_kind
		FROM orders o LEFT JOIN order_histories h ON h.order_id = o.id ORDER BY o.id, h.id`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	last := map[int64]order.Status{}
	want := map[int64]order.Status{}
	for rows.Next() {
		var id int64
		var is, from, to order.Status
		var kind actor.Kind
		if err := rows.Scan(&id, &is, &from, &to, &kind); err != nil {
			return nil, err
		}
		want[id] = is
		if from != last[id] || (from == "" && to != order.Pending) || (from != "" && !slices.ContainsFunc(from.By(to), func(p order.Party) bool { return canBe(kind, p) })) {
			out = append(out, fmt.Sprintf("I13 order %d: %q to %q by %s after %q", id, from, to, kind, last[id]))
		}
		last[id] = to
	}
	for id, s := range want {
		if last[id] != s {
			out = append(out, fmt.Sprintf("I13 order %d is %s, its history ends at %q", id, s, last[id]))
		}
	}
	return out, rows.Err()
}

// entries reads the books as they stand, by id. I2: what was read once is there for ever.
func entries(d *store.DB) ([]string, error) {
	rows, err := d.Query(context.Background(), `SELECT e.id, e.transaction_id, t.kind, t.reference, e.account, COALESCE(e.order_id, 0), e.amount
		FROM ledger_entries e JOIN ledger_transactions t ON t.id = e.transaction_id ORDER BY e.id`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var id, booking, of, amount int64
		var kind, reference, account string
		if err := rows.Scan(&id, &booking, &kind, &reference, &account, &of, &amount); err != nil {
			return nil, err
		}
		out = append(out, fmt.Sprintf("%d of %d: %s %s, %s for order %d: %d", id, booking, kind, reference, account, of, amount))
	}
	return out, rows.Err()
}

func canBe(kind actor.Kind, p order.Party) bool {
	switch p {
	case order.System:
		return kind == actor.System
	case order.Payment:
		return kind == actor.Gateway || kind == actor.System
	}
	return kind == actor.Person || kind == actor.Anonymous
}
