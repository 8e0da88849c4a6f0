package order_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"sync"
	"testing"
	"time"

	"beli/internal/actor"
	"beli/internal/clock"
	"beli/internal/fault"
	"beli/internal/money"
	"beli/internal/order"
	"beli/internal/outbox"
	"beli/internal/paging"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

var (
	owner   = actor.Actor{Kind: actor.Person, AccountID: 1, Staff: actor.NotStaff}
	visitor = actor.Visitor("device")
)

type world struct {
	t       *testing.T
	d       *store.DB
	clk     *clock.Manual
	svc     *order.Service
	shop    int64
	product int64
	variant int64
	price   int64
	serial  int
}

func each(t *testing.T, test func(t *testing.T, w *world)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		w := &world{t: t, d: d, clk: clock.At(storetest.Noon)}
		w.svc = order.NewService(store.NewOrders(d), outbox.New(d, w.clk), w.clk, order.DefaultSettings())
		w.shop, _ = storetest.Shop(t, d)
		w.product, w.variant = storetest.Product(t, d, w.shop, 10_000, 9)
		w.price = w.number(`SELECT id FROM variant_prices`)
		test(t, w)
	})
}

func (w *world) number(query string, args ...any) (n int64) {
	w.t.Helper()
	rows, err := w.d.Query(context.Background(), query, args...)
	if err != nil {
		w.t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(&n); err != nil {
			w.t.Fatal(err)
		}
	}
	return n
}

// open writes a purchase with one pending order that is handed over in a way.
func (w *world) open(pay order.Pay, how order.Handover) order.Order {
	w.t.Helper()
	w.serial++
	code := fmt.Sprintf("CODE%04d", w.serial)
	var o order.Order
	err := w.d.InTx(context.Background(), func(ctx context.Context) error {
		rows, err := w.d.Query(ctx, `INSERT INTO purchases (code, device_key, phone_hash, lang, total, idempotency_key, request_hash, created_at, expires_at)
			VALUES ($1, '', '', 'id', 20000, $2, '', $3, $4) RETURNING id`, code, code, w.clk.Now(), w.clk.Now())
		if err != nil {
			return err
		}
		var purchase int64
		for rows.Next() {
			if err := rows.Scan(&purchase); err != nil {
				return err
			}
		}
		rows.Close()
		o, err = w.svc.Open(ctx, order.New{Number: code + "-1", PurchaseID: purchase, ShopID: w.shop, ShopName: "Toko", Pay: pay,
			Lines:    []order.Line{{ProductID: w.product, VariantID: w.variant, PriceID: w.price, ProductName: "Wajik", UnitPrice: 10_000, Quantity: 2, Total: 20_000}},
			PricedAt: w.clk.Now(), ExpiresAt: w.clk.Now().Add(time.Hour), By: visitor})
		if err != nil {
			return err
		}
		_, err = w.d.Exec(ctx, `INSERT INTO deliveries (order_id, method, grams, price, days_min, days_max) VALUES ($1, $2, 800, 0, 0, 0)`, o.ID, string(how))
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return o
}

type verb func(context.Context, order.Step) (order.Order, error)

func (w *world) do(v verb, o order.Order, as order.Party, by actor.Actor) order.Order {
	w.t.Helper()
	moved, err := v(context.Background(), order.Step{OrderID: o.ID, As: as, By: by, Reason: "alasan"})
	if err != nil {
		w.t.Fatal(err)
	}
	return moved
}

func (w *world) ship(ctx context.Context, s order.Step) (order.Order, error) {
	return w.svc.Ship(ctx, order.Shipment{Step: s, Courier: "JNE", Receipt: "jp 1234-567890"})
}

func TestOrder_goes_from_click_to_hands_with_a_deadline_at_each_stop(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.open(order.PayGateway, order.Expedition)
		if !o.DeadlineAt.Equal(w.clk.Now().Add(time.Hour)) || o.Total != 20_000 {
			t.Errorf("%+v", o)
		}
		const day = 24 * time.Hour
		accepted := w.clk.Now().Add(time.Minute)
		for _, c := range []struct {
			verb verb
			as   order.Party
			by   actor.Actor
			want order.Status
			due  time.Time
		}{
			{w.svc.MarkPaid, order.Payment, actor.PaymentGateway("sandbox"), order.Paid, accepted.Add(day)},
			{w.svc.Accept, order.Owner, owner, order.Accepted, accepted.Add(time.Minute + 2*day)},
			{w.svc.Pack, order.Owner, owner, order.Packed, accepted.Add(time.Minute + 2*day)},
			{w.ship, order.Owner, owner, order.Shipped, accepted.Add(3*time.Minute + 14*day)},
			{w.svc.Deliver, order.Buyer, visitor, order.Delivered, accepted.Add(4*time.Minute + 3*day)},
			{w.svc.Complete, order.Buyer, visitor, order.Completed, time.Time{}},
		} {
			w.clk.Advance(time.Minute)
			o = w.do(c.verb, o, c.as, c.by)
			read, err := w.svc.ByID(context.Background(), o.ID)
			if err != nil || read.Status != c.want || o.Status != c.want {
				t.Fatalf("%s, read %s %v", o.Status, read.Status, err)
			}
			if got := read.DeadlineAt; (got == nil) != c.due.IsZero() || (got != nil && !got.Equal(c.due)) {
				t.Errorf("%s is due %v, want %v", c.want, got, c.due)
			}
		}
		if o.AcceptedAt == nil || o.DeliveredAt == nil || o.EndedAt == nil || o.Reason != "alasan" {
			t.Errorf("%+v", o)
		}
		h, err := w.svc.History(context.Background(), o.ID)
		if err != nil || len(h) != 7 || h[0].From != "" || h[1].By.Kind != actor.Gateway || h[2].By.AccountID != 1 || h[6].To != order.Completed {
			t.Errorf("%+v %v", h, err)
		}
		if n := w.number(`SELECT COUNT(*) FROM outbox_message WHERE kind = 'order.moved'`); n != 6 {
			t.Errorf("%d messages of 6 moves", n)
		}
		if n := w.number(`SELECT COUNT(*) FROM deliveries WHERE courier = 'JNE' AND receipt_number = 'JP1234-567890'`); n != 1 {
			t.Error("the receipt number was not noted")
		}
	})
}

func TestMoves_are_refused_to_the_wrong_party_at_the_wrong_time(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		pending := w.open(order.PayGateway, order.PickUp)
		paid := w.do(w.svc.MarkPaid, w.open(order.PayGateway, order.PickUp), order.Payment, actor.Clock())
		cash := w.do(w.svc.Confirm, w.open(order.PayCash, order.PickUp), order.System, actor.Clock())
		ready := w.do(w.svc.MarkReady, w.do(w.svc.Pack, w.do(w.svc.Accept, cash, order.Owner, owner), order.Owner, owner), order.Owner, owner)
		parcel := w.do(w.svc.Pack, w.do(w.svc.Accept, w.do(w.svc.MarkPaid, w.open(order.PayGateway, order.Expedition),
			order.Payment, actor.Clock()), order.Owner, owner), order.Owner, owner)
		for name, c := range map[string]struct {
			verb verb
			o    order.Order
			as   order.Party
			by   actor.Actor
			code string
		}{
			"accept before it is paid":        {w.svc.Accept, pending, order.Owner, owner, "order_moved"},
			"a buyer accepts":                 {w.svc.Accept, paid, order.Buyer, visitor, "order_moved"},
			"a person pays by saying so":      {w.svc.MarkPaid, pending, order.Payment, owner, "forbidden"},
			"paid twice":                      {w.svc.MarkPaid, paid, order.Payment, actor.Clock(), "order_moved"},
			"late payment of what is in time": {w.svc.MarkPaidLate, pending, order.Payment, actor.Clock(), "order_moved"},
			"confirm what is paid by card":    {w.svc.Confirm, pending, order.System, actor.Clock(), "order_moved"},
			"the clock comes too early":       {w.svc.Expire, pending, order.System, actor.Clock(), "order_not_due"},
			"cancelled by the clock in time":  {w.svc.Cancel, paid, order.System, actor.Clock(), "order_not_due"},
			"ship what is not packed":         {w.ship, paid, order.Owner, owner, "order_moved"},
			"ship what is picked up":          {w.ship, ready, order.Owner, owner, "order_moved"},
			"ready what is sent":              {w.svc.MarkReady, parcel, order.Owner, owner, "order_handover"},
			"buyer takes cash goods alone":    {w.svc.Deliver, ready, order.Buyer, visitor, "order_moved"},
			"clock hands over cash goods":     {w.svc.Deliver, ready, order.System, actor.Clock(), "order_moved"},
			"cancel what waits to be fetched": {w.svc.Cancel, ready, order.Owner, owner, "order_moved"},
			"a party that is none":            {w.svc.Accept, paid, "", owner, "forbidden"},
			"an order that does not exist":    {w.svc.Accept, order.Order{ID: 1 << 40}, order.Owner, owner, "not_found"},
		} {
			before := w.number(`SELECT COUNT(*) FROM order_histories`)
			_, err := c.verb(context.Background(), order.Step{OrderID: c.o.ID, As: c.as, By: c.by, Reason: "x"})
			if fault.CodeOf(err) != c.code || w.number(`SELECT COUNT(*) FROM order_histories`) != before {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := w.svc.Cancel(context.Background(), order.Step{OrderID: paid.ID, As: order.Owner, By: owner, Reason: "  "}); fault.KindOf(err) != fault.Invalid {
			t.Errorf("an owner declines without a reason: %v", err)
		}
		s := order.Shipment{Step: order.Step{OrderID: parcel.ID, As: order.Owner, By: owner}}
		for _, x := range []order.Shipment{s, {Step: s.Step, Receipt: "12'; --"}, {Step: s.Step, Courier: "JNE", Receipt: "short"}} {
			if _, err := w.svc.Ship(context.Background(), x); fault.KindOf(err) != fault.Invalid {
				t.Errorf("shipped with %q %q: %v", x.Courier, x.Receipt, err)
			}
		}
	})
}

func TestAccept_twice_at_once_happens_once(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.do(w.svc.MarkPaid, w.open(order.PayGateway, order.PickUp), order.Payment, actor.Clock())
		var wg sync.WaitGroup
		errs := make([]error, 8)
		for i := range errs {
			wg.Go(func() {
				_, errs[i] = w.svc.Accept(context.Background(), order.Step{OrderID: o.ID, As: order.Owner, By: owner})
			})
		}
		wg.Wait()
		won := 0
		for _, err := range errs {
			switch {
			case err == nil:
				won++
			case !errors.Is(err, order.ErrMoved):
				t.Error(err)
			}
		}
		if n := w.number(`SELECT COUNT(*) FROM order_histories WHERE to_status = 'accepted'`); won != 1 || n != 1 {
			t.Errorf("%d won, %d rows of history", won, n)
		}
	})
}

func TestGoods_made_to_order_may_take_until_their_day_ends(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.do(w.svc.MarkPaid, w.open(order.PayGateway, order.PickUp), order.Payment, actor.Clock())
		if _, err := w.d.Exec(context.Background(), `INSERT INTO stock_holds (order_id, variant_id, product_id, mode, day, quantity, status, expires_at, created_at)
			VALUES ($1, $2, $3, 'made_to_order', '2026-11-30', 2, 'posted', $4, $5)`, o.ID, w.variant, w.product, w.clk.Now(), w.clk.Now()); err != nil {
			t.Fatal(err)
		}
		o = w.do(w.svc.Accept, o, order.Owner, owner)
		if want := time.Date(2026, 11, 30, 17, 0, 0, 0, time.UTC); o.ReadyOn != "2026-11-30" || !o.DeadlineAt.Equal(want) { // midnight in Blitar
			t.Errorf("due %v, want %v", o.DeadlineAt, want)
		}
	})
}

func TestShop_sees_its_orders_in_lists_and_no_one_elses(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		pending := w.open(order.PayGateway, order.PickUp)
		first := w.do(w.svc.MarkPaid, w.open(order.PayGateway, order.PickUp), order.Payment, actor.Clock())
		w.clk.Advance(time.Minute)
		second := w.do(w.svc.Confirm, w.open(order.PayCash, order.PickUp), order.System, actor.Clock())
		packed := w.do(w.svc.Pack, w.do(w.svc.Accept, w.do(w.svc.Confirm, w.open(order.PayCash, order.PickUp), order.System, actor.Clock()),
			order.Owner, owner), order.Owner, owner)
		declined := w.do(w.svc.Cancel, w.do(w.svc.Confirm, w.open(order.PayCash, order.PickUp), order.System, actor.Clock()), order.Owner, owner)
		counts, err := w.svc.Counts(ctx, w.shop)
		if err != nil || !reflect.DeepEqual(counts, map[order.Tab]int{order.TabNew: 2, order.TabPreparing: 1, order.TabCancelled: 1}) {
			t.Errorf("%v %v", counts, err)
		}
		list, n, err := w.svc.List(ctx, w.shop, order.TabNew, paging.Request{})
		if err != nil || n != 2 || len(list) != 2 || list[0].ID != first.ID || list[1].ID != second.ID || len(list[0].Lines) != 1 {
			t.Errorf("the nearest deadline does not come first: %+v %v", list, err)
		}
		if list, n, err := w.svc.List(ctx, w.shop, order.TabNew, paging.Request{Number: 2, Size: 1}); err != nil || n != 2 || list[0].ID != second.ID {
			t.Errorf("second page: %+v %v", list, err)
		}
		if _, n, err := w.svc.List(ctx, w.shop, "all", paging.Request{}); err != nil || n != 0 {
			t.Errorf("an unknown list has %d orders %v", n, err)
		}
		other, _ := storetest.Shop(t, w.d)
		for _, o := range []order.Order{first, second, packed, declined} {
			if got, err := w.svc.ByNumber(ctx, w.shop, o.Number); err != nil || got.ID != o.ID || got.Lines[0].Total != money.Rupiah(20_000) {
				t.Errorf("%s: %+v %v", o.Number, got, err)
			}
			if _, err := w.svc.ByNumber(ctx, other, o.Number); fault.KindOf(err) != fault.NotFound {
				t.Errorf("another shop opens %s: %v", o.Number, err)
			}
			if _, err := w.svc.InPurchase(ctx, o.PurchaseID+1, o.Number); fault.KindOf(err) != fault.NotFound {
				t.Errorf("another purchase opens %s: %v", o.Number, err)
			}
		}
		if _, err := w.svc.ByNumber(ctx, w.shop, pending.Number); fault.KindOf(err) != fault.NotFound {
			t.Errorf("the shop sees what nobody has paid: %v", err)
		}
		due, err := w.svc.Due(ctx, w.clk.Now().Add(23*time.Hour+59*time.Minute), 10)
		if err != nil || len(due) != 2 || due[0].ID != pending.ID || due[1].ID != first.ID {
			t.Errorf("due: %+v %v", due, err)
		}
	})
}
