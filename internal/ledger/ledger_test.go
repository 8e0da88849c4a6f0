package ledger_test

import (
	"errors"
	"testing"
	"time"

	"beli/internal/clock"
	"beli/internal/fault"
	"beli/internal/ledger"
	"beli/internal/money"
	"beli/internal/paging"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

func each(t *testing.T, test func(t *testing.T, d *store.DB, s *ledger.Service)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		test(t, d, ledger.NewService(store.NewLedger(d), clock.At(storetest.Noon)))
	})
}

func sale(reference string, shop int64, amount money.Rupiah) ledger.Transaction {
	return ledger.Transaction{Kind: ledger.Settlement, Reference: reference, Entries: []ledger.Entry{
		{Account: ledger.GatewayAccount("sandbox"), Amount: amount},
		{Account: ledger.ShopAccount(shop), ShopID: shop, OrderID: 7, Amount: -amount}}}
}

func TestPost_refuses_what_does_not_balance(t *testing.T) {
	each(t, func(t *testing.T, d *store.DB, s *ledger.Service) {
		off := sale("off", 1, 10_000)
		off.Entries[0].Amount++
		zero := sale("zero", 1, 10_000)
		zero.Entries = append(zero.Entries, ledger.Entry{Account: "x"})
		nameless := sale("", 1, 10_000)
		huge := sale("huge", 1, 10_000)
		huge.Entries[0].Amount, huge.Entries[1].Amount = money.Max+1, -money.Max-1
		for _, tr := range []ledger.Transaction{{Kind: ledger.Cash, Reference: "empty"}, off, zero, nameless, huge} {
			if err := s.Post(t.Context(), tr); !errors.Is(err, ledger.ErrUnbalanced) {
				t.Errorf("%q: %v, want unbalanced", tr.Reference, err)
			}
		}
		if sum, err := s.Balance(t.Context(), ledger.GatewayAccount("sandbox")); err != nil || sum != 0 {
			t.Errorf("balance %s, %v", sum, err)
		}
	})
}

func TestPost_books_a_reference_once(t *testing.T) {
	each(t, func(t *testing.T, d *store.DB, s *ledger.Service) {
		if err := s.Post(t.Context(), sale("payment:1", 1, 10_000)); err != nil {
			t.Fatal(err)
		}
		if err := s.Post(t.Context(), sale("payment:1", 1, 10_000)); !errors.Is(err, ledger.ErrPosted) || fault.KindOf(err) != fault.Conflict {
			t.Errorf("second booking: %v", err)
		}
		if sum, err := s.Balance(t.Context(), ledger.ShopAccount(1)); err != nil || sum != -10_000 {
			t.Errorf("balance %s, %v", sum, err)
		}
	})
}

func TestBook_cannot_be_changed_by_anybody(t *testing.T) {
	each(t, func(t *testing.T, d *store.DB, s *ledger.Service) {
		if err := s.Post(t.Context(), sale("payment:1", 1, 10_000)); err != nil {
			t.Fatal(err)
		}
		for _, query := range []string{
			`UPDATE ledger_entries SET amount = 1`, `DELETE FROM ledger_entries`,
			`UPDATE ledger_transactions SET kind = 'x'`, `DELETE FROM ledger_transactions`,
		} {
			if _, err := d.Exec(t.Context(), query); err == nil {
				t.Errorf("%s was obeyed", query)
			}
		}
		if sum, err := s.Balance(t.Context(), ledger.ShopAccount(1)); err != nil || sum != -10_000 {
			t.Errorf("balance %s, %v", sum, err)
		}
	})
}

func TestStatement_shows_a_shop_its_own_entries_and_what_it_is_to_get(t *testing.T) {
	each(t, func(t *testing.T, d *store.DB, s *ledger.Service) {
		one, _ := storetest.Shop(t, d)
		two, _ := storetest.Shop(t, d)
		list := []ledger.Transaction{sale("payment:1", one, 40_000), sale("payment:2", two, 32_000),
			{Kind: ledger.Cash, Reference: "payment:3", Entries: []ledger.Entry{
				{Account: ledger.CashAccount(one), ShopID: one, Amount: 5_000}, {Account: ledger.ShopAccount(one), ShopID: one, Amount: -5_000}}},
			{Kind: ledger.RefundPaid, Reference: "refund:1", Entries: []ledger.Entry{
				{Account: ledger.ShopAccount(one), ShopID: one, Amount: 15_000}, {Account: ledger.GatewayAccount("sandbox"), Amount: -15_000}}}}
		for _, tr := range list {
			if err := s.Post(t.Context(), tr); err != nil {
				t.Fatal(err)
			}
		}
		lines, total, err := s.Statement(t.Context(), one, paging.Request{Size: 2})
		if err != nil || total != 4 || len(lines) != 2 {
			t.Fatalf("%d lines of %d, %v", len(lines), total, err)
		}
		if l := lines[0]; l.Reference != "refund:1" || l.Amount != 15_000 || !l.At.Equal(storetest.Noon) || l.Kind != ledger.RefundPaid {
			t.Errorf("newest line is %+v", l)
		}
		totals, err := s.Totals(t.Context(), one)
		want := ledger.Totals{Sold: 40_000, Cash: 5_000, Refunded: 15_000, Payable: 25_000}
		if err != nil || totals != want {
			t.Errorf("totals %+v, %v; want %+v", totals, err, want)
		}
	})
}

func TestSales_are_those_of_the_span_less_what_went_back(t *testing.T) {
	each(t, func(t *testing.T, d *store.DB, s *ledger.Service) {
		one, _ := storetest.Shop(t, d)
		two, _ := storetest.Shop(t, d)
		book := func(at time.Time, tr ledger.Transaction) {
			t.Helper()
			tr.At = at
			if err := s.Post(t.Context(), tr); err != nil {
				t.Fatal(err)
			}
		}
		noon := storetest.Noon
		book(noon.Add(-time.Microsecond), sale("payment:1", one, 90_000))
		book(noon, sale("payment:2", one, 40_000))
		book(noon, sale("payment:3", two, 7_000))
		book(noon.Add(time.Hour), ledger.Transaction{Kind: ledger.RefundPaid, Reference: "refund:1", Entries: []ledger.Entry{
			{Account: ledger.ShopAccount(one), ShopID: one, Amount: 15_000}, {Account: ledger.GatewayAccount("sandbox"), Amount: -15_000}}})
		book(noon.Add(2*time.Hour), ledger.Transaction{Kind: ledger.Cash, Reference: "payment:4", Entries: []ledger.Entry{
			{Account: ledger.CashAccount(one), ShopID: one, Amount: 5_000}, {Account: ledger.ShopAccount(one), ShopID: one, Amount: -5_000}}})
		book(noon.Add(24*time.Hour), sale("payment:5", one, 60_000))
		got, err := s.SalesOf(t.Context(), one, noon, noon.Add(24*time.Hour))
		if want := (ledger.Sales{Sold: 30_000, Cash: 5_000, Orders: 1}); err != nil || got != want {
			t.Errorf("sales %+v, %v; want %+v", got, err, want)
		}
		if got, err := s.SalesOf(t.Context(), one, noon.Add(-48*time.Hour), noon.Add(-24*time.Hour)); err != nil || got != (ledger.Sales{}) {
			t.Errorf("a span without sales has %+v, %v", got, err)
		}
	})
}
