package catalogue

import "beli/internal/money"

// Option is one kind of variant, such as taste or size, with its values in order.
type Option struct {
	Name   Text    `json:"name"`
	Values []Value `json:"values"`
}

// Value is one choice of an option. Extra is added to the price of the product and may be
// negative; WeightG replaces its weight when it is not 0.
type Value struct {
	Label   Text         `json:"label"`
	Extra   money.Rupiah `json:"extra"`
	WeightG int          `json:"weight_g"`
	SoldOut bool         `json:"sold_out"`
}

// Variant is one thing that can be put in the cart. Labels has one text for each option
// of the product, none when it has no options. Count is of counted stock only.
type Variant struct {
	Labels  []Text
	Price   money.Rupiah
	WeightG int
	Count   int
}

// Variants are all combinations of the options, the last option changing fastest; a
// product without options has one. Counted stock is spread over what is not sold out.
func (p Product) Variants() []Variant {
	all := []Variant{{Price: p.Price, WeightG: p.WeightG}}
	open := []bool{true}
	for _, o := range p.Options {
		var next []Variant
		var nextOpen []bool
		for i, v := range all {
			for _, value := range o.Values {
				next = append(next, v.with(value))
				nextOpen = append(nextOpen, open[i] && !value.SoldOut)
			}
		}
		all, open = next, nextOpen
	}
	if p.Stock.Mode == Counted {
		spread(all, open, p.Stock.Count)
	}
	return all
}

func (v Variant) with(value Value) Variant {
	labels := make([]Text, len(v.Labels), len(v.Labels)+1)
	copy(labels, v.Labels)
	v.Labels = append(labels, value.Label)
	v.Price += value.Extra
	if value.WeightG > 0 {
		v.WeightG = value.WeightG
	}
	return v
}

func spread(all []Variant, open []bool, count int) {
	weights := make([]int64, len(all))
	for i := range all {
		if open[i] {
			weights[i] = 1
		}
	}
	for i, share := range money.Split(money.Rupiah(count), weights) {
		all[i].Count = int(share)
	}
}
