package region

import (
	"fmt"
	"slices"
	"strings"

	"beli/internal/slug"
)

// The codes of Kabupaten Blitar and Kota Blitar.
const (
	KabupatenBlitar = "35.05"
	KotaBlitar      = "35.72"
)

// Kecamatan is one of the 25 districts of Blitar, with its tile on the map.
type Kecamatan struct {
	Code       string
	Name       string
	Slug       string   // of /kecamatan/{slug}; unique among the 25
	Kota       bool     // of Kota Blitar, not of the Kabupaten
	Row        int      // of the tile map, 1 (north) to 5
	Column     int      // of the tile map, 1 (west) to 7
	Neighbours []string // codes of the tiles that share an edge: north, west, east, south
}

// tiles draws the kecamatan by their compass positions: the last two digits of the
// code, marked k in Kota Blitar.
func tiles() [][]string {
	return [][]string{
		{"02", "06", "09", "11", "15", "17", "18"},
		{"01", "03", "k1", "k3", "14", "19", "21"},
		{"", "07", "k2", "10", "22", "", ""},
		{"", "04", "", "12", "16", "", ""},
		{"", "05", "08", "13", "20", "", ""},
	}
}

func tileCode(mark string) string {
	if digit, kota := strings.CutPrefix(mark, "k"); kota {
		return KotaBlitar + ".0" + digit
	}
	return KabupatenBlitar + "." + mark
}

// layTiles joins the drawing with the data, in the order of the codes.
func (b *Book) layTiles() ([]Kecamatan, error) {
	var all []Kecamatan
	taken := map[string]bool{}
	for _, p := range slices.Concat(b.Children(KabupatenBlitar), b.Children(KotaBlitar)) {
		k := Kecamatan{Code: p.Code, Name: p.Name, Slug: slug.Make(p.Name), Kota: strings.HasPrefix(p.Code, KotaBlitar)}
		if taken[k.Slug] && k.Kota { // were the Kota ever to get a name of the Kabupaten
			k.Slug += "-kota"
		}
		if taken[k.Slug] {
			return nil, fmt.Errorf("lay out the kecamatan: %s has the address of another", p.Code)
		}
		taken[k.Slug] = true
		if !k.lay(tiles()) {
			return nil, fmt.Errorf("lay out the kecamatan: %s has no tile", p.Code)
		}
		all = append(all, k)
	}
	return all, nil
}

// lay finds the tile and its neighbours.
func (k *Kecamatan) lay(drawing [][]string) bool {
	for r, line := range drawing {
		for c, mark := range line {
			if mark == "" || tileCode(mark) != k.Code {
				continue
			}
			k.Row, k.Column = r+1, c+1
			for _, d := range [][2]int{{-1, 0}, {0, -1}, {0, 1}, {1, 0}} {
				y, x := r+d[0], c+d[1]
				if y >= 0 && y < len(drawing) && x >= 0 && x < len(line) && drawing[y][x] != "" {
					k.Neighbours = append(k.Neighbours, tileCode(drawing[y][x]))
				}
			}
			return true
		}
	}
	return false
}

// Kecamatan lists the 25, the Kabupaten's first, in the order of their codes. The slice is the caller's.
func (b *Book) Kecamatan() []Kecamatan { return slices.Clone(b.kecamatan) }

// KecamatanBySlug finds a kecamatan of Blitar by its address.
func (b *Book) KecamatanBySlug(slug string) (Kecamatan, bool) {
	return b.findKecamatan(func(k Kecamatan) bool { return k.Slug == slug })
}

// KecamatanOf finds the kecamatan of Blitar that a village's or kecamatan's code lies in.
func (b *Book) KecamatanOf(code string) (Kecamatan, bool) {
	const long = len("35.05.18")
	if len(code) < long || len(code) > long && code[long] != '.' {
		return Kecamatan{}, false
	}
	i, ok := b.kecamatanAt[code[:long]]
	if !ok {
		return Kecamatan{}, false
	}
	return b.kecamatan[i], true
}

func (b *Book) findKecamatan(match func(Kecamatan) bool) (Kecamatan, bool) {
	if i := slices.IndexFunc(b.kecamatan, match); i >= 0 {
		return b.kecamatan[i], true
	}
	return Kecamatan{}, false
}

// Villages are the desa and kelurahan of a kecamatan anywhere in Indonesia; empty for other codes.
func (b *Book) Villages(kecamatanCode string) []Place {
	if len(kecamatanCode) != len("35.05.18") {
		return nil
	}
	return b.Children(kecamatanCode)
}

// InBlitar tells whether a code of whatever level is or lies in Kabupaten or Kota
// Blitar. It looks at the code alone; ByCode tells whether such a place exists.
func InBlitar(code string) bool {
	for _, root := range []string{KabupatenBlitar, KotaBlitar} {
		if code == root || strings.HasPrefix(code, root+".") {
			return true
		}
	}
	return false
}
