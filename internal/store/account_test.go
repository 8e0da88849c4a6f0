package store_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"beli/internal/account"
	"beli/internal/actor"
	"beli/internal/fault"
	"beli/internal/paging"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

// within runs a write in a transaction of its own.
func within(d *store.DB, do func(ctx context.Context) error) error {
	return d.InTx(context.Background(), do)
}

func contactOf(t *testing.T, typed string) account.Contact {
	t.Helper()
	c, err := account.ParseContact(typed)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func newAccount(t *testing.T, d *store.DB, phoneKey, emailKey string) int64 {
	t.Helper()
	var id int64
	err := within(d, func(ctx context.Context) (err error) {
		id, err = store.NewAccounts(d).Create(ctx, account.Account{Name: "Sri", PhoneKey: phoneKey, EmailKey: emailKey, PasswordHash: "h",
			Staff: actor.NotStaff, SessionVersion: 1, Lang: "id", CreatedAt: storetest.Noon})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestAccounts_are_found_by_either_contact_and_a_contact_is_taken_once(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, rows := context.Background(), store.NewAccounts(d)
		byPhone, byMail := newAccount(t, d, "+6281234567890", ""), newAccount(t, d, "", "sri@contoh.id")
		for typed, want := range map[string]int64{"0812-3456-7890": byPhone, "SRI@contoh.id": byMail} {
			got, err := rows.ByContact(ctx, contactOf(t, typed))
			if err != nil || got.ID != want || !got.CreatedAt.Equal(storetest.Noon) {
				t.Errorf("%s: %+v, %v", typed, got, err)
			}
		}
		if _, err := rows.ByContact(ctx, contactOf(t, "0812 1111 1111")); fault.KindOf(err) != fault.NotFound {
			t.Errorf("an unknown number: %v", err)
		}
		// A contact of nothing is nobody's: accounts without an e-mail address have no common one.
		if _, err := rows.ByContact(ctx, account.Contact{}); fault.KindOf(err) != fault.NotFound {
			t.Errorf("no contact: %v", err)
		}
		err := within(d, func(ctx context.Context) error {
			_, err := rows.Create(ctx, account.Account{Name: "Lain", PhoneKey: "+6281234567890", Staff: actor.NotStaff, SessionVersion: 1, Lang: "id", CreatedAt: storetest.Noon})
			return err
		})
		if fault.KindOf(err) != fault.Conflict {
			t.Errorf("a taken number: %v", err)
		}
	})
}

func TestSetPassword_is_refused_when_the_account_changed_in_between(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		rows, id := store.NewAccounts(d), newAccount(t, d, "+6281234567890", "")
		set := func(version int, hash string) error {
			return within(d, func(ctx context.Context) error { return rows.SetPassword(ctx, id, version, hash) })
		}
		if err := set(1, "first"); err != nil {
			t.Fatal(err)
		}
		if err := set(1, "second"); !errors.Is(err, store.ErrConflict) {
			t.Errorf("a stale version: %v", err)
		}
		got, err := rows.ByID(context.Background(), id)
		if err != nil || got.PasswordHash != "first" || got.SessionVersion != 2 {
			t.Errorf("kept %q of version %d, %v", got.PasswordHash, got.SessionVersion, err)
		}
	})
}

func TestAccount_keeps_its_name_language_role_and_consent(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		rows, id := store.NewAccounts(d), newAccount(t, d, "+6281234567890", "")
		err := within(d, func(ctx context.Context) error {
			return errors.Join(rows.SetName(ctx, id, "Sri Wahyuni"), rows.SetLang(ctx, id, "en"), rows.SetStaff(ctx, id, actor.Curator),
				rows.AddConsent(ctx, id, account.Consent{Purpose: "account", TextVersion: "2026-11", Channel: "web", GivenAt: storetest.Noon}))
		})
		if err != nil {
			t.Fatal(err)
		}
		got, err := rows.ByID(context.Background(), id)
		if err != nil || got.Name != "Sri Wahyuni" || got.Lang != "en" || got.Staff != actor.Curator || got.SessionVersion != 2 {
			t.Errorf("%+v, %v", got, err)
		}
		storetest.Account(t, d, "none")
		list, total, err := rows.Staff(context.Background(), paging.Request{})
		if err != nil || total != 1 || len(list) != 1 || list[0].ID != id {
			t.Errorf("staff: %d of %d, %v", len(list), total, err)
		}
	})
}

func TestSession_rows_follow_the_account_and_are_pruned_when_over(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, rows, id := context.Background(), store.NewSessions(d), storetest.Account(t, d, "curator")
		for _, hash := range []string{"here", "there"} {
			kept := account.StoredSession{Hash: hash, AccountID: id, Version: 1, CSRF: "c-" + hash, CreatedAt: storetest.Noon,
				SeenAt: storetest.Noon, ExpiresAt: storetest.Noon.Add(time.Hour)}
			if err := within(d, func(ctx context.Context) error { return rows.AddSession(ctx, kept) }); err != nil {
				t.Fatal(err)
			}
		}
		kept, a, err := rows.SessionByHash(ctx, "here")
		if err != nil || kept.CSRF != "c-here" || a.ID != id || a.Staff != actor.Curator || a.SessionVersion != 1 || a.Disabled {
			t.Fatalf("%+v %+v, %v", kept, a, err)
		}
		if !kept.CreatedAt.Equal(storetest.Noon) || !kept.ExpiresAt.Equal(storetest.Noon.Add(time.Hour)) {
			t.Errorf("kept from %v to %v", kept.CreatedAt, kept.ExpiresAt)
		}
		if _, _, err := rows.SessionByHash(ctx, "c-here"); fault.KindOf(err) != fault.NotFound {
			t.Errorf("a form's token as a session: %v", err)
		}
		later := storetest.Noon.Add(30 * time.Minute)
		if err := rows.TouchSession(ctx, "here", later, later.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		if err := rows.PruneSessions(ctx, storetest.Noon.Add(61*time.Minute)); err != nil {
			t.Fatal(err)
		}
		if _, _, err := rows.SessionByHash(ctx, "there"); fault.KindOf(err) != fault.NotFound {
			t.Errorf("a session that was over is kept: %v", err)
		}
		if kept, _, err := rows.SessionByHash(ctx, "here"); err != nil || !kept.SeenAt.Equal(later) {
			t.Errorf("the renewed session: %+v, %v", kept, err)
		}
		if err := rows.EndSessions(ctx, id); err != nil {
			t.Fatal(err)
		}
		if _, _, err := rows.SessionByHash(ctx, "here"); fault.KindOf(err) != fault.NotFound {
			t.Errorf("the account's sessions ended, yet: %v", err)
		}
	})
}

func TestCode_rows_count_tries_and_are_used_once(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, rows := context.Background(), store.NewSessions(d)
		for _, c := range []account.Code{{Contact: "+62811", Hash: "old"}, {Contact: "+62811", Hash: "new"}, {Contact: "+62822", Hash: "other"}} {
			c.CreatedAt, c.ExpiresAt = storetest.Noon, storetest.Noon.Add(10*time.Minute)
			if err := rows.AddCode(ctx, c); err != nil {
				t.Fatal(err)
			}
		}
		c, err := rows.NewestCode(ctx, "+62811")
		if err != nil || c.Hash != "new" || c.Used || c.Attempts != 0 {
			t.Fatalf("%+v, %v", c, err)
		}
		for i, want := range []bool{true, true, false} {
			if left, err := rows.CountTry(ctx, c.ID, 2); err != nil || left != want {
				t.Errorf("try %d: %v, %v", i+1, left, err)
			}
		}
		for i, want := range []bool{true, false} {
			if used, err := rows.UseCode(ctx, c.ID, storetest.Noon); err != nil || used != want {
				t.Errorf("use %d: %v, %v", i+1, used, err)
			}
		}
		if c, err = rows.NewestCode(ctx, "+62811"); err != nil || !c.Used || c.Attempts != 2 {
			t.Errorf("afterwards %+v, %v", c, err)
		}
		if _, err := rows.NewestCode(ctx, "+62833"); fault.KindOf(err) != fault.NotFound {
			t.Errorf("a contact without a code: %v", err)
		}
	})
}

func TestInvite_rows_are_used_once_and_listed_while_open(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, rows, admin := context.Background(), store.NewAccounts(d), storetest.Account(t, d, "admin")
		end := storetest.Noon.Add(7 * 24 * time.Hour)
		err := within(d, func(ctx context.Context) error {
			return rows.AddInvite(ctx, account.Invite{Role: actor.Curator, Contact: "+62811", InvitedBy: admin, CreatedAt: storetest.Noon, ExpiresAt: end}, "hash")
		})
		if err != nil {
			t.Fatal(err)
		}
		i, err := rows.InviteByToken(ctx, "hash")
		if err != nil || i.Role != actor.Curator || i.InvitedBy != admin || i.Used || !i.ExpiresAt.Equal(end) {
			t.Fatalf("%+v, %v", i, err)
		}
		for at, want := range map[time.Time]int{storetest.Noon: 1, end: 0} {
			if open, err := rows.OpenInvites(ctx, at); err != nil || len(open) != want {
				t.Errorf("open at %v: %d, %v", at, len(open), err)
			}
		}
		for n, want := range []bool{true, false} {
			err := within(d, func(ctx context.Context) error {
				used, err := rows.UseInvite(ctx, i.ID, admin, storetest.Noon)
				if used != want {
					t.Errorf("use %d: %v", n+1, used)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if open, err := rows.OpenInvites(ctx, storetest.Noon); err != nil || len(open) != 0 {
			t.Errorf("a used invite is listed as open: %v, %v", open, err)
		}
	})
}
