package catalogue

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"

	"beli/internal/money"
)

// measure is what a name says of size and number, which a further product says anew.
var measure = regexp.MustCompile(`(?i)\s*\(per orang\)|\s+(?:(?:isi|level)\s+)?\d[\d.,x%-]*(?:\s*(?:kg|g|ml|cm|m|pcs|butir|foto)\b)?`)

// base is a product's name without measures: "Teh Hijau Daun Kering 50 g" → "Teh Hijau Daun Kering".
func base(name string) string { return strings.TrimSpace(measure.ReplaceAllString(name, "")) }

// bare names a model without measures.
func bare(model Product) Text {
	english, _, _ := strings.Cut(model.Name.EN, ",")
	return Text{ID: base(model.Name.ID), EN: base(english)}
}

// vary makes a product after a model that is called thing: another name, price, weight and stock.
func vary(model Product, thing, twist Text, s size, rng *rand.Rand) Product {
	p := model
	p.Name = Text{ID: thing.ID + " " + twist.ID + " " + s.Label.ID, EN: thing.EN + ", " + twist.EN + ", " + s.Label.EN}
	p.Price = tidy(model.Price * money.Rupiah(s.Percent) / 100 * money.Rupiah(85+rng.IntN(41)) / 100)
	if model.WeightG > 0 {
		p.WeightG = max(10, model.WeightG*int(s.Percent)/100)
	}
	switch p.Stock.Mode {
	case Counted:
		p.Stock.Count = rng.IntN(160)
	case MadeToOrder:
		p.Stock.PerDay = 2 + rng.IntN(30)
	}
	p.Options = nil
	if rng.IntN(3) == 0 {
		p.Options = affordable(model.Options, p.Price)
	}
	return p
}

// affordable keeps a model's options where no variant becomes cheaper than half the
// price, and leaves its weights out: they belong to the model's size.
func affordable(options []Option, price money.Rupiah) []Option {
	var out []Option
	least := price
	for _, o := range options {
		lowest := money.Rupiah(0)
		kept := Option{Name: o.Name}
		for _, v := range o.Values {
			lowest = min(lowest, v.Extra)
			v.WeightG = 0
			kept.Values = append(kept.Values, v)
		}
		least += lowest
		out = append(out, kept)
	}
	if least < price/2 {
		return nil
	}
	return out
}

// tidy rounds a price the way a maker writes it on a tag, at least Rp1.000.
func tidy(price money.Rupiah) money.Rupiah {
	step := money.Rupiah(500)
	switch {
	case price >= 200_000:
		step = 5_000
	case price >= 20_000:
		step = 1_000
	}
	return max(1_000, (price+step/2)/step*step)
}

// certify gives food the invented numbers of another maker; what the model has none of, it has none of.
func certify(f Food, village string, maker, product int) *Food {
	if f.HalalNumber != "" {
		f.HalalNumber = fmt.Sprintf("ID3512%09d%02d%02d", maker+1, 1+maker%12, 23+maker%4)
	}
	if f.PIRT != "" {
		regency := strings.ReplaceAll(village[:5], ".", "")
		f.PIRT = fmt.Sprintf("%s%s%02d%04d-%02d", f.PIRT[:3], regency, (product+1)%100, maker%10_000, 28+maker%4)
	}
	return &f
}
