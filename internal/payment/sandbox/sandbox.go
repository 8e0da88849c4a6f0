// Package sandbox is a payment gateway for trying things out: an outside party that
// happens to live in this program. It has its own books, takes no money, and does what
// whoever stands at its page tells it: settle, decline, expire, hang, send twice, settle
// without a word. It answers by signed messages, or when asked, and calls none of the
// shop's services.
package sandbox

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"beli/internal/clock"
	"beli/internal/fault"
	"beli/internal/money"
	"beli/internal/payment"
	"beli/internal/slug"
)

// Name is what payments and the webhook's address call this gateway.
const Name = "sandbox"

// Books is where the sandbox keeps its two tables, sandbox_payment and sandbox_refund. Placeholders
// are $1, $2 … in order of first appearance.
type Books interface {
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
	Exec(ctx context.Context, query string, args ...any) (int64, error)
	Query(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// Deliver posts a signed message to whoever is to be told. An error is logged and forgotten: the
// listener may ask.
type Deliver func(ctx context.Context, header http.Header, body []byte) error

// Options is what the sandbox needs.
type Options struct {
	Books   Books
	Clock   clock.Clock
	Log     *slog.Logger
	Secret  []byte                  // signs messages; at least 16 bytes
	Page    func(ref string) string // address of the page where the buyer tells it what to do
	Deliver Deliver
}

// Gateway implements payment.Gateway.
type Gateway struct{ o Options }

var _ payment.Gateway = (*Gateway)(nil)

// ErrSecret refuses a gateway whose messages anybody could sign.
var ErrSecret = errors.New("the sandbox gateway needs a secret of at least 16 bytes")

// New makes the sandbox; ErrSecret without a proper secret.
func New(o Options) (*Gateway, error) {
	if len(o.Secret) < 16 {
		return nil, ErrSecret
	}
	return &Gateway{o}, nil
}

// Name implements payment.Gateway.
func (g *Gateway) Name() string { return Name }

// Capabilities implements payment.Gateway.
func (g *Gateway) Capabilities() payment.Capabilities {
	return payment.Capabilities{PartialRefund: true, RefundEvents: true, Least: 1, Longest: 24 * time.Hour}
}

// Status is where a payment stands in the sandbox's own books.
type Status string

// The states of a payment here. Money may come late: after hanging, and after expiry.
const (
	Open     Status = "open"
	Hanging  Status = "hanging" // says nothing and never expires
	Settled  Status = "settled"
	Declined Status = "declined"
	Expired  Status = "expired"
)

// Payment is a payment as the sandbox's page shows it.
type Payment struct {
	Ref         string
	Key         string
	Amount      money.Rupiah
	Description string
	ReturnURL   string
	Status      Status
	CreatedAt   time.Time
	ExpiresAt   time.Time
}

// Begin implements payment.Gateway.
func (g *Gateway) Begin(ctx context.Context, in payment.BeginInput) (payment.Begun, error) {
	if in.Amount < 1 || in.Key == "" {
		return payment.Begun{}, fault.New(fault.Invalid, "invalid")
	}
	now := g.o.Clock.Now()
	expires := in.ExpiresAt
	if expires.IsZero() || expires.After(now.Add(g.Capabilities().Longest)) {
		expires = now.Add(g.Capabilities().Longest)
	}
	_, err := g.o.Books.Exec(ctx, `INSERT INTO sandbox_payment (ref, key, amount, description, return_url, status, created_at, expires_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (key) DO NOTHING`,
		"sb-"+slug.Token(), in.Key, int64(in.Amount), in.Description, in.ReturnURL, string(Open), now.UnixMicro(), expires.UnixMicro())
	if err != nil {
		return payment.Begun{}, away(err)
	}
	p, err := g.find(ctx, "key", in.Key)
	if err != nil {
		return payment.Begun{}, err
	}
	return payment.Begun{ProviderRef: p.Ref, RedirectURL: g.o.Page(p.Ref)}, nil
}

// Find reads a payment for the sandbox's page; not_found for an unknown reference.
func (g *Gateway) Find(ctx context.Context, ref string) (Payment, error) {
	return g.find(ctx, "ref", ref)
}

// Close implements payment.Gateway. Nobody is told; money may come late all the same.
func (g *Gateway) Close(ctx context.Context, ref payment.Ref) (payment.Report, error) {
	_, err := g.o.Books.Exec(ctx, `UPDATE sandbox_payment SET status = $1 WHERE key = $2 AND status IN ($3, $4)`,
		string(Expired), ref.Key, string(Open), string(Hanging))
	if err != nil {
		return payment.Report{}, away(err)
	}
	return g.Status(ctx, ref)
}

// Status implements payment.Gateway.
func (g *Gateway) Status(ctx context.Context, ref payment.Ref) (payment.Report, error) {
	p, err := g.find(ctx, "key", ref.Key)
	if err != nil {
		return payment.Report{}, err
	}
	report := payment.Report{ProviderRef: p.Ref, Status: payment.Pending, Amount: p.Amount, Currency: "IDR"}
	switch p.Status {
	case Settled:
		report.Status = payment.Settled
	case Declined:
		report.Status, report.Reason = payment.Declined, declinedReason
	case Expired:
		report.Status = payment.Expired
	}
	return report, nil
}

// find reads by ref or key and lets what nobody paid in time be expired.
func (g *Gateway) find(ctx context.Context, column, value string) (Payment, error) {
	rows, err := g.o.Books.Query(ctx, `SELECT ref, key, amount, description, return_url, status, created_at, expires_at
		FROM sandbox_payment WHERE `+column+` = $1`, value)
	if err != nil {
		return Payment{}, away(err)
	}
	defer rows.Close()
	if !rows.Next() {
		if err := rows.Err(); err != nil {
			return Payment{}, away(err)
		}
		return Payment{}, fault.New(fault.NotFound, "not_found")
	}
	var p Payment
	var amount, created, expires int64
	if err := rows.Scan(&p.Ref, &p.Key, &amount, &p.Description, &p.ReturnURL, &p.Status, &created, &expires); err != nil {
		return Payment{}, away(err)
	}
	p.Amount, p.CreatedAt, p.ExpiresAt = money.Rupiah(amount), time.UnixMicro(created).UTC(), time.UnixMicro(expires).UTC()
	if p.Status == Open && !g.o.Clock.Now().Before(p.ExpiresAt) {
		p.Status = Expired
	}
	return p, nil
}

// away is what callers of an outside party see of its inner trouble.
func away(err error) error { return fmt.Errorf("%w: sandbox: %w", payment.ErrUnavailable, err) }
