package order_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"beli/internal/actor"
	"beli/internal/fault"
	"beli/internal/order"
)

var curator = actor.Actor{Kind: actor.Person, AccountID: 2, Staff: actor.Curator}

// parcel is an order that a courier has; waiting is one that waits to be fetched.
func (w *world) parcel() order.Order {
	w.t.Helper()
	o := w.do(w.svc.MarkPaid, w.open(order.PayGateway, order.Expedition), order.Payment, actor.Clock())
	return w.do(w.ship, w.do(w.svc.Pack, w.do(w.svc.Accept, o, order.Owner, owner), order.Owner, owner), order.Owner, owner)
}

func (w *world) waiting() order.Order {
	w.t.Helper()
	o := w.do(w.svc.Confirm, w.open(order.PayCash, order.PickUp), order.System, actor.Clock())
	return w.do(w.svc.MarkReady, w.do(w.svc.Pack, w.do(w.svc.Accept, o, order.Owner, owner), order.Owner, owner), order.Owner, owner)
}

func TestWhat_comes_back_is_due_at_once_and_closed_by_owner_staff_or_clock(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for name, c := range map[string]struct {
			o      order.Order
			by     order.Party
			who    actor.Actor
			closer order.Party
			closes actor.Actor
		}{
			"parcel by its courier":        {w.parcel(), order.Courier, owner, order.System, actor.Clock()},
			"parcel by its shop":           {w.parcel(), order.Owner, owner, order.Owner, owner},
			"left at the shop, by staff":   {w.waiting(), order.Owner, owner, order.Mediator, curator},
			"left at the shop, by a clock": {w.waiting(), order.Owner, owner, order.System, actor.Clock()},
		} {
			back := w.do(w.svc.Return, c.o, c.by, c.who)
			if back.Status != order.Returned || back.Reason != "alasan" || back.EndedAt != nil {
				t.Errorf("%s: %+v", name, back)
			}
			due, err := w.svc.Due(context.Background(), w.clk.Now(), 9)
			if err != nil || len(due) != 1 || due[0].ID != c.o.ID {
				t.Errorf("%s: due are %+v, %v", name, due, err)
			}
			if done := w.do(w.svc.Cancel, back, c.closer, c.closes); done.Status != order.Cancelled || done.EndedAt == nil || done.DeadlineAt != nil {
				t.Errorf("%s: %+v", name, done)
			}
		}
	})
}

func TestReturn_is_refused_to_the_wrong_party_without_a_reason_or_too_early(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		paid := w.do(w.svc.MarkPaid, w.open(order.PayGateway, order.Expedition), order.Payment, actor.Clock())
		parcel, waiting := w.parcel(), w.waiting()
		delivered := w.do(w.svc.Deliver, w.parcel(), order.Buyer, visitor)
		back := w.do(w.svc.Return, w.parcel(), order.Courier, owner)
		for name, c := range map[string]struct {
			verb   verb
			o      order.Order
			as     order.Party
			by     actor.Actor
			reason string
			code   string
		}{
			"not sent yet":                      {w.svc.Return, paid, order.Owner, owner, "x", "order_moved"},
			"the buyer sends it back alone":     {w.svc.Return, parcel, order.Buyer, visitor, "x", "order_moved"},
			"a courier where none is":           {w.svc.Return, waiting, order.Courier, owner, "x", "order_moved"},
			"the clock about a parcel":          {w.svc.Return, parcel, order.System, actor.Clock(), "x", "order_moved"},
			"the clock before the deadline":     {w.svc.Return, waiting, order.System, actor.Clock(), "x", "order_not_due"},
			"a person as the clock":             {w.svc.Return, waiting, order.System, owner, "x", "forbidden"},
			"what the buyer has":                {w.svc.Return, delivered, order.Owner, owner, "x", "order_moved"},
			"twice":                             {w.svc.Return, back, order.Owner, owner, "x", "order_moved"},
			"the owner does not say why":        {w.svc.Return, waiting, order.Owner, owner, " \n", "invalid"},
			"the courier does not say why":      {w.svc.Return, parcel, order.Courier, owner, "", "invalid"},
			"staff closes it and says nothing":  {w.svc.Cancel, back, order.Mediator, curator, "", "invalid"},
			"anybody closes it as staff":        {w.svc.Cancel, back, order.Mediator, owner, "x", "forbidden"},
			"the buyer closes it":               {w.svc.Cancel, back, order.Buyer, visitor, "x", "order_moved"},
			"it is delivered after all":         {w.svc.Deliver, back, order.Owner, owner, "", "order_moved"},
			"cancelled while a courier has it":  {w.svc.Cancel, parcel, order.Owner, owner, "x", "order_moved"},
			"fetched because the clock says so": {w.svc.Deliver, waiting, order.System, actor.Clock(), "", "order_moved"},
		} {
			before := w.number(`SELECT COUNT(*) FROM order_histories`)
			_, err := c.verb(context.Background(), order.Step{OrderID: c.o.ID, As: c.as, By: c.by, Reason: c.reason})
			if fault.CodeOf(err) != c.code || w.number(`SELECT COUNT(*) FROM order_histories`) != before {
				t.Errorf("%s: %v, want %s", name, err, c.code)
			}
		}
		w.clk.Advance(15 * 24 * time.Hour)
		if o := w.do(w.svc.Return, waiting, order.System, actor.Clock()); o.Status != order.Returned {
			t.Errorf("after the deadline it is %s", o.Status)
		}
	})
}

func TestHanding_over_and_giving_up_at_once_have_one_winner(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := w.waiting()
		w.clk.Advance(15 * 24 * time.Hour)
		steps := []func() error{
			func() error {
				_, err := w.svc.Deliver(context.Background(), order.Step{OrderID: o.ID, As: order.Owner, By: owner})
				return err
			},
			func() error {
				_, err := w.svc.Return(context.Background(), order.Step{OrderID: o.ID, As: order.System, By: actor.Clock()})
				return err
			},
		}
		errs := make([]error, 8)
		var wg sync.WaitGroup
		for i := range errs {
			wg.Go(func() { errs[i] = steps[i%2]() })
		}
		wg.Wait()
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
			} else if !errors.Is(err, order.ErrMoved) {
				t.Error(err)
			}
		}
		if n := w.number(`SELECT COUNT(*) FROM order_histories WHERE from_status = 'ready'`); won != 1 || n != 1 {
			t.Errorf("%d won, %d rows of history", won, n)
		}
	})
}
