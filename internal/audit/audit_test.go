package audit_test

import (
	"context"
	"testing"

	"beli/internal/actor"
	"beli/internal/audit"
	"beli/internal/clock"
	"beli/internal/paging"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

func TestLog_keeps_acts_newest_first_and_refuses_to_change_them(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx := context.Background()
		l := audit.New(d, clock.At(storetest.Noon))
		who := actor.Actor{Kind: actor.Person, AccountID: 5, Staff: actor.Curator, Name: "Bu Kurator"}
		for _, act := range []string{"shop_verify", "shop_suspend"} {
			if err := l.Append(ctx, audit.Entry{Actor: who, Act: act, ObjectKind: "shop", ObjectID: 9, ObjectName: "Toko", Reason: "alasan"}); err != nil {
				t.Fatal(err)
			}
		}
		if err := l.Append(ctx, audit.Entry{Actor: actor.Clock(), Act: "tick", ObjectKind: "order", ObjectID: 1}); err != nil {
			t.Fatal(err)
		}
		list, total, err := l.List(ctx, "shop", 9, paging.Request{})
		if err != nil || total != 2 || len(list) != 2 {
			t.Fatalf("%d of %d entries, %v", len(list), total, err)
		}
		if e := list[0]; e.Act != "shop_suspend" || e.Actor.AccountID != 5 || e.Actor.Name != "Bu Kurator" || e.Reason != "alasan" || !e.At.Equal(storetest.Noon) {
			t.Errorf("newest entry is %+v", e)
		}
		if _, total, err := l.List(ctx, "", 0, paging.Request{}); err != nil || total != 3 {
			t.Errorf("all entries: %d, %v", total, err)
		}
		for _, q := range []string{`UPDATE audit_entry SET reason = ''`, `DELETE FROM audit_entry`} {
			if _, err := d.Exec(ctx, q); err == nil {
				t.Errorf("%s was done", q)
			}
		}
	})
}
