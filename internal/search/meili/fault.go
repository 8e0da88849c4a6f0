package meili

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/meilisearch/meilisearch-go"

	"beli/internal/fault"
	"beli/internal/search"
)

// What can be wrong with the server, for errors.Is. All but ErrSharedKey are fault.Unavailable: another engine
// can answer meanwhile. None ever holds a key.
var (
	// ErrAway: not reached, too slow, overloaded or broken.
	ErrAway = fault.New(fault.Unavailable, "search_away")
	// ErrKey: the server does not accept the key, or not for this.
	ErrKey = fault.New(fault.Unavailable, "search_key")
	// ErrAnswer: an answer that cannot be understood, or a refusal of what was asked.
	ErrAnswer = fault.New(fault.Unavailable, "search_answer")
	// ErrTask: the server took work and failed to do it. Doing it again may succeed.
	ErrTask = fault.New(fault.Unavailable, "search_task")
	// ErrSharedKey: the key may not make one that can only search, so reading uses it too. The engine works.
	ErrSharedKey = fault.New(fault.Forbidden, "search_key_shared")
)

// Codes of Meilisearch that mean something here.
const (
	noSuchIndex = "index_not_found"
	noSuchKey   = "api_key_not_found"
	keyExists   = "api_key_already_exists"
)

// codeOf is Meilisearch's own code of an error of its client, empty if there is none.
func codeOf(err error) string {
	var m *meilisearch.Error
	if errors.As(err, &m) {
		return m.MeilisearchApiError.Code
	}
	return ""
}

// explain turns an error of the client into one of this package. What the client prints is left out where
// it may hold an answer, for an answer may hold a key.
func (e *Engine) explain(ctx context.Context, doing string, err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(ctx.Err(), context.Canceled) {
		return fmt.Errorf("%s: %w", doing, ctx.Err())
	}
	var m *meilisearch.Error
	switch {
	case ctx.Err() != nil:
		return fault.Wrap(ErrAway.Kind, ErrAway.Code, fmt.Errorf("%s: %w", doing, ctx.Err()))
	case errors.Is(err, errTooLong):
		return e.surprise(doing, errTooLong.Error())
	case !errors.As(err, &m):
		return e.away(doing, err.Error()) // the connection broke while the answer was read
	}
	answer := m.MeilisearchApiError
	said := fmt.Sprintf("status %d, %s: %s", m.StatusCode, answer.Code, brief(answer.Message))
	switch m.ErrCode {
	case meilisearch.MeilisearchTimeoutError, meilisearch.MeilisearchCommunicationError, meilisearch.MeilisearchMaxRetriesExceeded:
		return e.away(doing, fmt.Sprint(m.OriginError))
	case meilisearch.MeilisearchApiError, meilisearch.MeilisearchApiErrorWithoutMessage:
	default:
		return e.surprise(doing, fmt.Sprintf("unreadable answer, status %d", m.StatusCode))
	}
	switch status := m.StatusCode; {
	case answer.Code == noSuchIndex:
		return fmt.Errorf("%s: %w", doing, search.ErrNotReady)
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		return fault.Wrap(ErrKey.Kind, ErrKey.Code, errors.New(e.hide(doing+": "+said)))
	case status >= http.StatusInternalServerError || status == http.StatusRequestTimeout || status == http.StatusTooManyRequests:
		return e.away(doing, said)
	}
	return e.surprise(doing, said)
}

func (e *Engine) away(doing, what string) error {
	return fault.Wrap(ErrAway.Kind, ErrAway.Code, errors.New(e.hide(doing+": "+what)))
}

func (e *Engine) surprise(doing, what string) error {
	return fault.Wrap(ErrAnswer.Kind, ErrAnswer.Code, errors.New(e.hide(doing+": "+what)))
}

// hide takes keys out of a text, should a server or proxy repeat what it was sent.
func (e *Engine) hide(text string) string {
	keys := []string{e.admin.key}
	if r := e.reader.Load(); r != nil {
		keys = append(keys, r.key)
	}
	for _, k := range keys {
		if k != "" {
			text = strings.ReplaceAll(text, k, "***")
		}
	}
	return text
}

// brief cuts what a server says to a length for a log line.
func brief(s string) string {
	const most = 300
	if len(s) > most {
		return strings.ToValidUTF8(s[:most], "") + "…"
	}
	return s
}
