package web

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"beli/frontend/components"
	productpage "beli/frontend/pages/owner/product"
	"beli/internal/catalog"
	"beli/internal/fault"
	"beli/internal/money"
)

// readTyped is everything of a product's forms as it was typed.
func readTyped(v *visit) productpage.Typed {
	return productpage.Typed{
		Name: v.value("name"), NameEN: v.value("name_en"), Category: v.value("category"),
		Description: v.value("description"), DescriptionEN: v.value("description_en"),
		Price: v.value("price"), Unit: v.value("unit"), UnitOther: v.value("unit_other"),
		Weight: v.value("weight_g"), WeightOther: v.value("weight_other"),
		HalalState: v.value("halal_state"), HalalNumber: v.value("halal_number"), PIRTNumber: v.value("pirt_number"),
		ShelfLifeDays: v.value("shelf_life_days"), Storage: v.value("storage"), Ingredients: v.value("ingredients"),
		Material: v.value("material"), SizeText: v.value("size_text"),
		StockMode: v.value("stock_mode"), OnHand: v.value("on_hand"), MakingDays: v.value("making_days"), DailyCapacity: v.value("daily_capacity"),
	}
}

// typedContent is a content in the form of the inputs.
func typedContent(c catalog.Content) productpage.Typed {
	t := productpage.Typed{
		Name: c.Name, NameEN: c.NameEN, Description: c.Description, DescriptionEN: c.DescriptionEN, Category: idText(c.CategoryID), Unit: c.Unit,
		HalalNumber: c.HalalNumber, PIRTNumber: c.PIRTNumber, ShelfLifeDays: typedNumber(c.ShelfLifeDays), Storage: c.Storage,
		Ingredients: c.Ingredients, Material: c.Material, SizeText: c.SizeText, Weight: typedNumber(c.WeightG),
	}
	if c.HalalState != catalog.HalalNone {
		t.HalalState = string(c.HalalState)
	}
	if c.Unit != "" && !slices.Contains(productpage.Units(), c.Unit) {
		t.Unit, t.UnitOther = productpage.Other, c.Unit
	}
	if c.WeightG > 0 && !slices.Contains(productpage.Weights(), t.Weight) {
		t.Weight, t.WeightOther = productpage.Other, t.Weight
	}
	return t
}

// typedNumber leaves a field empty for 0.
func typedNumber(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// typedAmount is an amount as it is typed: "25.000".
func typedAmount(v *visit, amount money.Rupiah) string {
	return strings.TrimPrefix(amount.In(v.lang), "Rp")
}

// contentOf reads the words of a product. Problems are those of reading and of the content itself, at
// the form's fields. What the form does not ask of a category is left out: another category may have
// been chosen before, and its answers are out of sight.
func contentOf(t productpage.Typed, tree *catalog.Tree) (catalog.Content, error) {
	var p fault.Problems
	c := catalog.Content{Name: t.Name, NameEN: t.NameEN, Description: t.Description, DescriptionEN: t.DescriptionEN, Unit: t.Unit,
		HalalState: catalog.HalalState(t.HalalState), HalalNumber: t.HalalNumber, PIRTNumber: t.PIRTNumber,
		Storage: t.Storage, Ingredients: t.Ingredients, Material: t.Material, SizeText: t.SizeText}
	c.CategoryID, _ = strconv.ParseInt(t.Category, 10, 64)
	p.Check(t.Category == "" || tree.Leaf(c.CategoryID), "category", "invalid_choice")
	if t.Unit == productpage.Other {
		c.Unit = t.UnitOther
		p.Check(c.Unit != "", "unit_other", "required")
	}
	switch {
	case t.Weight == productpage.Other:
		c.WeightG = readCount(&p, "weight_other", t.WeightOther)
		p.Check(t.WeightOther != "", "weight_other", "required")
	default:
		c.WeightG = readCount(&p, "weight_g", t.Weight)
	}
	c.ShelfLifeDays = readCount(&p, "shelf_life_days", t.ShelfLifeDays)
	cat, known := tree.ByID(c.CategoryID)
	if known && !cat.Food {
		c.HalalState, c.HalalNumber, c.PIRTNumber = catalog.HalalNone, "", ""
	}
	if known && cat.Service {
		c.WeightG = 0
	}
	c = c.Clean()
	return c, joined(p.Err(), renamed(c.Validate(), otherNames(t)))
}

// otherNames leads problems to the field that was filled in instead of a ready choice.
func otherNames(t productpage.Typed) map[string]string {
	names := map[string]string{}
	if t.Unit == productpage.Other {
		names["unit"] = "unit_other"
	}
	if t.Weight == productpage.Other {
		names["weight_g"] = "weight_other"
	}
	return names
}

// stockOf reads how a product is kept in stock.
func stockOf(t productpage.Typed) (catalog.StockInput, error) {
	var p fault.Problems
	in := catalog.StockInput{Mode: catalog.StockMode(t.StockMode)}
	switch in.Mode {
	case catalog.Counted:
		in.OnHand = readCount(&p, "on_hand", t.OnHand)
		p.Check(t.OnHand != "", "on_hand", "required")
	case catalog.MadeToOrder:
		in.MakingDays = readCount(&p, "making_days", t.MakingDays)
		in.DailyCapacity = readCount(&p, "daily_capacity", t.DailyCapacity)
		p.Check(t.MakingDays != "", "making_days", "required")
	}
	return in, joined(p.Err(), in.Validate())
}

// readCount reads a whole number that is not negative; empty is 0.
func readCount(p *fault.Problems, name, typed string) int {
	if typed == "" {
		return 0
	}
	n, err := money.Parse(typed)
	if err != nil || strings.HasPrefix(strings.ToLower(typed), "rp") {
		p.Add(name, "not_a_number")
		return 0
	}
	return int(min(n, 1_000_000_000))
}

// readAmount reads a price; 0 with a problem when it cannot be read.
func readAmount(p *fault.Problems, name, typed string) money.Rupiah {
	amount, err := money.Parse(typed)
	switch {
	case typed == "":
		p.Add(name, "required")
	case errors.Is(err, money.ErrOverflow):
		return money.Max // beyond every bound of a price, which says so
	case err != nil:
		p.Add(name, "not_money")
	}
	return amount
}

// joined gathers problems, of each field the first, in the order of the form.
func joined(errs ...error) error {
	var all []fault.Field
	for _, err := range errs {
		for _, f := range fault.FieldsOf(err) {
			known := func(other fault.Field) bool { return other.Name == f.Name && f.Name != "photos" }
			if !slices.ContainsFunc(all, known) {
				all = append(all, f)
			}
		}
	}
	order := strings.Fields("photos name category price unit unit_other stock_mode on_hand making_days daily_capacity weight_g weight_other " +
		"halal_state halal_number pirt_number shelf_life_days storage ingredients material size_text description name_en description_en")
	slices.SortStableFunc(all, func(a, b fault.Field) int { return slices.Index(order, a.Name) - slices.Index(order, b.Name) })
	var p fault.Problems
	for _, f := range all {
		p.Add(f.Name, f.Code, f.Args...)
	}
	return p.Err()
}

// refuse is visit.refused with the problems under the labels of the owner's forms.
func (h *ownerDesk) refuse(v *visit, err error, page func([]components.FieldError) templComponent) error {
	return v.refused(err, func(problems []components.FieldError) templComponent {
		return page(labelled(v, err, problems))
	})
}

// labelled names each problem as its form does; one of several photos by its file.
func labelled(v *visit, err error, problems []components.FieldError) []components.FieldError {
	for i, f := range fault.FieldsOf(err) {
		row, inRow := strings.CutPrefix(f.Name, "variants.")
		switch {
		case v.words.Has("owner.f_" + f.Name):
			problems[i].Label = v.words.T("owner.f_" + f.Name)
		case strings.HasPrefix(f.Name, "on_hand."):
			problems[i].Label = v.words.T("owner.stock")
		case inRow:
			number, _, _ := strings.Cut(row, ".")
			n, _ := strconv.Atoi(number)
			problems[i].Label = v.words.T("owner.variant_number", strconv.Itoa(n+1))
		}
		if f.Name == "photos" && strings.HasPrefix(f.Code, "photo_") && len(f.Args) == 1 {
			problems[i].Text = f.Args[0] + ": " + problems[i].Text
		}
	}
	return problems
}

// kindIcons are the pictures of the top categories.
func kindIcons() map[string]string {
	return map[string]string{"makanan": "food", "minuman": "drink", "buah-ikan-hias-tanaman": "garden", "batik": "batik", "kerajinan": "craft",
		"fesyen-bordir": "clothes", "jasa": "service", "oleh-oleh-jajanan-kering": "snack", "bumbu-sambal-lauk": "spice", "jamu-susu-es": "bottle",
		"busana-batik": "clothes", "batok-bambu-anyaman": "weave", "kulit-logam": "tools", "jasa-foto": "camera"}
}

// kindsOf are the categories as the form offers them.
func kindsOf(v *visit, tree *catalog.Tree) []productpage.Kind {
	icons := kindIcons()
	var out []productpage.Kind
	for _, root := range tree.Roots() {
		k := productpage.Kind{Label: root.Name(v.lang), Icon: orElse(icons[root.Slug], "package"), Food: root.Food, Service: root.Service}
		for _, id := range tree.Under(root.ID) {
			if leaf, _ := tree.ByID(id); tree.Leaf(id) {
				k.Leaves = append(k.Leaves, components.Option{Value: idText(id), Label: leaf.Name(v.lang), Icon: icons[leaf.Slug]})
			}
		}
		out = append(out, k)
	}
	return out
}
