package verify_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"beli/internal/database"
	"beli/internal/fulfilment"
	. "beli/internal/fulfilment/fulfilmenttest"
	"beli/internal/order"
	"beli/internal/payment/sandbox"
	"beli/internal/store"
	"beli/internal/store/storetest"
	"beli/internal/verify"
)

// busy is a market in which everything has happened once: paid, cash, declined, expired, late, given up.
func busy(t *testing.T, d *store.DB) (*World, Purchase) {
	t.Helper()
	w := New(t, d)
	a, b := w.Stall(20_000, 20), w.Stall(15_000, 20)
	must := func(_ order.Order, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	w.Place(Posted(a, 1))
	late := w.Place(Posted(a, 1), Posted(b, 2))
	w.Act(late, sandbox.ActHang)
	w.Later(2 * time.Hour)
	w.Act(late, sandbox.ActSettle)
	w.Buy(Posted(a, 1))
	w.Later(25 * time.Hour)
	p := w.Buy(Posted(a, 2), Cash(b, 1), Posted(w.Stall(9_000, 3), 1))
	must(w.Fulfilment.Decline(t.Context(), a.Owner, fulfilment.DeclineInput{At: p.At(0), Reason: "Habis"}))
	must(w.Fulfilment.Accept(t.Context(), b.Owner, p.At(1)))
	must(w.Fulfilment.Pack(t.Context(), b.Owner, p.At(1)))
	must(w.Fulfilment.Ready(t.Context(), b.Owner, p.At(1)))
	must(w.Fulfilment.HandOver(t.Context(), b.Owner, p.At(1)))
	w.Place(Posted(b, 1))
	w.Drain()
	return w, p
}

func run(t *testing.T, w *World) []verify.Violation {
	t.Helper()
	found, err := verify.Run(t.Context(), w.DB, w.Clock.Now())
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestVerify_finds_nothing_in_a_market_that_worked(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		w, _ := busy(t, d)
		for _, v := range run(t, w) {
			t.Error(v)
		}
	})
}

func TestVerify_finds_what_somebody_changed_behind_the_program(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		w, p := busy(t, d)
		declined, cash, open := p.Orders[0].ID, p.Orders[1].ID, p.Orders[2].ID
		unguard := `DROP TRIGGER ledger_entries_no_update`
		if d.Dialect() == database.Postgres {
			unguard = `DROP TRIGGER ledger_entries_append_only ON ledger_entries`
		}
		orphan := `PRAGMA defer_foreign_keys = ON; UPDATE shop_members SET account_id = 777777`
		overtake := `UPDATE sqlite_sequence SET seq = 0 WHERE name = 'accounts'`
		if d.Dialect() == database.Postgres {
			orphan = `ALTER TABLE shop_members DROP CONSTRAINT shop_members_accounts_account; UPDATE shop_members SET account_id = 777777;
				ALTER TABLE shop_members ADD CONSTRAINT again FOREIGN KEY (account_id) REFERENCES accounts (id) NOT VALID`
			overtake = `INSERT INTO carts (id, token_hash, created_at, updated_at) VALUES (777777, 'x', now(), now())`
		}
		for _, c := range []struct {
			id, words, query string
			args             []any
		}{
			{"I1", "sum to zero", `INSERT INTO ledger_transactions (kind, reference, at) VALUES ('payout', 'empty', $1)`, []any{storetest.Noon}},
			{"I14", "did not move", `INSERT INTO ledger_transactions (kind, reference, at) VALUES ('refund', 'refund:999', $1)`, []any{storetest.Noon}},
			{"I3", "items sum", `UPDATE orders SET items_total = items_total + 1, total = total + 1 WHERE id = $1`, []any{open}},
			{"I3", "delivery costs", `UPDATE deliveries SET price = price + 1 WHERE order_id = $1`, []any{open}},
			{"I3", "purchase's total", `UPDATE purchases SET total = total + 5 WHERE id = $1`, []any{p.PurchaseID}},
			{"I3", "of its shares", `UPDATE payments SET amount = amount + 1 WHERE id = $1`, []any{p.GatewayPaymentID}},
			{"I3", "whole of an order", `UPDATE payment_allocations SET amount = amount - 1 WHERE order_id = $1`, []any{declined}},
			{"I5", "sum of its movements", `UPDATE variants SET on_hand = on_hand + 1 WHERE id = (SELECT variant_id FROM stock_holds WHERE order_id = $1)`, []any{open}},
			{"I5", "active holds", `UPDATE variants SET reserved = reserved + 1 WHERE id = (SELECT variant_id FROM stock_holds WHERE order_id = $1)`, []any{open}},
			{"I6", "wait for money", `UPDATE stock_holds SET status = 'active', resolved_at = NULL WHERE order_id = $1`, []any{open}},
			{"I6", "goods sold", `UPDATE stock_holds SET status = 'posted' WHERE order_id = $1`, []any{declined}},
			{"I6", "soon after its end", `UPDATE stock_holds SET expires_at = $1 WHERE status = 'active'`, []any{storetest.Noon}},
			{"I8", "no more goes back", `UPDATE refunds SET amount = amount + 1000 WHERE order_id = $1`, []any{declined}},
			{"I14", "refund is booked", `UPDATE refunds SET amount = amount + 1 WHERE order_id = $1`, []any{declined}},
			{"I8", "only what was paid", `UPDATE refunds SET order_id = $1 WHERE order_id = $2`, []any{cash, declined}},
			{"I10", "told by its gateway", `UPDATE payments SET provider_ref = 'made-up' WHERE id = $1`, []any{p.GatewayPaymentID}},
			{"I10", "cash order", `UPDATE payments SET status = 'created' WHERE method = 'cash'`, nil},
			{"I10", "was paid has one payment", `UPDATE payments SET status = 'pending' WHERE id = $1`, []any{p.GatewayPaymentID}},
			{"I14", "payment is booked", `UPDATE payments SET amount = amount + 1 WHERE status = 'settled'`, nil},
			{"I10", "money of two payments", `UPDATE payment_allocations SET order_id = $1 WHERE order_id = $2`, []any{open, cash}},
			{"I13", "moves led", `UPDATE orders SET status = 'completed' WHERE id = $1`, []any{open}},
			{"I13", "in the table", `INSERT INTO order_histories (order_id, from_status, to_status, actor_kind, reason, at) VALUES ($1, 'delivered', 'pending', 'person', '', $2)`, []any{cash, storetest.Noon}},
			{"I13", "who may", `INSERT INTO order_histories (order_id, from_status, to_status, actor_kind, reason, at) SELECT order_id, 'pending', 'paid', 'person', '', at
				FROM order_histories h WHERE to_status = 'pending' AND NOT EXISTS (SELECT 1 FROM order_histories n WHERE n.order_id = h.order_id AND n.id > h.id)`, nil},
			{"I13", "one before ended", `INSERT INTO order_histories (order_id, from_status, to_status, actor_kind, reason, at) VALUES ($1, 'packed', 'shipped', 'person', '', $2)`, []any{declined, storetest.Noon}},
			{"I2", "refuse to be changed", unguard, nil},
			{"R1", "points to rows that are there", orphan, nil},
			{"R2", "a number of its own", overtake, nil},
			{"R1", "of an order and a shop", `INSERT INTO ledger_entries (transaction_id, account, order_id, amount) SELECT MAX(id), 'cash', 777777, 5 FROM ledger_transactions`, nil},
			{"R1", "moves for an order", `INSERT INTO stock_movements (variant_id, kind, quantity, order_id, at) SELECT MAX(id), 'sale', -1, 777777, $1 FROM variants`, []any{storetest.Noon}},
			{"R1", "product of their variant", `UPDATE stock_holds SET product_id = product_id + 1 WHERE order_id = $1`, []any{open}},
		} {
			var found []verify.Violation
			err := d.InTx(t.Context(), func(ctx context.Context) error {
				n, err := d.Exec(ctx, c.query, c.args...)
				if err == nil && n == 0 && c.id != "I2" && c.query != orphan {
					err = errors.New("nothing was changed")
				}
				if err != nil {
					return err
				}
				if found, err = verify.Run(ctx, d, w.Clock.Now()); err != nil {
					return err
				}
				return errUndo
			})
			if !errors.Is(err, errUndo) {
				t.Fatalf("%s %s: %v", c.id, c.words, err)
			}
			if !slices.ContainsFunc(found, func(v verify.Violation) bool { return v.ID == c.id && strings.Contains(v.Words, c.words) }) {
				t.Errorf("%s %q is not found, but %v", c.id, c.words, found)
			}
		}
		if found := run(t, w); len(found) != 0 {
			t.Errorf("after undoing all: %v", found)
		}
	})
}

// errUndo rolls a seeded violation back, so that each is found on its own.
var errUndo = errors.New("undo")
