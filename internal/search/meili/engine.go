// Package meili is the search engine for a catalogue that has outgrown one process: a Meilisearch server behind the
// same port as the embedded index. Words are understood by the product's own normaliser before they are
// stored or asked for, so that both engines agree on spelling and amounts; the server adds typing errors,
// unfinished words and counting. Nothing here decides what a visitor may see: answers are ids.
package meili

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync/atomic"

	"github.com/meilisearch/meilisearch-go"

	"beli/internal/clock"
	"beli/internal/fault"
	"beli/internal/search"
)

// Options say where the server is and what the engine stands on.
type Options struct {
	URL string // http or https, without credentials
	// Key may write, and best manage keys too: then a key that can only search is made for reading.
	// Empty for a server that runs without keys.
	Key   string
	Words *search.Normaliser
	Clock clock.Clock
	// Index is the name of the index, "product" when empty. One more, made while rebuilding, begins with it.
	Index string
	// HTTP replaces the engine's own connections; its transport should not compress.
	HTTP *http.Client
}

// Engine implements search.Engine on a Meilisearch server. One process at a time should call Rebuild and Apply
// (whoever follows the change log); any number may search.
type Engine struct {
	words *search.Normaliser
	clock clock.Clock
	index string
	http  *http.Client
	host  string
	admin *peer
	// reader holds the key that can only search, once Prepare or Rebuild has fetched it.
	reader atomic.Pointer[peer]
	ready  atomic.Bool

	rebuild lock // one rebuild at a time
	write   lock // one change of the index at a time
	missed  missed
}

// peer is the server as one key sees it.
type peer struct {
	meilisearch.ServiceManager
	key string
}

// indexName is what Meilisearch takes for a name, with room for that of the next index.
var indexName = regexp.MustCompile(`^[a-zA-Z0-9_-]{1,300}$`)

// New makes an engine without asking the server anything; Prepare or Rebuild make it ready. It returns a
// fault.Invalid for an address or name that cannot be one.
func New(o Options) (*Engine, error) {
	if o.Index == "" {
		o.Index = "product"
	}
	u, err := url.Parse(o.URL)
	var p fault.Problems
	p.Check(err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.User == nil, "url", "invalid")
	p.Check(indexName.MatchString(o.Index), "index", "invalid")
	p.Check(o.Words != nil && o.Clock != nil, "options", "required")
	if err := p.Err(); err != nil {
		return nil, fmt.Errorf("meilisearch: %w", err)
	}
	if o.HTTP == nil {
		o.HTTP = newClient()
	}
	e := &Engine{words: o.Words, clock: o.Clock, index: o.Index, http: o.HTTP, host: strings.TrimRight(o.URL, "/"),
		rebuild: newLock(), write: newLock()}
	e.admin = e.as(o.Key)
	return e, nil
}

// as is the server asked with a key. The client's own retries wait whole seconds and are left to the callers.
func (e *Engine) as(key string) *peer {
	return &peer{meilisearch.New(e.host, meilisearch.WithAPIKey(key), meilisearch.WithCustomClient(e.http),
		meilisearch.DisableRetries()), key}
}

// Ready implements search.Engine; it remembers and asks nobody.
func (e *Engine) Ready() bool { return e.ready.Load() }

// Capabilities implements search.Engine. Equal hits do not take turns: the server knows no order that changes
// with the day and the size of a shop.
func (e *Engine) Capabilities() search.Capabilities {
	return search.Capabilities{ExactTotals: true, FewerWords: true}
}
