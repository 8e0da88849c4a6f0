package account_test

import (
	"context"
	"log/slog"
	"testing"

	"beli/internal/account"
	"beli/internal/actor"
	"beli/internal/audit"
	"beli/internal/clock"
	"beli/internal/fault"
	"beli/internal/outbox"
	"beli/internal/ratelimit"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

// desk is the account service on one database, with the messages it sent.
type desk struct {
	*account.Service
	t        *testing.T
	db       *store.DB
	clock    *clock.Manual
	sessions *account.Sessions
	worker   *outbox.Worker
	sent     []account.CodeIssued
}

func eachDesk(t *testing.T, test func(t *testing.T, d *desk)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, db *store.DB) { test(t, openDesk(t, db)) })
}

type memberships struct{ rows *store.Shops }

func (m memberships) CountShops(ctx context.Context, id int64) (int, error) {
	list, err := m.rows.MembershipsOf(ctx, id)
	return len(list), err
}

func openDesk(t *testing.T, db *store.DB) *desk {
	t.Helper()
	d := &desk{t: t, db: db, clock: clock.At(storetest.Noon)}
	rows, jobs := store.NewSessions(db), outbox.New(db, d.clock)
	d.sessions = account.NewSessions(rows, memberships{store.NewShops(db)}, db, d.clock)
	d.Service = account.NewService(account.Needs{Store: store.NewAccounts(db), Codes: rows, Sessions: d.sessions, Tx: db, Outbox: jobs,
		Audit: audit.New(db, d.clock), Limits: ratelimit.New(db, d.clock), Hasher: account.NewHasher(2), Clock: d.clock, Secret: []byte("a secret of the test")})
	d.worker = outbox.NewWorker(jobs, slog.New(slog.DiscardHandler), 1)
	outbox.Handle(d.worker, func(_ context.Context, m account.CodeIssued) error {
		d.sent = append(d.sent, m)
		return nil
	})
	outbox.Handle(d.worker, func(context.Context, account.StaffInvited) error { return nil })
	return d
}

// letter is the newest code that was sent.
func (d *desk) letter() account.CodeIssued {
	d.t.Helper()
	if _, err := d.worker.Drain(context.Background()); err != nil {
		d.t.Fatal(err)
	}
	if len(d.sent) == 0 {
		d.t.Fatal("no code was sent")
	}
	return d.sent[len(d.sent)-1]
}

// ask requests a code and gives it.
func (d *desk) ask(contact string) string {
	d.t.Helper()
	if err := d.RequestCode(context.Background(), account.RequestCodeInput{Contact: contact, Lang: "id", IP: "192.0.2.1"}); err != nil {
		d.t.Fatalf("request code for %s: %v", contact, err)
	}
	return d.letter().Code
}

func (d *desk) prove(contact string) account.Proof {
	d.t.Helper()
	proof, err := d.ProveContact(context.Background(), contact, d.ask(contact))
	if err != nil {
		d.t.Fatalf("prove %s: %v", contact, err)
	}
	return proof
}

// join signs a person up.
func (d *desk) join(contact string) account.Account {
	d.t.Helper()
	a, err := d.Finish(context.Background(), account.FinishInput{Ticket: d.prove(contact).Ticket, Name: "Sri Wahyuni",
		Password: "jeruk-pamelo", Consent: true, Lang: "id"})
	if err != nil {
		d.t.Fatalf("finish %s: %v", contact, err)
	}
	return a
}

// browser starts a session.
func (d *desk) browser(a account.Account) string {
	d.t.Helper()
	token, _, err := d.sessions.Start(context.Background(), a)
	if err != nil {
		d.t.Fatal(err)
	}
	return token
}

// alive tells whether a session's token still opens anything.
func (d *desk) alive(token string) bool {
	d.t.Helper()
	_, err := d.sessions.Find(context.Background(), token)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		d.t.Fatal(err)
	}
	return err == nil
}

// staff makes a person of the agency.
func (d *desk) staff(role actor.Staff) account.Account {
	d.t.Helper()
	a, err := d.ByID(context.Background(), storetest.Account(d.t, d.db, string(role)))
	if err != nil {
		d.t.Fatal(err)
	}
	return a
}

func who(a account.Account) actor.Actor { return a.Session().Actor() }

func (d *desk) wantCode(got error, want string) {
	d.t.Helper()
	if fault.CodeOf(got) != want {
		d.t.Fatalf("got %v, want %s", got, want)
	}
}
