package components

import (
	"cmp"
	"slices"
	"strconv"
)

// Tile is a kecamatan of the map.
type Tile struct {
	Code  string // Kemendagri code: "35.05.10"
	Name  string
	URL   string
	Count int // shops
}

// place is where a kecamatan stands among 7 columns and 5 rows, by compass; parts of its name may
// be broken where a soft hyphen stands.
type place struct {
	column, row int
	label       string
}

var places = map[string]place{
	"35.05.02": {1, 1, "Udana\u00adwu"}, "35.05.06": {2, 1, "Pong\u00adgok"}, "35.05.09": {3, 1, "Ngle\u00adgok"},
	"35.05.11": {4, 1, "Garum"}, "35.05.15": {5, 1, "Gandu\u00adsari"}, "35.05.17": {6, 1, "Wlingi"}, "35.05.18": {7, 1, "Doko"},
	"35.05.01": {1, 2, "Wono\u00addadi"}, "35.05.03": {2, 2, "Srengat"}, "35.72.01": {3, 2, "Kepan\u00adjen\u00adkidul"},
	"35.72.03": {4, 2, "Sanan\u00adwetan"}, "35.05.14": {5, 2, "Talun"}, "35.05.19": {6, 2, "Kesam\u00adben"}, "35.05.21": {7, 2, "Selo\u00adrejo"},
	"35.05.07": {2, 3, "Sanan\u00adkulon"}, "35.72.02": {3, 3, "Suko\u00adrejo"}, "35.05.10": {4, 3, "Kani\u00adgoro"}, "35.05.22": {5, 3, "Selo\u00adpuro"},
	"35.05.04": {2, 4, "Kade\u00admangan"}, "35.05.12": {4, 4, "Suto\u00adjayan"}, "35.05.16": {5, 4, "Binangun"},
	"35.05.05": {2, 5, "Bakung"}, "35.05.08": {3, 5, "Wono\u00adtirto"}, "35.05.13": {4, 5, "Pang\u00adgung\u00adrejo"}, "35.05.20": {5, 5, "Wates"},
}

type drawnTile struct {
	Tile
	place
	step int // 0 without shops, 1–4 by share of the largest count
}

// seenTile is everything that a tile's look depends on.
type seenTile struct {
	lang string
	tile drawnTile
}

var seenTiles = newRendered[seenTile](500)

// drawTiles puts the known kecamatan in their places; others are left out.
func drawTiles(tiles []Tile) []drawnTile {
	most := 1
	for _, t := range tiles {
		most = max(most, t.Count)
	}
	drawn := make([]drawnTile, 0, len(tiles))
	for _, t := range tiles {
		p, ok := places[t.Code]
		if !ok {
			continue
		}
		step := 0
		if t.Count > 0 {
			step = 1 + 3*t.Count/most
		}
		drawn = append(drawn, drawnTile{Tile: t, place: p, step: step})
	}
	// The tab key goes through the map the way it is read.
	slices.SortFunc(drawn, func(a, b drawnTile) int { return cmp.Or(a.row-b.row, a.column-b.column) })
	return drawn
}

func (d drawnTile) class() string {
	c := "at-" + strconv.Itoa(d.column) + "-" + strconv.Itoa(d.row) + " step-" + strconv.Itoa(d.step)
	if len(d.Code) > 5 && d.Code[:5] == "35.72" {
		c += " city"
	}
	return c
}
