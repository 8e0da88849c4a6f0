package meili

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"

	"github.com/meilisearch/meilisearch-go"

	"beli/internal/fault"
	"beli/internal/search"
)

// shapeMark stands among the filterable attributes and tells for which form of document an index was made. Change it
// whenever rows or what is written into them change: an index of another form is not ready, and is rebuilt.
const shapeMark = "shape_1"

// Bounds that the server is told: far above what a catalogue of Blitar holds, so that pages go on to the end
// and counts are whole.
const (
	maxTotalHits  = 1_000_000
	maxFacetRows  = 5_000
	oneTypoFrom   = 4
	twoTyposFrom  = 8
	maxTyposFound = 2
)

// settings are the index's, owned by the product: what differs on the server is changed back by Prepare. The order of
// the rules is that of the embedded engine: all words, then what is available, then what fits best, short names
// first; a chosen order of prices or dates goes before everything.
func settings() *meilisearch.Settings {
	return &meilisearch.Settings{
		SearchableAttributes: []string{"name", "amount", "alias", "stem", "short", "about", "about_stem", "text", "text_amount"},
		DisplayedAttributes:  []string{"id", "name", "amount", "alias", "stem", "short", "about", "about_stem", "text"},
		FilterableAttributes: []string{"category", "category_row", "code", "delivery", "halal", "kecamatan", "kecamatan_row",
			"name_key", "price", "price_range", "ready", shapeMark, "shop"},
		SortableAttributes: []string{"in_stock", "price", "published_at", "sold"},
		RankingRules: []string{"sort", "words", "in_stock:desc", "typo", "attributeRank", "exactness", "name_words:asc", "proximity",
			"turn:asc", "id:desc"},
		TypoTolerance: &meilisearch.TypoTolerance{
			Enabled:             true,
			MinWordSizeForTypos: meilisearch.MinWordSizeForTypos{OneTypo: oneTypoFrom, TwoTypos: twoTyposFrom},
			DisableOnWords:      []string{},
			// Amounts are never guessed, and what is derived already is not guessed from.
			DisableOnAttributes: []string{"amount", "stem", "short", "about_stem", "text_amount"},
			DisableOnNumbers:    true,
		},
		Pagination: &meilisearch.Pagination{MaxTotalHits: maxTotalHits},
		Faceting: &meilisearch.Faceting{MaxValuesPerFacet: maxFacetRows,
			SortFacetValuesBy: map[string]meilisearch.SortFacetType{"*": meilisearch.SortFacetTypeAlpha}},
	}
}

// agree compares what settings says with what an index has. Sets may be in any order, lists may not.
func agree(has, want *meilisearch.Settings) bool {
	set := func(s []string) []string { return slices.Sorted(slices.Values(s)) }
	typo, wantTypo := has.TypoTolerance, want.TypoTolerance
	return slices.Equal(has.SearchableAttributes, want.SearchableAttributes) &&
		slices.Equal(has.RankingRules, want.RankingRules) &&
		slices.Equal(set(has.DisplayedAttributes), set(want.DisplayedAttributes)) &&
		slices.Equal(set(has.FilterableAttributes), set(want.FilterableAttributes)) &&
		slices.Equal(set(has.SortableAttributes), set(want.SortableAttributes)) &&
		typo != nil && typo.Enabled && typo.MinWordSizeForTypos == wantTypo.MinWordSizeForTypos &&
		typo.DisableOnNumbers && len(typo.DisableOnWords) == 0 &&
		slices.Equal(set(typo.DisableOnAttributes), set(wantTypo.DisableOnAttributes)) &&
		has.Pagination != nil && *has.Pagination == *want.Pagination &&
		has.Faceting != nil && has.Faceting.MaxValuesPerFacet == want.Faceting.MaxValuesPerFacet
}

// Prepare meets the server: it fetches or makes the key for searching, looks whether there is an index of this
// program's form and brings its settings up to date. After it Ready tells whether there is one; if not,
// Rebuild makes it. It is asked at start, when the server comes back, and after ErrKey.
//
// It returns ErrSharedKey when everything is well but the key; ErrAway, ErrKey, ErrAnswer, ErrTask or the context's error.
func (e *Engine) Prepare(ctx context.Context) error {
	shared := e.fetchSearchKey(ctx)
	if shared != nil && !errors.Is(shared, ErrSharedKey) {
		return shared
	}
	if err := e.write.take(ctx); err != nil {
		return fmt.Errorf("prepare the index: %w", err)
	}
	defer e.write.free()
	fits, err := e.bringUpToDate(ctx)
	if err != nil {
		return err
	}
	e.ready.Store(fits)
	return shared
}

// bringUpToDate says whether there is an index of this form, its settings changed to ours.
func (e *Engine) bringUpToDate(ctx context.Context) (bool, error) {
	const doing = "read the index's settings"
	has, err := e.admin.Index(e.index).GetSettingsWithContext(ctx)
	var m *meilisearch.Error
	if errors.As(err, &m) && m.ErrCode == meilisearch.ErrCodeResponseUnmarshalBody {
		return false, nil // settings in a form this program never writes: somebody else's index
	}
	if err = e.explain(ctx, doing, err); errors.Is(err, search.ErrNotReady) {
		return false, nil
	}
	if err != nil || !slices.Contains(has.FilterableAttributes, shapeMark) {
		return false, err
	}
	if agree(has, settings()) {
		return true, nil
	}
	return true, e.setUp(ctx, e.index)
}

// setUp gives an index the product's settings.
func (e *Engine) setUp(ctx context.Context, index string) error {
	task, err := e.admin.Index(index).UpdateSettingsWithContext(ctx, settings())
	return e.finish(ctx, "change the index's settings", task, err)
}

// fetchSearchKey gets the key that can search this index and nothing else, making it where it is missing. Its id is
// drawn from its name, so that every process finds the same one.
func (e *Engine) fetchSearchKey(ctx context.Context) error {
	if e.admin.key == "" {
		e.reader.Store(e.admin)
		return nil
	}
	const doing = "fetch the search key"
	name := "beli search " + e.index
	id := uuidOf(name)
	key, err := e.admin.GetKeyWithContext(ctx, id)
	if codeOf(err) == noSuchKey {
		key, err = e.admin.CreateKeyWithContext(ctx, &meilisearch.Key{UID: id, Name: name, Description: "reads " + e.index + " for the shop pages",
			Actions: []string{"search"}, Indexes: []string{e.index}})
		if codeOf(err) == keyExists { // another process was quicker
			key, err = e.admin.GetKeyWithContext(ctx, id)
		}
	}
	switch err = e.explain(ctx, doing, err); {
	case errors.Is(err, ErrKey):
		e.reader.Store(e.admin)
		return fault.Wrap(ErrSharedKey.Kind, ErrSharedKey.Code, errors.New(err.Error()))
	case err != nil:
		return err
	case key.Key == "" || !slices.Equal(key.Actions, []string{"search"}):
		return e.surprise(doing, "the key of that name is none that can only search")
	}
	e.reader.Store(e.as(key.Key))
	return nil
}

// uuidOf makes a version 4 identifier that depends on a name alone.
func uuidOf(name string) string {
	b := sha256.Sum256([]byte(name))
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[0:4], b[4:6], b[6:8], b[8:10], b[10:16])
}
