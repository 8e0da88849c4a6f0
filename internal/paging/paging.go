// Package paging describes a page of a numbered list.
package paging

// MaxSize is the most rows one page may ask for.
const MaxSize = 100

// Request asks for a page. The zero value means the first page of the default size.
type Request struct {
	Number int // 1 is the first
	Size   int // rows; 24 when 0
}

// Clean brings a request into its bounds: number ≥ 1, 1 ≤ size ≤ MaxSize.
func (r Request) Clean() Request {
	if r.Number < 1 {
		r.Number = 1
	}
	if r.Number > 1_000_000 {
		r.Number = 1_000_000
	}
	switch {
	case r.Size <= 0:
		r.Size = 24
	case r.Size > MaxSize:
		r.Size = MaxSize
	}
	return r
}

// Offset is the number of rows before the page.
func (r Request) Offset() int { c := r.Clean(); return (c.Number - 1) * c.Size }

// Pages is how many pages total rows fill, at least 1.
func (r Request) Pages(total int) int {
	size := r.Clean().Size
	if total <= 0 {
		return 1
	}
	return (total + size - 1) / size
}
