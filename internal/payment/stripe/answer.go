package stripe

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	sdk "github.com/stripe/stripe-go/v76"

	"beli/internal/fault"
	"beli/internal/payment"
	"beli/internal/plain"
)

// refusal is what Stripe answered instead of doing what it was asked.
type refusal struct {
	status   int
	kind     sdk.ErrorType
	code     sdk.ErrorCode
	text     string // for people; never secrets, and nothing of the buyer's
	request  string // by what Stripe's own people find it
	replayed bool   // the answer is an old one
}

// Error implements error.
func (r *refusal) Error() string {
	out := fmt.Sprintf("answered %d %s", r.status, r.reason())
	if r.text != "" {
		out += " (" + r.text + ")"
	}
	if r.replayed {
		out += ", as before"
	}
	if r.request != "" {
		out += ", request " + r.request
	}
	return out
}

// reason is one word.
func (r *refusal) reason() string {
	if r.code != "" {
		return printable(string(r.code))
	}
	return printable(string(r.kind))
}

// trouble puts an error of the SDK into our terms. What Stripe says is kept, but for anything that
// might carry a secret: the SDK's errors hold whole answers.
func (g *Gateway) trouble(doing string, err error) error {
	var e *sdk.Error
	if !errors.As(err, &e) {
		return fmt.Errorf("%w: stripe: %s: %w", payment.ErrUnavailable, doing, network(err))
	}
	r := &refusal{status: e.HTTPStatusCode, kind: e.Type, code: e.Code, request: printable(e.RequestID),
		text: printable(strings.NewReplacer(g.o.Key, "…", g.o.WebhookSecret, "…").Replace(e.Msg))}
	if last := e.LastResponse; last != nil {
		// Stripe marks an answer that it gave before.
		r.replayed = last.Header.Get("Idempotent-Replayed") == "true"
	}
	switch {
	case r.status == http.StatusUnauthorized || r.status == http.StatusForbidden:
		r.text = "" // it quotes the key
		return fmt.Errorf("%w: the key of Stripe is wrong, withdrawn, or may not do this: %s: %w", ErrKey, doing, r)
	case r.status == http.StatusNotFound:
		return fmt.Errorf("stripe: %s: %w", doing, fault.Wrap(fault.NotFound, "not_found", r))
	case r.status >= 500 || r.status == http.StatusTooManyRequests || r.status == http.StatusConflict:
		return fmt.Errorf("%w: stripe: %s: %w", payment.ErrUnavailable, doing, r)
	}
	return fmt.Errorf("stripe: %s: %w", doing, r)
}

// network is what is worth saying of a call that brought no answer, or one that cannot be read: the
// SDK quotes answers, and they may be anybody's.
func network(err error) error {
	var wrapped *url.Error
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return context.DeadlineExceeded
	case errors.Is(err, context.Canceled):
		return context.Canceled
	case errors.As(err, &wrapped):
		return wrapped.Err
	case errors.Is(err, io.ErrUnexpectedEOF), errors.As(err, &syntax):
		return errors.New("the answer broke off")
	}
	return errUnreadable
}

var errUnreadable = errors.New("an answer that cannot be read")

// whole takes care that what was answered is what was asked for: the SDK reads any JSON as anything.
func whole(err error, object, want string) error {
	if err == nil && object != want {
		return errUnreadable
	}
	return err
}

// printable is a short line of somebody else's text.
func printable(s string) string { return plain.Cut(plain.Line(s), 150) }

// answerLimit bounds what is read of an answer: a hundred sessions are some 300 kB.
const answerLimit = 4 << 20

// modest tells Stripe what it needs to know and no more (the SDK would add the machine's name and
// kernel), and reads no endless answer.
type modest struct{ next http.RoundTripper }

// RoundTrip implements http.RoundTripper.
func (m modest) RoundTrip(req *http.Request) (*http.Response, error) {
	req = req.Clone(req.Context())
	req.Header.Del("X-Stripe-Client-User-Agent")
	res, err := m.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	if res.StatusCode/100 != 2 && res.StatusCode < http.StatusBadRequest {
		// The SDK would take it for what was asked, and the key must not follow it.
		return nil, errors.Join(fmt.Errorf("an answer that leads elsewhere: %d", res.StatusCode), res.Body.Close())
	}
	res.Body = struct {
		io.Reader
		io.Closer
	}{io.LimitReader(res.Body, answerLimit), res.Body}
	if res.StatusCode >= http.StatusInternalServerError {
		return legible(res)
	}
	return res, nil
}

// legible gives a failure without Stripe's own words (a proxy's page, say) the form the SDK
// understands, so that its status is not lost.
func legible(res *http.Response) (*http.Response, error) {
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return nil, err
	}
	if err := res.Body.Close(); err != nil {
		return nil, err
	}
	var said struct {
		Error *struct{} `json:"error"`
	}
	if json.Unmarshal(body, &said) != nil || said.Error == nil {
		body = []byte(`{"error": {"type": "api_error"}}`)
	}
	res.Body = io.NopCloser(bytes.NewReader(body))
	return res, nil
}
