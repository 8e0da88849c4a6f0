package account_test

import (
	"context"
	"testing"
	"time"

	"beli/internal/account"
	"beli/internal/fault"
)

const (
	phoneNumber = "0812 3456-7890"
	mailAddress = "Sri@Contoh.id"
)

func TestSignUp_by_code_opens_an_account_that_the_password_opens_again(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		ctx := context.Background()
		for contact, other := range map[string]string{phoneNumber: "+62 812 34567890", mailAddress: "sri@contoh.ID"} {
			a := d.join(contact)
			got, err := d.SignIn(ctx, account.SignInInput{Contact: other, Password: "jeruk-pamelo", IP: "192.0.2.1"})
			if err != nil || got.ID != a.ID || got.Name != "Sri Wahyuni" {
				t.Errorf("%s: signed in as %d (%v), want %d", other, got.ID, err, a.ID)
			}
			if a.PasswordHash == "" || a.SessionVersion != 1 {
				t.Errorf("%s: kept with hash %q, version %d", contact, a.PasswordHash, a.SessionVersion)
			}
		}
	})
}

func TestProveContact_takes_five_tries_and_not_the_right_code_after_them(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		ctx := context.Background()
		code := d.ask(phoneNumber)
		wrong := "000000"
		if code == wrong {
			wrong = "000001"
		}
		for range 5 {
			_, err := d.ProveContact(ctx, phoneNumber, wrong)
			d.wantCode(err, "wrong_code")
		}
		_, err := d.ProveContact(ctx, phoneNumber, code)
		d.wantCode(err, "expired_code")
	})
}

func TestProveContact_wants_the_newest_code_within_ten_minutes_and_once(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		ctx := context.Background()
		older := d.ask(phoneNumber)
		newer := d.ask(phoneNumber)
		if older != newer {
			_, err := d.ProveContact(ctx, phoneNumber, older)
			d.wantCode(err, "wrong_code")
		}
		_, err := d.ProveContact(ctx, mailAddress, newer)
		d.wantCode(err, "wrong_code")
		spaced := newer[:3] + " " + newer[3:]
		if _, err := d.ProveContact(ctx, phoneNumber, spaced); err != nil {
			t.Fatalf("the newest code: %v", err)
		}
		_, err = d.ProveContact(ctx, phoneNumber, newer)
		d.wantCode(err, "expired_code")

		late := d.ask(phoneNumber)
		d.clock.Advance(10 * time.Minute)
		_, err = d.ProveContact(ctx, phoneNumber, late)
		d.wantCode(err, "expired_code")
	})
}

func TestFinish_spends_its_ticket_and_takes_no_forged_one(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		ctx := context.Background()
		finish := func(ticket string) error {
			_, err := d.Finish(ctx, account.FinishInput{Ticket: ticket, Name: "Sri", Password: "gula-aren-doko", Consent: true})
			return err
		}
		joining := d.prove(phoneNumber).Ticket
		if err := finish(joining); err != nil {
			t.Fatal(err)
		}
		d.wantCode(finish(joining), "expired_code")

		resetting := d.prove(phoneNumber)
		if !resetting.Known || resetting.Name != "Sri" {
			t.Errorf("the code of a known number gave %+v", resetting)
		}
		if err := finish(resetting.Ticket); err != nil {
			t.Fatal(err)
		}
		d.wantCode(finish(resetting.Ticket), "expired_code")

		late := d.prove(mailAddress).Ticket
		for _, forged := range []string{"", "x", ".", "x.y", late + "x", "x" + late, late[:len(late)-2]} {
			d.wantCode(finish(forged), "expired_code")
		}
		d.clock.Advance(20 * time.Minute)
		d.wantCode(finish(late), "expired_code")
	})
}

func TestFinish_names_every_problem_of_the_form_at_its_field(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		ticket := d.prove(phoneNumber).Ticket
		_, err := d.Finish(context.Background(), account.FinishInput{Ticket: ticket, Password: "bismillah"})
		got := map[string]string{}
		for _, f := range fault.FieldsOf(err) {
			got[f.Name] = f.Code
		}
		want := map[string]string{"name": "required", "consent": "consent_required", "password": "common_password"}
		for name, code := range want {
			if got[name] != code {
				t.Errorf("%s: %q, want %q", name, got[name], code)
			}
		}
		// What was refused costs nothing: the same ticket still opens the account.
		if _, err := d.Finish(context.Background(), account.FinishInput{Ticket: ticket, Name: "Sri", Password: "gula-aren-doko", Consent: true}); err != nil {
			t.Errorf("after the problems were mended: %v", err)
		}
	})
}

func TestRequestCode_answers_the_same_for_a_known_and_an_unknown_contact(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		d.join(phoneNumber)
		ctx := context.Background()
		known := d.RequestCode(ctx, account.RequestCodeInput{Contact: phoneNumber, IP: "192.0.2.1"})
		unknown := d.RequestCode(ctx, account.RequestCodeInput{Contact: "0812 9999 9999", IP: "192.0.2.1"})
		if known != nil || unknown != nil {
			t.Errorf("known: %v, unknown: %v", known, unknown)
		}
		// Three codes an hour for a contact, whether or not it has an account.
		for _, contact := range []string{phoneNumber, "0812 9999 9999"} {
			var err error
			for range 4 {
				err = d.RequestCode(ctx, account.RequestCodeInput{Contact: contact, IP: "192.0.2.1"})
			}
			d.wantCode(err, "too_many")
		}
		d.clock.Advance(time.Hour)
		if err := d.RequestCode(ctx, account.RequestCodeInput{Contact: phoneNumber, IP: "192.0.2.1"}); err != nil {
			t.Errorf("an hour later: %v", err)
		}
	})
}

func TestRequestCode_bounds_what_one_address_may_send(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		var err error
		for i := range 31 {
			contact := "0812 5555 55" + string(rune('0'+i/10)) + string(rune('0'+i%10))
			err = d.RequestCode(context.Background(), account.RequestCodeInput{Contact: contact, IP: "192.0.2.9"})
		}
		d.wantCode(err, "too_many")
	})
}

func TestRequestCode_refuses_what_is_no_contact(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		for _, contact := range []string{"", "abc", "a@b", "x@y.id\r\nBcc: z@y.id", "Sri <sri@contoh.id>", "a@contoh.id, b@contoh.id", "123"} {
			err := d.RequestCode(context.Background(), account.RequestCodeInput{Contact: contact})
			if fields := fault.FieldsOf(err); len(fields) != 1 || fields[0].Name != "contact" {
				t.Errorf("%q: %v", contact, err)
			}
		}
	})
}
