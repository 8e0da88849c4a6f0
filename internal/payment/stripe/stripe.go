// Package stripe takes card payments through Stripe's own pages (Checkout). It alone counts
// rupiah in hundredths, as Stripe does. Nothing of the SDK's global state is used. What it
// relies on is played by stripetest, and compared in shape with Stripe's own mock.
package stripe

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	sdk "github.com/stripe/stripe-go/v76"
	"github.com/stripe/stripe-go/v76/balance"
	"github.com/stripe/stripe-go/v76/checkout/session"
	"github.com/stripe/stripe-go/v76/refund"

	"beli/internal/clock"
	"beli/internal/fault"
	"beli/internal/money"
	"beli/internal/payment"
)

// Name is what payments and the webhook's address call this gateway.
const Name = "stripe"

const (
	// least is ours. Stripe bounds a payment from below by its worth in the currency the account is paid
	// out in, half a US dollar or what is like it, and names no sum in rupiah
	// (docs.stripe.com/currencies, "Minimum and maximum charge amounts"); this lies above it with room
	// for the exchange rate.
	least money.Rupiah = 10_000
	// most is the largest amount in rupiah that Stripe takes, twelve digits in hundredths (same page).
	most money.Rupiah = 9_999_999_999

	// A session lasts from half an hour to a day after it was made
	// (docs.stripe.com/payments/checkout/managing-limited-inventory, "Set an expiration time"); margin
	// keeps off both ends, for clocks that differ and requests that are slow.
	shortest = 30 * time.Minute
	longest  = 24 * time.Hour
	margin   = time.Minute

	connectWithin = 3 * time.Second
	callWithin    = 10 * time.Second
)

// The faults of this package.
var (
	// ErrSecret refuses a gateway without a key, or one whose events anybody could sign.
	ErrSecret = errors.New("stripe needs a secret key and the signing secret of its webhook")
	// ErrKey tells that Stripe does not let our key do what is needed: a person must look.
	ErrKey = fault.New(fault.Unavailable, "stripe_key_refused")
)

// Options is what the gateway needs.
type Options struct {
	Key           string // secret or restricted key
	WebhookSecret string // signs events, "whsec_…"
	URL           string // of another server that speaks like Stripe, for tests; "" is Stripe
	HTTP          *http.Client
	Clock         clock.Clock
	Log           *slog.Logger
}

// Gateway implements payment.Gateway.
type Gateway struct {
	o        Options
	live     bool
	sessions session.Client
	refunds  refund.Client
	balance  balance.Client
}

var _ payment.Gateway = (*Gateway)(nil)

// New makes the gateway; it calls nobody. ErrSecret when a secret is missing.
func New(o Options) (*Gateway, error) {
	if o.Key == "" || o.WebhookSecret == "" {
		return nil, ErrSecret
	}
	client := http.Client{}
	if o.HTTP != nil {
		client = *o.HTTP
	}
	client.Transport = modest{orDefault(client.Transport)}
	config := &sdk.BackendConfig{HTTPClient: &client, LeveledLogger: &sdk.LeveledLogger{Level: sdk.LevelNull},
		EnableTelemetry: sdk.Bool(false), MaxNetworkRetries: sdk.Int64(1)}
	if o.URL != "" {
		config.URL = sdk.String(o.URL)
	}
	backend := sdk.GetBackendWithConfig(sdk.APIBackend, config)
	return &Gateway{o: o, live: strings.Contains(o.Key, "_live_"), sessions: session.Client{B: backend, Key: o.Key},
		refunds: refund.Client{B: backend, Key: o.Key}, balance: balance.Client{B: backend, Key: o.Key}}, nil
}

func orDefault(t http.RoundTripper) http.RoundTripper {
	if t != nil {
		return t
	}
	return &http.Transport{Proxy: http.ProxyFromEnvironment, DialContext: (&net.Dialer{Timeout: connectWithin}).DialContext,
		TLSHandshakeTimeout: connectWithin, ForceAttemptHTTP2: true, MaxIdleConnsPerHost: 8, IdleConnTimeout: 90 * time.Second}
}

// Name implements payment.Gateway.
func (g *Gateway) Name() string { return Name }

// Capabilities implements payment.Gateway.
func (g *Gateway) Capabilities() payment.Capabilities {
	return payment.Capabilities{Card: true, PartialRefund: true, RefundEvents: true, TriesAgain: true, Least: least, Longest: longest - margin}
}

// Health asks Stripe whether our key is good: nil, ErrKey, or payment.ErrUnavailable.
func (g *Gateway) Health(ctx context.Context) error {
	ctx, done := context.WithTimeout(ctx, callWithin)
	defer done()
	params := &sdk.BalanceParams{}
	params.Context = ctx
	b, err := g.balance.Get(params)
	if err := whole(err, b.Object, "balance"); err != nil {
		return g.trouble("read the balance", err)
	}
	return nil
}

const hundredths = 100

// inHundredths is an amount as Stripe counts rupiah; Invalid beyond what it takes.
func inHundredths(r money.Rupiah, least money.Rupiah) (int64, error) {
	if r < least || r > most {
		return 0, fmt.Errorf("stripe takes %s to %s: %w", least, most, fault.Problem("amount", "not_money"))
	}
	return int64(r) * hundredths, nil
}

// inRupiah reads an amount of Stripe's; odd says why it can be none of ours.
func inRupiah(amount int64, currency string) (r money.Rupiah, odd string) {
	switch {
	case currency != string(sdk.CurrencyIDR):
		return 0, "currency " + printable(currency) + " is not idr"
	case amount < 0 || amount%hundredths != 0:
		return 0, fmt.Sprintf("%d hundredths are no whole rupiah", amount)
	}
	return money.Rupiah(amount / hundredths), ""
}
