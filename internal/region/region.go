// Package region knows the provinces, regencies, districts (kecamatan) and villages
// (desa, kelurahan) of Indonesia by their Kemendagri code, and the 25 kecamatan of
// Blitar in particular. It is plain reference data that never changes while the program runs.
package region

import (
	"slices"
	"strings"
)

// Level says how deep in the country a place lies.
type Level int

// The levels, from the largest.
const (
	Province Level = iota + 1
	Regency        // kabupaten or kota
	District       // kecamatan
	Village        // desa or kelurahan
)

// String names the level in English, for logs.
func (l Level) String() string {
	switch l {
	case Province:
		return "province"
	case Regency:
		return "regency"
	case District:
		return "district"
	case Village:
		return "village"
	}
	return "unknown"
}

// Place is one region.
type Place struct {
	Code       string // Kemendagri: 35, 35.05, 35.05.18 or 35.05.18.2003
	Name       string // as the source writes it: Jawa Timur, Kabupaten Blitar, Doko, Plumbangan
	Level      Level
	PostalCode string // five digits, of villages only; a hint that a buyer may correct
}

// Kelurahan tells a kelurahan (urban, led by an official) from a desa; false for other levels.
func (p Place) Kelurahan() bool {
	return p.Level == Village && p.Code[len(p.Code)-4] == '1'
}

// ByCode finds the place of a code such as "35.05.18.2003".
func (b *Book) ByCode(code string) (Place, bool) {
	row, ok := b.row(code)
	if !ok {
		return Place{}, false
	}
	return b.place(row), true
}

// Chain is the place of a code and all it lies in, province first; nil for an unknown code.
func (b *Book) Chain(code string) []Place {
	if _, ok := b.row(code); !ok {
		return nil
	}
	var chain []Place
	for _, size := range []int{2, 5, 8, 13} {
		if size <= len(code) {
			p, _ := b.ByCode(code[:size])
			chain = append(chain, p)
		}
	}
	return chain
}

// Children are the places directly in a code's place, in the order of their codes;
// of "" the provinces. It is empty for villages and unknown codes.
func (b *Book) Children(code string) []Place {
	var parent uint64
	level := Province
	if code != "" {
		row, ok := b.row(code)
		if !ok || b.place(row).Level == Village {
			return nil
		}
		parent = b.keys[row]
		level = levelOf(parent) + 1
	}
	step := stepOf(level)
	end := uint64(keyEnd)
	if level > Province {
		end = parent + stepOf(level-1)
	}
	var children []Place
	for next := parent + step; next < end; {
		row, _ := slices.BinarySearch(b.keys, next)
		if row == len(b.keys) || b.keys[row] >= end {
			break
		}
		children = append(children, b.place(row))
		next = b.keys[row] + step
	}
	return children
}

// Label is a code's whole address for print: "Desa Plumbangan, Kec. Doko, Kab. Blitar,
// Jawa Timur 66186"; "" for an unknown code.
func (b *Book) Label(code string) string {
	chain := b.Chain(code)
	parts := make([]string, 0, len(chain))
	for _, p := range slices.Backward(chain) {
		parts = append(parts, p.short())
	}
	label := strings.Join(parts, ", ")
	if n := len(chain); n > 0 && chain[n-1].PostalCode != "" {
		label += " " + chain[n-1].PostalCode
	}
	return label
}

// short is the name with the kind of place before it, as on a parcel.
func (p Place) short() string {
	switch {
	case p.Code == "31":
		return "DKI Jakarta"
	case p.Code == "34":
		return "DI Yogyakarta"
	case p.Level == Regency:
		name := strings.Replace(p.Name, "Administrasi ", "Adm. ", 1)
		if rest, ok := strings.CutPrefix(name, "Kabupaten "); ok {
			return "Kab. " + rest
		}
		return name
	case p.Level == District:
		return "Kec. " + p.Name
	case p.Kelurahan():
		return "Kel. " + p.Name
	case p.Level == Village && !strings.HasPrefix(p.Name, "Desa "):
		return "Desa " + p.Name
	}
	return p.Name
}
