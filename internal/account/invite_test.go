package account_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"beli/internal/account"
	"beli/internal/actor"
	"beli/internal/fault"
	"beli/internal/paging"
)

func (d *desk) invite(by actor.Actor, contact string, role actor.Staff) string {
	d.t.Helper()
	path, err := d.InviteStaff(context.Background(), by, account.InviteInput{Contact: contact, Role: role})
	if err != nil {
		d.t.Fatal(err)
	}
	return path[len("/undangan/"):]
}

func TestAcceptInvite_works_once_among_fifty_at_the_same_moment(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		a := d.join(phoneNumber)
		token := d.invite(who(d.staff(actor.Admin)), phoneNumber, actor.Curator)
		var all sync.WaitGroup
		start, took := make(chan struct{}), make(chan error, 50)
		for range 50 {
			all.Go(func() {
				<-start
				took <- d.AcceptInvite(context.Background(), who(a), token)
			})
		}
		close(start)
		all.Wait()
		close(took)
		won := 0
		for err := range took {
			switch {
			case err == nil:
				won++
			case !errors.Is(err, account.ErrInviteUsed):
				t.Errorf("a loser got %v", err)
			}
		}
		if won != 1 {
			t.Errorf("taken %d times", won)
		}
		now, err := d.ByID(context.Background(), a.ID)
		if err != nil || now.Staff != actor.Curator || now.SessionVersion != a.SessionVersion+1 {
			t.Errorf("the person is %s of version %d (%v)", now.Staff, now.SessionVersion, err)
		}
	})
}

func TestInvite_is_for_its_contact_for_seven_days_and_by_an_admin(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		ctx := context.Background()
		a, admin, curator := d.join(phoneNumber), d.staff(actor.Admin), d.staff(actor.Curator)
		for _, by := range []actor.Actor{who(curator), who(a), actor.Visitor("device"), {}} {
			if _, err := d.InviteStaff(ctx, by, account.InviteInput{Contact: phoneNumber, Role: actor.Admin}); fault.KindOf(err) != fault.Forbidden {
				t.Errorf("%v invited: %v", by, err)
			}
		}
		d.wantCode(d.AcceptInvite(ctx, who(a), d.invite(who(admin), "0812 9999 9999", actor.Admin)), "invite_for_another")
		if err := d.AcceptInvite(ctx, who(a), "guessed"); fault.KindOf(err) != fault.NotFound {
			t.Errorf("a guessed link: %v", err)
		}
		late := d.invite(who(admin), phoneNumber, actor.Curator)
		d.clock.Advance(7 * 24 * time.Hour)
		d.wantCode(d.AcceptInvite(ctx, who(a), late), "invite_used")
		console := d.invite(actor.Clock(), phoneNumber, actor.Admin)
		if err := d.AcceptInvite(ctx, who(a), console); err != nil {
			t.Errorf("the first administrator's invite: %v", err)
		}
	})
}

func TestInvite_ends_with_the_role_of_who_gave_it(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		ctx := context.Background()
		a, first, second := d.join(phoneNumber), d.staff(actor.Admin), d.staff(actor.Admin)
		token := d.invite(who(second), phoneNumber, actor.Admin)
		if err := d.SetRole(ctx, who(first), second.ID, actor.NotStaff); err != nil {
			t.Fatal(err)
		}
		d.wantCode(d.AcceptInvite(ctx, who(a), token), "invite_used")
	})
}

func TestSetRole_is_for_admins_over_others_of_the_staff(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		ctx := context.Background()
		admin, curator, buyer := d.staff(actor.Admin), d.staff(actor.Curator), d.staff(actor.NotStaff)
		for name, tt := range map[string]struct {
			by   actor.Actor
			id   int64
			role actor.Staff
			want fault.Kind
		}{
			"a curator":        {who(curator), admin.ID, actor.NotStaff, fault.Forbidden},
			"a buyer":          {who(buyer), buyer.ID, actor.Admin, fault.Forbidden},
			"oneself":          {who(admin), admin.ID, actor.NotStaff, fault.Conflict},
			"no staff yet":     {who(admin), buyer.ID, actor.Curator, fault.NotFound},
			"nobody":           {who(admin), 999_999, actor.Curator, fault.NotFound},
			"an unknown role":  {who(admin), curator.ID, "king", fault.Invalid},
			"the console":      {actor.Clock(), curator.ID, actor.Admin, fault.Forbidden},
			"an empty visitor": {actor.Actor{}, curator.ID, actor.Admin, fault.Forbidden},
		} {
			if err := d.SetRole(ctx, tt.by, tt.id, tt.role); fault.KindOf(err) != tt.want || err == nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, _, _, err := d.StaffList(ctx, who(curator), paging.Request{}); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("a curator reads the staff: %v", err)
		}
	})
}
