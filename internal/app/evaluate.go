package app

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
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
	if err := server.Prepare(ctx); err != nil && !errors.Is(err, meili.ErrSharedKey) {
		return nil, fmt.Errorf("search server: %w", err)
	}
	e.Engine, e.name = server, "Meilisearch at "+c.MeiliURL+", in an index of its own"
	e.close = func(ctx context.Context) error {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), removalTimeout)
		defer cancel()
		if err := server.Remove(ctx); err != nil {
			return fmt.Errorf("the index %s may be left on the search server and can be removed there by hand: %w", index, err)
		}
		return nil
	}
	return e, nil
}

// removalTimeout bounds the cleaning up, which is done after Ctrl-C too.
const removalTimeout = 30 * time.Second
