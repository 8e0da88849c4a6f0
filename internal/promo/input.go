package promo

import (
	"strconv"
	"strings"
	"time"

	"beli/internal/clock"
	"beli/internal/fault"
	"beli/internal/plain"
)

// MaxItems is the most products of a collection.
const MaxItems = 60

// Words are what a curator writes about a collection; days are dates in WIB, both included.
type Words struct {
	TitleID, TitleEN  string
	TextID, TextEN    string
	FirstDay, LastDay string // "2006-01-02"
}

func (w Words) clean() Words {
	w.TitleID, w.TitleEN = plain.Line(w.TitleID), plain.Line(w.TitleEN)
	w.TextID, w.TextEN = plain.Text(w.TextID), plain.Text(w.TextEN)
	w.FirstDay, w.LastDay = strings.TrimSpace(w.FirstDay), strings.TrimSpace(w.LastDay)
	return w
}

// Validate reports problems at "title_id", "title_en", "text_id", "text_en", "first_day", "last_day".
func (w Words) Validate() error {
	var p fault.Problems
	p.Check(w.TitleID != "", "title_id", "required")
	longest(&p, "title_id", w.TitleID, 80)
	p.Check(w.TitleEN != "", "title_en", "required")
	longest(&p, "title_en", w.TitleEN, 80)
	longest(&p, "text_id", w.TextID, 2000)
	longest(&p, "text_en", w.TextEN, 2000)
	from, errFrom := time.ParseInLocation(dateForm, w.FirstDay, clock.WIB)
	p.Check(errFrom == nil, "first_day", "not_a_date")
	until, errUntil := time.ParseInLocation(dateForm, w.LastDay, clock.WIB)
	p.Check(errUntil == nil, "last_day", "not_a_date")
	if errFrom == nil && errUntil == nil {
		p.Check(!until.Before(from), "last_day", "date_order")
	}
	return p.Err()
}

// span is from the first instant of the first day to the end of the last, of valid words.
func (w Words) span() (starts, ends time.Time) {
	from, _ := time.ParseInLocation(dateForm, w.FirstDay, clock.WIB)
	until, _ := time.ParseInLocation(dateForm, w.LastDay, clock.WIB)
	return from.UTC(), until.AddDate(0, 0, 1).UTC()
}

// UpdateInput changes the words of a collection.
type UpdateInput struct {
	ID int64
	Words
}

// AddItemInput adds a product, by its public code, at the end. The reason is stored.
type AddItemInput struct {
	CollectionID int64
	Code         string
	Reason       string
}

// Validate reports problems at "code" and "reason".
func (in AddItemInput) Validate() error {
	var p fault.Problems
	p.Check(in.Code != "", "code", "required")
	p.Check(in.Reason != "", "reason", "required")
	longest(&p, "reason", in.Reason, 300)
	return p.Err()
}

// ItemInput names a product of a collection.
type ItemInput struct {
	CollectionID, ProductID int64
}

// OrderInput puts the products of a collection in a new order; ProductIDs are all of them.
type OrderInput struct {
	CollectionID int64
	ProductIDs   []int64
}

func longest(p *fault.Problems, name, value string, most int) {
	p.Check(!plain.Longer(value, most), name, "too_long", strconv.Itoa(most))
}
