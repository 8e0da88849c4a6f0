package app

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"beli/internal/clock"
	"beli/internal/config"
	"beli/internal/evaluation"
	"beli/internal/search"
	"beli/internal/search/embedded"
	"beli/internal/search/meili"
)

// EvaluateInput names the files of one kind: a catalogue with questions about it, or titles with groups.
type EvaluateInput struct {
	Products, Queries string // CSV, see evaluation.ReadProducts
	Titles, Groups    string // CSV and JSON lines, see evaluation.ReadTitles
	Misses            int    // so many badly answered queries of each kind are printed
	// Days is on how many days every query is asked, from 1: an engine may turn equal hits daily.
	Days int
}

// maxEvaluatedDays bounds a run; the rotation evens out long before.
const maxEvaluatedDays = 366

// Validate says everything that is wrong with the command line.
func (in EvaluateInput) Validate() error {
	var problems []string
	catalogue, titles := in.Products != "" || in.Queries != "", in.Titles != "" || in.Groups != ""
	if catalogue == titles || catalogue && (in.Products == "" || in.Queries == "") || titles && (in.Titles == "" || in.Groups == "") {
		problems = append(problems, "say eval search -products CSV -queries CSV, or eval search -titles CSV -groups JSONL")
	}
	if in.Misses < 0 {
		problems = append(problems, "-misses is a number from 0")
	}
	if in.Days < 1 || in.Days > maxEvaluatedDays {
		problems = append(problems, fmt.Sprintf("-days is a number from 1 to %d", maxEvaluatedDays))
	}
	if len(problems) > 0 {
		return errors.New(strings.Join(problems, "; "))
	}
	return nil
}

// evaluated is the engine that is measured. Its index is its own: neither the shop's nor the database is touched.
type evaluated struct {
	search.Engine
	name  string
	clock *clock.Manual                   // of the engine's rotation
	close func(ctx context.Context) error // cleans up, whatever became of the context
}

// EvaluateSearch measures how well the configured engine finds what the files say is right, and prints it when all
// is measured. Errors are sentences about the command line or a file, or the engine's.
func EvaluateSearch(ctx context.Context, c config.Config, in EvaluateInput, out io.Writer) error {
	if err := in.Validate(); err != nil {
		return err
	}
	read, first, second := evaluation.ReadProducts, in.Products, in.Queries
	if in.Titles != "" {
		read, first, second = evaluation.ReadTitles, in.Titles, in.Groups
	}
	set, err := read(first, second)
	if err != nil {
		return err
	}
	engine, err := openEvaluated(ctx, c.Search)
	if err != nil {
		return err
	}
	rounds := in.Days
	if !engine.Capabilities().FairRotation {
		rounds = 1 // every day would be the same
	}
	far := newMeter(out)
	report, err := evaluation.Measure(ctx, evaluation.Input{Engine: engine, Set: set, Rounds: rounds,
		NextRound: func() { engine.clock.Advance(24 * time.Hour) },
		Told: func(done, of int) {
			if far.terminal { // elsewhere nothing but the table is printed
				far.show("%d of %d queries", done, of)
			}
		}})
	far.end()
	if err := errors.Join(err, engine.close(ctx)); err != nil {
		return err
	}
	_, err = io.WriteString(out, report.Text(engine.name, in.Misses))
	return err
}

// openEvaluated makes an engine of the configured kind. Its first day is always the same, so that the same files
// give the same figures.
func openEvaluated(ctx context.Context, c config.Search) (*evaluated, error) {
	words, err := search.NewNormaliser()
	if err != nil {
		return nil, fmt.Errorf("read search words: %w", err)
	}
	e := &evaluated{clock: clock.At(time.Date(2026, 1, 1, 12, 0, 0, 0, clock.WIB))}
	if c.MeiliURL == "" {
		e.Engine, e.name = embedded.New(words, e.clock), "embedded, in memory"
		e.close = func(context.Context) error { return nil }
		return e, nil
	}
	random := make([]byte, 6)
	rand.Read(random)
	index := "beli_eval_" + hex.EncodeToString(random)
	server, err := meili.New(meili.Options{URL: c.MeiliURL, Key: c.MeiliKey.Reveal(), Words: words, Clock: e.clock, Index: index})
	if err != nil {
		return nil, fmt.Errorf("search server: %w", err)
	}
	ownKey := c.MeiliKey.Set()
	switch err := server.Prepare(ctx); {
	case errors.Is(err, meili.ErrSharedKey):
		ownKey = false
	case err != nil:
		return nil, fmt.Errorf("search server: %w", err)
	}
	e.Engine, e.name = server, "Meilisearch at "+c.MeiliURL+", in an index of its own"
	e.close = func(ctx context.Context) error {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), removalTimeout)
		defer cancel()
		if err := (removal{c, index}).do(ctx, ownKey); err != nil {
			return fmt.Errorf("the index %s may be left on the search server and can be removed there by hand: %w", index, err)
		}
		return nil
	}
	return e, nil
}

// removalTimeout bounds the cleaning up, which is done after Ctrl-C too.
const removalTimeout = 30 * time.Second

// removal takes an index and the key that could search it from a search server. The engine has no verb for it, for
// the shop never gives its index up.
type removal struct {
	server config.Search
	index  string
}

func (r removal) do(ctx context.Context, ownKey bool) error {
	var task struct {
		TaskUID int64
		Status  string
		Error   struct{ Code string }
	}
	if err := r.ask(ctx, http.MethodDelete, "/indexes/"+r.index, &task); err != nil {
		return err
	}
	address := fmt.Sprintf("/tasks/%d", task.TaskUID)
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for task.Status != "succeeded" {
		if task.Status == "failed" || task.Status == "canceled" {
			if task.Error.Code == "index_not_found" { // the measuring ended before there was one
				break
			}
			return fmt.Errorf("the removal of the index %s: %s", task.Status, task.Error.Code)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
		if err := r.ask(ctx, http.MethodGet, address, &task); err != nil {
			return err
		}
	}
	if !ownKey {
		return nil
	}
	var keys struct {
		Results []struct {
			UID     string
			Indexes []string
		}
	}
	if err := r.ask(ctx, http.MethodGet, "/keys?limit=1000", &keys); err != nil {
		return err
	}
	for _, k := range keys.Results {
		if slices.Equal(k.Indexes, []string{r.index}) {
			return r.ask(ctx, http.MethodDelete, "/keys/"+url.PathEscape(k.UID), nil)
		}
	}
	return nil
}

// ask sends one request and reads the answer into into, nil for none. Answers are not repeated in errors: they may
// hold a key.
func (r removal) ask(ctx context.Context, method, path string, into any) error {
	req, err := http.NewRequestWithContext(ctx, method, strings.TrimRight(r.server.MeiliURL, "/")+path, nil)
	if err != nil {
		return fmt.Errorf("search server: %w", err)
	}
	if r.server.MeiliKey.Set() {
		req.Header.Set("Authorization", "Bearer "+r.server.MeiliKey.Reveal())
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return fmt.Errorf("search server: %w", err)
	}
	defer res.Body.Close()
	if res.StatusCode/100 != 2 {
		return fmt.Errorf("search server: %s %s is answered with %s", method, req.URL.Path, res.Status)
	}
	if into == nil {
		return nil
	}
	if err := json.NewDecoder(io.LimitReader(res.Body, 1<<22)).Decode(into); err != nil {
		return fmt.Errorf("search server: read the answer to %s %s: %w", method, req.URL.Path, err)
	}
	return nil
}
