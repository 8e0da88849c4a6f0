// Package money counts rupiah. Amounts are whole rupiah everywhere in the
// product; only a gateway's adapter may know another unit.
package money

import (
	"errors"
	"math/bits"
	"strconv"
	"strings"
)

// Rupiah is an amount in whole rupiah. It may be negative in ledgers and adjustments.
type Rupiah int64

// Max is the largest total a purchase may have, Rp1.000.000.000.000.
const Max Rupiah = 1_000_000_000_000

// ErrOverflow is returned when a product of price and quantity leaves the range of ±Max.
var ErrOverflow = errors.New("amount out of range")

// Times multiplies a unit price by a count, refusing results beyond ±Max.
func (r Rupiah) Times(n int) (Rupiah, error) {
	p, c := int64(r), int64(n)
	neg := (p < 0) != (c < 0)
	hi, lo := bits.Mul64(magnitude(p), magnitude(c))
	if hi != 0 || lo > uint64(Max) {
		return 0, ErrOverflow
	}
	if neg {
		return -Rupiah(lo), nil
	}
	return Rupiah(lo), nil
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return uint64(-n)
	}
	return uint64(n)
}

// String prints the Indonesian way: Rp25.000, -Rp5.000.
func (r Rupiah) String() string { return r.format('.') }

// English prints the English way: Rp25,000.
func (r Rupiah) English() string { return r.format(',') }

// In prints for a language tag: "en" groups with commas, everything else with dots.
func (r Rupiah) In(lang string) string {
	if lang == "en" {
		return r.English()
	}
	return r.String()
}

func (r Rupiah) format(sep byte) string {
	s := strconv.FormatUint(magnitude(int64(r)), 10)
	var b strings.Builder
	if r < 0 {
		b.WriteByte('-')
	}
	b.WriteString("Rp")
	for i := range len(s) {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteByte(sep)
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// ErrUnreadable is returned by Parse for text that is no whole amount of rupiah.
var ErrUnreadable = errors.New("unreadable amount")

// Parse reads what a person types: "25000", "25.000", "Rp 25.000", "25,000".
// Separators must stand between groups of three, so that "2.5" is refused instead of read as 25.
func Parse(s string) (Rupiah, error) {
	s = strings.TrimSpace(s)
	if len(s) > 2 && strings.EqualFold(s[:2], "rp") {
		s = strings.TrimSpace(strings.TrimPrefix(s[2:], "."))
	}
	groups := strings.FieldsFunc(s, func(c rune) bool { return c == '.' || c == ',' })
	if len(groups) == 0 || len(s) > 20 {
		return 0, ErrUnreadable
	}
	if strings.Join(groups, "") != strings.NewReplacer(".", "", ",", "").Replace(s) ||
		len(groups)-1 != strings.Count(s, ".")+strings.Count(s, ",") {
		return 0, ErrUnreadable
	}
	for i, g := range groups {
		if len(groups) > 1 && ((i == 0 && len(g) > 3) || (i > 0 && len(g) != 3)) {
			return 0, ErrUnreadable
		}
	}
	n, err := strconv.ParseUint(strings.Join(groups, ""), 10, 63)
	if err != nil {
		return 0, ErrUnreadable
	}
	if Rupiah(n) > Max {
		return 0, ErrOverflow
	}
	return Rupiah(n), nil
}

// Split divides total over weights by the largest remainder: parts sum to total exactly, ties go to
// the earlier part. total and weights are not negative; when all weights are 0 the first part takes all.
func Split(total Rupiah, weights []int64) []Rupiah {
	parts := make([]Rupiah, len(weights))
	if len(weights) == 0 {
		return parts
	}
	var sum uint64
	for _, w := range weights {
		sum += uint64(w)
	}
	if sum == 0 {
		parts[0] = total
		return parts
	}
	rest := make([]uint64, len(weights))
	left := uint64(total)
	for i, w := range weights {
		hi, lo := bits.Mul64(uint64(total), uint64(w))
		q, r := bits.Div64(hi, lo, sum)
		parts[i], rest[i] = Rupiah(q), r
		left -= q
	}
	for ; left > 0; left-- {
		best := 0
		for i := range rest {
			if rest[i] > rest[best] {
				best = i
			}
		}
		parts[best]++
		rest[best] = 0
	}
	return parts
}
