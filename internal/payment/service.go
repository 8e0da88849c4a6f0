package payment

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"time"

	"beli/internal/clock"
	"beli/internal/database"
	"beli/internal/fault"
	"beli/internal/outbox"
	"beli/internal/plain"
	"beli/internal/slug"
)

// Deps is what the service needs. The functions run in the transaction that settles.
type Deps struct {
	Store    Store
	Messages Messages
	Clock    clock.Clock
	Log      *slog.Logger
	Gateways []Gateway
	// Describe words a purchase for its gateway: what the buyer reads there, and where to come back to
	// from paying and from turning round.
	Describe func(code, lang string) (description, returnURL, backURL string)
	// Book hears of every settled payment, cash too, before anything else.
	Book func(ctx context.Context, p Payment) error
	// Settled hears of every settled gateway payment, late ones too: its orders follow.
	Settled func(ctx context.Context, p Payment) error
	// Refunded hears of every settled refund.
	Refunded func(ctx context.Context, r Refund) error
	// Patience is how long a buyer's request waits for a gateway; 0 is four seconds.
	Patience time.Duration
}

// Service begins, settles and refunds payments. Its reading methods are those of Reader.
type Service struct {
	Reader
	deps     Deps
	store    Store
	gateways map[string]Gateway
	pace     *pace
}

// NewService makes the service.
func NewService(d Deps) *Service {
	if d.Patience == 0 {
		d.Patience = patience
	}
	s := &Service{Reader: d.Store, deps: d, store: d.Store, gateways: map[string]Gateway{}, pace: newPace()}
	for _, g := range d.Gateways {
		s.gateways[g.Name()] = g
	}
	return s
}

const (
	// startDelay is how long the buyer's own request has to begin a payment before a job does.
	startDelay = time.Minute
	// patience keeps a slow gateway from holding up who bought: the purchase stands, and a job goes on trying.
	patience = 4 * time.Second
)

var errInTransaction = errors.New("a gateway was called inside a transaction")

func (s *Service) gateway(name string) (Gateway, error) {
	g, ok := s.gateways[name]
	if !ok {
		return nil, fmt.Errorf("gateway %q is not set up: %w", name, ErrUnavailable)
	}
	return g, nil
}

// Create writes a payment with its allocations in the caller's transaction. A key that was used
// answers the payment it was used for. Invalid when the parts do not make the whole.
func (s *Service) Create(ctx context.Context, in CreateInput) (Payment, error) {
	if err := in.Validate(); err != nil {
		return Payment{}, fmt.Errorf("create payment: %w", err)
	}
	if in.Key == "" {
		in.Key = "pay-" + slug.Token()
	}
	now := s.deps.Clock.Now()
	p := Payment{PurchaseID: in.PurchaseID, Method: in.Method, Gateway: in.Gateway, Status: Created, Amount: in.Amount,
		Key: in.Key, ExpiresAt: in.ExpiresAt, CreatedAt: now, Allocations: in.Allocations}
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		id, fresh, err := s.store.Insert(ctx, p)
		if err != nil {
			return err
		}
		if !fresh {
			p, err = s.store.ByID(ctx, id)
			return err
		}
		p.ID = id
		if p.Method != ByGateway {
			return nil
		}
		return s.deps.Messages.Put(ctx, Start{PaymentID: id}, outbox.Key(strconv.FormatInt(id, 10)), outbox.At(now.Add(startDelay)))
	})
	if err != nil {
		return Payment{}, fmt.Errorf("create payment for purchase %d: %w", in.PurchaseID, err)
	}
	return p, nil
}

// Begin opens a payment at its gateway for a buyer who waits, and answers it with the address where
// it is paid; one that was begun is answered as it is, also when it settled meanwhile.
// ErrUnavailable when the gateway is not reached soon (a job keeps trying), ErrOver when nothing is
// to be paid any more. Never inside a transaction.
func (s *Service) Begin(ctx context.Context, paymentID int64) (Payment, error) {
	return s.begin(ctx, paymentID, s.deps.Patience)
}

// begin is Begin with as much time for the gateway as it is given, 0 for what ctx and the gateway allow.
func (s *Service) begin(ctx context.Context, paymentID int64, within time.Duration) (Payment, error) {
	if database.InTransaction(ctx) {
		return Payment{}, errInTransaction
	}
	p, err := s.store.ByID(ctx, paymentID)
	if err != nil {
		return Payment{}, fmt.Errorf("begin payment %d: %w", paymentID, err)
	}
	switch {
	case p.Status == Pending:
		return p, nil
	case p.Method != ByGateway || !p.Status.Open():
		return p, ErrOver
	case p.Over(s.deps.Clock.Now()):
		if err := s.Cancel(ctx, p.ID); err != nil {
			return p, err
		}
		return p, ErrOver
	}
	begun, err := s.ask(ctx, p, within)
	if err != nil {
		return s.noteFailure(ctx, p, err)
	}
	next := p
	next.Status, next.ProviderRef, next.RedirectURL, next.Failure = Pending, begun.ProviderRef, begun.RedirectURL, ""
	return s.record(ctx, p, next)
}

func (s *Service) ask(ctx context.Context, p Payment, within time.Duration) (Begun, error) {
	g, err := s.gateway(p.Gateway)
	if err != nil {
		return Begun{}, err
	}
	code, lang, err := s.store.PurchaseName(ctx, p.PurchaseID)
	if err != nil {
		return Begun{}, fmt.Errorf("name of purchase %d: %w", p.PurchaseID, err)
	}
	in := BeginInput{Key: p.Key, Amount: p.Amount, PurchaseCode: code, Since: p.CreatedAt}
	in.Description, in.ReturnURL, in.BackURL = s.deps.Describe(code, lang)
	if p.ExpiresAt != nil {
		in.ExpiresAt = *p.ExpiresAt
	}
	if within > 0 {
		var done context.CancelFunc
		ctx, done = context.WithTimeout(ctx, within)
		defer done()
	}
	begun, err := g.Begin(ctx, in)
	if err == nil && (begun.ProviderRef == "" || begun.RedirectURL == "") {
		err = errors.New("an answer without reference or address")
	}
	return begun, err
}

// record writes what the gateway answered. Where an event was faster, the payment is answered as it
// is now.
func (s *Service) record(ctx context.Context, was, next Payment) (Payment, error) {
	for _, from := range []Status{was.Status, Failed, Created} {
		moved := false
		err := s.store.InTx(ctx, func(ctx context.Context) (err error) {
			moved, err = s.store.Move(ctx, from, next)
			return err
		})
		if err != nil {
			return Payment{}, fmt.Errorf("record the begin of payment %d: %w", was.ID, err)
		}
		if moved {
			return next, nil
		}
	}
	p, err := s.store.ByID(ctx, was.ID)
	if err != nil {
		return Payment{}, fmt.Errorf("read payment %d again: %w", was.ID, err)
	}
	if p.Status == Pending || p.Status == Settled {
		return p, nil
	}
	return p, ErrOver
}

func (s *Service) noteFailure(ctx context.Context, p Payment, cause error) (Payment, error) {
	next := p
	next.Status, next.Failure = Failed, plain.Cut(cause.Error(), 200)
	// Also when the caller's time is over: what is known of the payment must not depend on patience.
	err := s.store.InTx(context.WithoutCancel(ctx), func(ctx context.Context) error {
		_, err := s.store.Move(ctx, Created, next)
		return err
	})
	if err != nil {
		return p, fmt.Errorf("note that payment %d was not begun: %w", p.ID, err)
	}
	return next, fmt.Errorf("begin payment %d: %w: %w", p.ID, ErrUnavailable, cause)
}

// Cancel gives up an open payment in the caller's transaction; one that has ended stays as it is.
// Money that comes all the same is late money.
func (s *Service) Cancel(ctx context.Context, paymentID int64) error {
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		p, err := s.store.ByID(ctx, paymentID)
		if err != nil || !p.Status.Open() {
			return err
		}
		for _, from := range []Status{Created, Pending, Failed} {
			next := p
			next.Status = Cancelled
			if moved, err := s.store.Move(ctx, from, next); err != nil || moved {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("cancel payment %d: %w", paymentID, err)
	}
	return nil
}

// SettleCash notes, in the caller's transaction, that a shop took the cash for an order, once:
// ErrMoved when it did before, ErrNotSettled when the order has no cash payment.
func (s *Service) SettleCash(ctx context.Context, orderID int64) error {
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		list, err := s.store.OfOrder(ctx, orderID)
		if err != nil {
			return err
		}
		for _, p := range list {
			if p.Method == ByCash {
				return s.settle(ctx, p, "")
			}
		}
		return ErrNotSettled
	})
	if err != nil {
		return fmt.Errorf("settle the cash of order %d: %w", orderID, err)
	}
	return nil
}

// settle moves a payment to settled from where it stands and has everybody follow.
func (s *Service) settle(ctx context.Context, p Payment, ref string) error {
	now, steps := s.deps.Clock.Now(), path(p.Status, Settled)
	if steps == nil {
		return ErrMoved
	}
	for _, to := range steps {
		from := p.Status
		p.Status = to
		if ref != "" {
			p.ProviderRef = ref
		}
		if to == Settled {
			p.SettledAt, p.Failure = &now, ""
		}
		moved, err := s.store.Move(ctx, from, p)
		if err != nil {
			return err
		}
		if !moved {
			return ErrMoved
		}
	}
	if err := s.deps.Book(ctx, p); err != nil {
		return fmt.Errorf("book payment %d: %w", p.ID, err)
	}
	if p.Method == ByGateway {
		if err := s.deps.Settled(ctx, p); err != nil {
			return fmt.Errorf("follow payment %d: %w", p.ID, err)
		}
	}
	return nil
}

// HandleStart is the job that begins what its buyer's request did not begin.
func (s *Service) HandleStart(ctx context.Context, m Start) error {
	_, err := s.begin(ctx, m.PaymentID, 0)
	switch {
	case errors.Is(err, ErrOver):
		return nil
	case fault.KindOf(err) == fault.NotFound:
		return outbox.Drop(err)
	}
	return err
}
