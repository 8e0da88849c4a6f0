package web

import (
	"context"
	"net/url"
	"time"

	"beli/internal/payment"
)

// Card says who collects money by card, and on whose page; the zero value where nobody does.
type Card struct {
	Operator string // as buyers read it on their statement
	Page     string // scheme://host of the gateway's page
}

// origin is where a form may lead to, "" for none.
func (c Card) origin() string {
	u, err := url.Parse(c.Page)
	if err != nil || u.Host == "" {
		return ""
	}
	return u.Scheme + "://" + u.Host
}

// beginWithin is how long a buyer waits for a slow gateway before the page of the order shows,
// where the payment can be begun again and is looked after meanwhile.
const beginWithin = 4 * time.Second

// prompt begins payments without letting anybody wait long.
type prompt struct{ paymentStarter }

// Begin implements paymentStarter.
func (p prompt) Begin(ctx context.Context, paymentID int64) (payment.Payment, error) {
	ctx, cancel := context.WithTimeout(ctx, beginWithin)
	defer cancel()
	return p.paymentStarter.Begin(ctx, paymentID)
}
