package account_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"beli/internal/account"
	"beli/internal/actor"
	"beli/internal/store/storetest"
)

func TestSession_lives_the_shorter_the_more_it_may_do(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		ctx := context.Background()
		_, ownerID := storetest.Shop(t, d.db)
		owner, err := d.ByID(ctx, ownerID)
		if err != nil {
			t.Fatal(err)
		}
		const day = 24 * time.Hour
		for name, tt := range map[string]struct {
			a              account.Account
			idle, absolute time.Duration
		}{
			"buyer": {d.staff(actor.NotStaff), 14 * day, 30 * day},
			"owner": {owner, day, 7 * day},
			"staff": {d.staff(actor.Curator), 30 * time.Minute, 12 * time.Hour},
			"admin": {d.staff(actor.Admin), 30 * time.Minute, 12 * time.Hour},
		} {
			token, session, err := d.sessions.Start(ctx, tt.a)
			if err != nil {
				t.Fatal(err)
			}
			began := d.clock.Now()
			if got := session.EndsAt.Sub(began); got != tt.absolute {
				t.Errorf("%s: the browser keeps its cookie %v, want %v", name, got, tt.absolute)
			}
			d.clock.Advance(tt.idle - time.Second)
			if !d.alive(token) {
				t.Errorf("%s: over within its idle life", name)
			}
			d.clock.Advance(tt.idle - time.Second)
			if !d.alive(token) {
				t.Errorf("%s: use did not renew it", name)
			}
			for d.clock.Now().Before(began.Add(tt.absolute)) {
				if !d.alive(token) {
					t.Fatalf("%s: in use, yet over after %v", name, d.clock.Now().Sub(began))
				}
				d.clock.Advance(tt.idle / 2)
			}
			if d.alive(token) {
				t.Errorf("%s: lives beyond its absolute life", name)
			}

			unused := d.browser(tt.a)
			d.clock.Advance(tt.idle)
			if d.alive(unused) {
				t.Errorf("%s: lives beyond its idle life", name)
			}
		}
	})
}

func TestSession_is_found_by_its_own_token_alone(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		a := d.staff(actor.NotStaff)
		token, other := d.browser(a), d.browser(a)
		if token == other {
			t.Fatal("two sessions have one token")
		}
		for _, planted := range []string{"", "planted", token + "x", token[1:], string(make([]byte, 5000))} {
			if d.alive(planted) {
				t.Errorf("%.40q opens a session", planted)
			}
		}
		if err := d.sessions.End(context.Background(), token); err != nil {
			t.Fatal(err)
		}
		if d.alive(token) || !d.alive(other) {
			t.Error("signing one browser out ended the wrong session")
		}
	})
}

func TestSession_ends_with_every_change_of_password_or_role(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		ctx := context.Background()
		admin, a := d.staff(actor.Admin), d.join(phoneNumber)
		for name, change := range map[string]func() error{
			"reset": func() error {
				_, err := d.Finish(ctx, account.FinishInput{Ticket: d.prove(phoneNumber).Ticket, Password: "jeruk-pamelo"})
				return err
			},
			"new password": func() error { return d.ChangePassword(ctx, who(a), "jeruk-pamelo", "jeruk-pamelo") },
			"new role": func() error {
				path, err := d.InviteStaff(ctx, who(admin), account.InviteInput{Contact: phoneNumber, Role: actor.Curator})
				if err != nil {
					return err
				}
				return d.AcceptInvite(ctx, who(a), path[len("/undangan/"):])
			},
		} {
			now, err := d.ByID(ctx, a.ID)
			if err != nil {
				t.Fatal(err)
			}
			here, there := d.browser(now), d.browser(now)
			if err := change(); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if d.alive(here) || d.alive(there) {
				t.Errorf("%s: an older session goes on", name)
			}
		}
		curator := d.staff(actor.Curator)
		token := d.browser(curator)
		if err := d.SetRole(ctx, who(admin), curator.ID, actor.NotStaff); err != nil {
			t.Fatal(err)
		}
		if d.alive(token) {
			t.Error("a former curator's session goes on")
		}
	})
}

func TestSignIn_cannot_tell_an_absent_account_from_a_wrong_password(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		ctx := context.Background()
		d.join(phoneNumber)
		noPassword := d.staff(actor.NotStaff)
		for _, contact := range []string{phoneNumber, "0812 9999 9999", noPassword.PhoneKey, "nobody@contoh.id", "no contact"} {
			_, err := d.SignIn(ctx, account.SignInInput{Contact: contact, Password: "salah sekali", IP: "192.0.2.1"})
			if !errors.Is(err, account.ErrWrongLogin) || err.Error() != account.ErrWrongLogin.Error() {
				t.Errorf("%s: %v", contact, err)
			}
		}
		for _, contact := range []string{phoneNumber, "0812 9999 9999"} {
			var err error
			for range 5 {
				_, err = d.SignIn(ctx, account.SignInInput{Contact: contact, Password: "salah sekali", IP: "192.0.2.1"})
			}
			d.wantCode(err, "too_many")
		}
	})
}

func TestSignIn_is_limited_by_contact_from_any_address_and_by_address_for_any_contact(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		ctx := context.Background()
		d.join(phoneNumber)
		var err error
		for i := range 6 {
			_, err = d.SignIn(ctx, account.SignInInput{Contact: phoneNumber, Password: "salah", IP: "192.0.2." + string(rune('1'+i))})
		}
		d.wantCode(err, "too_many")
		_, err = d.SignIn(ctx, account.SignInInput{Contact: phoneNumber, Password: "jeruk-pamelo", IP: "198.51.100.1"})
		d.wantCode(err, "too_many") // the right password, too: else the limit could be guessed around
		d.clock.Advance(time.Minute)
		if _, err := d.SignIn(ctx, account.SignInInput{Contact: phoneNumber, Password: "jeruk-pamelo", IP: "198.51.100.1"}); err != nil {
			t.Errorf("a minute later: %v", err)
		}
	})
}

func TestChangePassword_needs_the_old_one(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		ctx := context.Background()
		a := d.join(phoneNumber)
		token := d.browser(a)
		if err := d.ChangePassword(ctx, who(a), "bukan itu", "gula-aren-doko"); err == nil {
			t.Fatal("a wrong old password was taken")
		}
		if !d.alive(token) {
			t.Error("a refused change ended the session")
		}
		if err := d.ChangePassword(ctx, who(a), "jeruk-pamelo", "gula-aren-doko"); err != nil {
			t.Fatal(err)
		}
		_, err := d.SignIn(ctx, account.SignInInput{Contact: phoneNumber, Password: "jeruk-pamelo", IP: "192.0.2.1"})
		d.wantCode(err, "wrong_login")
	})
}
