package payment

import (
	"context"
	"net/http"
	"time"

	"beli/internal/money"
)

// Gateway is an outside party that takes money. Every call but ParseEvent may use the network and
// is made outside of transactions. A gateway that is not reached, or whose answer is not
// understood, is ErrUnavailable (or an error that wraps it). The contract: paymenttest.Exercise.
type Gateway interface {
	// Name is how payments and the webhook's address call it, at most 16 characters of a–z.
	Name() string
	// Capabilities declares in what it differs from others.
	Capabilities() Capabilities
	// Begin opens a payment; the same key answers the same payment, however often and however late.
	Begin(ctx context.Context, in BeginInput) (Begun, error)
	// Status tells how a payment stands now; not_found for one that never began.
	Status(ctx context.Context, ref Ref) (Report, error)
	// Close ends a payment that nobody shall make any more and tells how it stands then: what was paid
	// meanwhile stays paid, what had ended stays as it was. not_found for one that never began.
	Close(ctx context.Context, ref Ref) (Report, error)
	// Refund gives a part of a settled payment back. A key used before gives nothing back again but
	// tells how that refund stands now. What the gateway refuses is a report, not an error.
	Refund(ctx context.Context, in SendRefund) (RefundReport, error)
	// ParseEvent verifies and reads a message. ErrForged without a valid, fresh signature; an
	// Invalid fault for a signed message that cannot be read. It has no effect.
	ParseEvent(header http.Header, body []byte) (Event, error)
}

// Capabilities says what a gateway can do.
type Capabilities struct {
	Card          bool          // buyers pay by card
	PartialRefund bool          // a part of a payment can go back
	RefundEvents  bool          // events tell of refunds too
	TriesAgain    bool          // a buyer who is refused may try again there: a refusal is no end
	Least         money.Rupiah  // smallest payment
	Longest       time.Duration // how long a buyer may take
}

// BeginInput describes a payment to its gateway.
type BeginInput struct {
	Key          string
	Amount       money.Rupiah
	Description  string // the buyer reads it at the gateway
	ReturnURL    string // where the buyer comes back to who has paid, or may have
	BackURL      string // where one comes back to who turned round; "" is ReturnURL
	ExpiresAt    time.Time
	PurchaseCode string
	Since        time.Time // the payment was written then: the gateway cannot know it longer
}

// Ref names a payment to its gateway. One whose answer to Begin was lost has no ProviderRef: it is
// looked for by our key among those that are not older than Since.
type Ref struct {
	Key         string
	ProviderRef string
	Since       time.Time // zero: a day ago
}

// Begun is a payment the gateway opened.
type Begun struct {
	ProviderRef string
	RedirectURL string // where the buyer pays
}

// Report is how a payment stands at its gateway: Pending, Settled, Declined or Expired.
type Report struct {
	ProviderRef string
	Status      Status
	Amount      money.Rupiah
	Currency    string // "IDR"
	Reason      string
	Odd         string // as in Event
}

// SendRefund asks a gateway to give money back.
type SendRefund struct {
	Key         string // of the refund
	ProviderRef string // of the payment
	Amount      money.Rupiah
}

// RefundReport is how a refund stands at its gateway. RefundRequested means on its way.
type RefundReport struct {
	ProviderRef string // of the refund; "" where the gateway refused to open one
	Status      RefundStatus
	Reason      string
}

// EventKind says what an event tells.
type EventKind string

// The kinds of events that matter here; any other is noted and left alone.
const (
	EventSettled       EventKind = "payment.settled"
	EventDeclined      EventKind = "payment.declined"
	EventExpired       EventKind = "payment.expired"
	EventRefundSettled EventKind = "refund.settled"
	EventRefundFailed  EventKind = "refund.failed"
)

// Event is a verified message of a gateway. ID is the gateway's and the same in every repetition.
type Event struct {
	ID          string
	Kind        EventKind
	Key         string // ours, of the payment or the refund
	ProviderRef string // of the payment
	RefundRef   string // of the refund
	Amount      money.Rupiah
	Currency    string // "IDR"
	Reason      string
	Odd         string // why this cannot be meant for us although it is genuine, in words for staff; "" is the rule
}

// Outcome is what became of an event; the inbox keeps it.
type Outcome string

// The outcomes.
const (
	Applied     Outcome = "applied"     // something moved
	Repeated    Outcome = "repeated"    // it was so already
	Ignored     Outcome = "ignored"     // not possible or not of interest where the payment stands
	Unknown     Outcome = "unknown"     // no such payment or refund of ours
	Quarantined Outcome = "quarantined" // amount, currency or reference are not ours: a person must look
)
