package promo

import (
	"time"

	"beli/internal/clock"
)

// Phase is where a collection stands; it follows from its dates and its publication and is never set.
type Phase string

// The phases of a collection.
const (
	Draft     Phase = "draft"
	Scheduled Phase = "scheduled"
	Running   Phase = "running"
	Ended     Phase = "ended"
)

// Collection is a curated, dated selection of products.
type Collection struct {
	ID          int64
	Slug        string // public address, never changes
	TitleID     string
	TitleEN     string
	TextID      string
	TextEN      string
	StartsAt    time.Time // first instant, UTC
	EndsAt      time.Time // first instant after it, UTC
	PublishedAt time.Time // zero while it is a draft
	CreatedBy   int64
	CreatedAt   time.Time
	UpdatedAt   time.Time
	Items       []Item // in order; empty in lists
	Size        int    // number of items
}

// Item is one product of a collection.
type Item struct {
	ProductID int64
	Code      string
	Name      string
	ShopName  string
	Position  int
	Reason    string // why it was chosen; for staff
	Visible   bool   // buyers see it now: its shop is verified, it is published and not taken down
}

// Phase is where the collection stands at an instant.
func (c Collection) Phase(now time.Time) Phase {
	switch {
	case c.PublishedAt.IsZero():
		return Draft
	case now.Before(c.StartsAt):
		return Scheduled
	case now.Before(c.EndsAt):
		return Running
	}
	return Ended
}

// FirstDay and LastDay are the collection's dates in WIB, "2006-01-02".
func (c Collection) FirstDay() string { return c.StartsAt.In(clock.WIB).Format(dateForm) }

// LastDay is the last date in WIB on which the collection runs.
func (c Collection) LastDay() string {
	return c.EndsAt.Add(-time.Second).In(clock.WIB).Format(dateForm)
}

// Title is the title in a language; Indonesian for all but "en".
func (c Collection) Title(lang string) string {
	if lang == "en" && c.TitleEN != "" {
		return c.TitleEN
	}
	return c.TitleID
}

// Text is the text in a language; Indonesian for all but "en".
func (c Collection) Text(lang string) string {
	if lang == "en" && c.TextEN != "" {
		return c.TextEN
	}
	return c.TextID
}

// ProductIDs are the visible items in order: what a page asks cards for.
func (c Collection) ProductIDs() []int64 {
	var out []int64
	for _, it := range c.Items {
		if it.Visible {
			out = append(out, it.ProductID)
		}
	}
	return out
}

const dateForm = "2006-01-02"

// Open tells whether the public may read the collection: it runs or is over. One that is
// to come shows its date only.
func (p Phase) Open() bool { return p == Running || p == Ended }
