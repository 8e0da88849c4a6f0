package demo

import (
	"fmt"

	"beli/internal/catalog"
	"beli/internal/demo/catalogue"
	"beli/internal/money"
)

// contentOf is what buyers read about a product of the catalogue.
func contentOf(p catalogue.Product, category catalog.Category) catalog.Content {
	c := catalog.Content{
		Name: p.Name.ID, NameEN: p.Name.EN, Description: p.Description.ID, DescriptionEN: p.Description.EN,
		CategoryID: category.ID, Unit: p.Unit.ID, WeightG: p.WeightG, HalalState: catalog.HalalNone,
	}
	if p.Keeping != nil {
		c.ShelfLifeDays, c.Storage = p.Keeping.Days, p.Keeping.Storage.Text().ID
	}
	if p.Food != nil {
		c.HalalState, c.HalalNumber = catalog.HalalState(p.Food.Halal), p.Food.HalalNumber
		c.PIRTNumber, c.Ingredients = p.Food.PIRT, p.Food.Ingredients.ID
	}
	if p.Craft != nil {
		c.Material, c.SizeText = p.Craft.Material.ID, p.Craft.Size.ID
	}
	if p.Service != nil { // a service has no field of its own for these
		c.Description += fmt.Sprintf("\n\nWaktu: %s.\nTempat: %s.", p.Service.Duration.ID, p.Service.Place.ID)
		c.DescriptionEN += fmt.Sprintf("\n\nTime: %s.\nPlace: %s.", p.Service.Duration.EN, p.Service.Place.EN)
	}
	return c.Clean()
}

// numbered tells whether a product has a number that a curator looks up.
func numbered(c catalog.Content) bool { return c.HalalNumber != "" || c.PIRTNumber != "" }

// stockOf is how a product is kept; of a product with options each variant has its own count.
func stockOf(p catalogue.Product) catalog.StockInput {
	in := catalog.StockInput{Mode: catalog.StockMode(p.Stock.Mode), MakingDays: p.Stock.Days, DailyCapacity: p.Stock.PerDay}
	if len(p.Options) == 0 {
		in.OnHand = p.Stock.Count
	}
	return in
}

// kindsOf names the kinds of variant.
func kindsOf(p catalogue.Product) (kinds [2]string) {
	for i, o := range p.Options {
		kinds[i] = o.Name.ID
	}
	return kinds
}

// variantsOf are all that can be put in the cart.
func variantsOf(p catalogue.Product) []catalog.VariantInput {
	var out []catalog.VariantInput
	for _, v := range p.Variants() {
		in := catalog.VariantInput{Price: v.Price, OnHand: v.Count}
		for i, l := range v.Labels {
			in.Options[i] = l.ID
		}
		out = append(out, in)
	}
	return out
}

// cheapest is the price a list shows.
func cheapest(variants []catalog.VariantInput) money.Rupiah {
	from := variants[0].Price
	for _, v := range variants {
		from = min(from, v.Price)
	}
	return from
}

// mixed is an order of n things in which neighbours come from far apart, so that what is
// newest is of every kind.
func mixed(n int) []int {
	step := max(1, n*2/5)
	for common(n, step) != 1 {
		step++
	}
	out := make([]int, n)
	for i := range out {
		out[i] = i * step % n
	}
	return out
}

func common(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
