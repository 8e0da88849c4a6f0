package web

import (
	"slices"
	"strconv"
	"strings"

	"beli/frontend/components"
	"beli/frontend/pages/owner"
	productpage "beli/frontend/pages/owner/product"
	productspage "beli/frontend/pages/owner/products"
	"beli/internal/catalog"
	"beli/internal/fault"
	"beli/internal/shop"
)

// savePrice changes the price of one variant at once.
func (h *ownerDesk) savePrice(v *visit) error {
	m, screen, e, err := h.editing(v)
	if err != nil {
		return err
	}
	var p fault.Problems
	in := catalog.SetPriceInput{ShopID: m.Shop.ID, ProductID: e.Product.ID, VariantID: v.whole("variant"), Price: readAmount(&p, "price", v.value("price"))}
	if err = p.Err(); err == nil {
		err = h.Catalog.SetPrice(v.ctx(), v.actor(), in)
	}
	if err != nil {
		return h.refuseSale(v, m, screen, e, err, v.value("price"), func(t *productpage.Typed) { t.Price = v.value("price") })
	}
	return afterAct(v, m, e.Product.ID, "desk.price")
}

// saveStock changes the stock at once: of the list only a count, of the product how it is kept.
func (h *ownerDesk) saveStock(v *visit) error {
	m, screen, e, err := h.editing(v)
	if err != nil {
		return err
	}
	if v.value("from") == "list" {
		err = h.countOne(v, m, e)
	} else {
		err = h.setStock(v, m, e)
	}
	if err != nil {
		return h.refuseSale(v, m, screen, e, err, v.value("on_hand"), func(t *productpage.Typed) {
			typed := readTyped(v)
			t.StockMode, t.OnHand, t.MakingDays, t.DailyCapacity = typed.StockMode, typed.OnHand, typed.MakingDays, typed.DailyCapacity
		})
	}
	return afterAct(v, m, e.Product.ID, "desk.stock")
}

func (h *ownerDesk) countOne(v *visit, m shop.Membership, e catalog.Editing) error {
	var p fault.Problems
	p.Check(v.value("on_hand") != "", "on_hand", "required")
	in := catalog.SetOnHandInput{ShopID: m.Shop.ID, ProductID: e.Product.ID, VariantID: v.whole("variant"), OnHand: readCount(&p, "on_hand", v.value("on_hand"))}
	if err := p.Err(); err != nil {
		return err
	}
	return h.Catalog.SetOnHand(v.ctx(), v.actor(), in)
}

// setStock reads on_hand of a product with one variant, on_hand.<id> of one with several.
func (h *ownerDesk) setStock(v *visit, m shop.Membership, e catalog.Editing) error {
	typed := readTyped(v)
	several := len(e.Product.Variants) > 1
	if several {
		typed.OnHand = "0" // asked per variant
	}
	stock, wrong := stockOf(typed)
	in := catalog.SetStockInput{ShopID: m.Shop.ID, ProductID: e.Product.ID, Mode: stock.Mode, MakingDays: stock.MakingDays,
		DailyCapacity: stock.DailyCapacity, OnHand: map[int64]int{}}
	var p fault.Problems
	names := map[string]string{}
	for _, variant := range e.Product.Variants {
		name := "on_hand." + idText(variant.ID)
		switch {
		case stock.Mode != catalog.Counted:
		case !several:
			in.OnHand[variant.ID], names[name] = stock.OnHand, "on_hand"
		default:
			p.Check(v.value(name) != "", name, "required")
			in.OnHand[variant.ID] = readCount(&p, name, v.value(name))
		}
	}
	if err := joined(wrong, p.Err(), renamed(in.Validate(), names)); err != nil {
		return err
	}
	return renamed(h.Catalog.SetStock(v.ctx(), v.actor(), in), names)
}

// refuseSale shows again where a price or a count was typed: the list when its row is at hand there,
// else the product.
func (h *ownerDesk) refuseSale(v *visit, m shop.Membership, screen owner.Screen, e catalog.Editing, err error, typed string, fill func(*productpage.Typed)) error {
	if k := fault.KindOf(err); k != fault.Invalid && k != fault.Conflict {
		return err
	}
	id := idText(e.Product.ID)
	if v.value("from") == "list" {
		list, listErr := h.listPage(v, m, screen, listBack(v, m))
		if listErr != nil {
			return listErr
		}
		if slices.ContainsFunc(list.Rows, func(r productspage.Row) bool { return r.ID == id }) {
			return h.refuse(v, err, func(problems []components.FieldError) templComponent {
				list.Errors, list.Wrong, list.Typed = problems, id, typed
				return productspage.View(list)
			})
		}
	}
	page, pageErr := h.editPage(v, m, screen, e)
	if pageErr != nil {
		return pageErr
	}
	fill(&page.Typed)
	for i, variant := range page.Variants {
		if given := v.value("on_hand." + variant.ID); given != "" {
			page.Variants[i].Left = given
		}
	}
	return h.refuse(v, err, func(problems []components.FieldError) templComponent {
		page.Errors = problems
		return productpage.View(page)
	})
}

// moreRows is how many empty rows the table of variants offers.
const moreRows = 3

func (h *ownerDesk) variants(v *visit) error {
	_, screen, e, err := h.editing(v)
	if err != nil {
		return err
	}
	page := variantsPage(screen, e)
	page.Kind1, page.Kind2 = e.Product.OptionKinds[0], e.Product.OptionKinds[1]
	for _, is := range e.Product.Variants {
		row := productpage.VariantRow{Option1: is.Options[0], Option2: is.Options[1], Price: typedAmount(v, is.Price)}
		if page.Counted {
			row.OnHand = strconv.Itoa(max(is.Left(), 0))
		}
		page.Rows = append(page.Rows, row)
	}
	page.Rows = withEmpty(page.Rows)
	return v.ok(productpage.Choices(page))
}

func variantsPage(screen owner.Screen, e catalog.Editing) productpage.Variants {
	return productpage.Variants{Screen: screen, ID: idText(e.Product.ID), Title: e.Product.Content.Name, Counted: e.Product.StockMode == catalog.Counted}
}

func withEmpty(rows []productpage.VariantRow) []productpage.VariantRow {
	for range min(moreRows, catalog.MaxVariants-len(rows)) {
		rows = append(rows, productpage.VariantRow{})
	}
	return rows
}

// saveVariants keeps the rows that are filled in, or gives more empty ones.
func (h *ownerDesk) saveVariants(v *visit) error {
	m, screen, e, err := h.editing(v)
	if err != nil {
		return err
	}
	page := variantsPage(screen, e)
	page.Kind1, page.Kind2, page.Rows = v.value("kind1"), v.value("kind2"), readRows(v)
	if v.value("act") == "row" {
		page.Rows = withEmpty(page.Rows)
		return v.ok(productpage.Choices(page))
	}
	in, names, err := variantsOf(page)
	in.ShopID, in.ProductID = m.Shop.ID, e.Product.ID
	if err == nil {
		err = renamed(h.Catalog.SetVariants(v.ctx(), v.actor(), in), names)
	}
	if err != nil {
		return h.refuse(v, err, func(problems []components.FieldError) templComponent {
			page.Errors = problems
			return productpage.Choices(page)
		})
	}
	return v.done(deskPath(m, "produk", idText(e.Product.ID)), "desk.variants")
}

// readRows are the rows of the table of variants as they were typed, empty ones too.
func readRows(v *visit) []productpage.VariantRow {
	var rows []productpage.VariantRow
	for i := range catalog.MaxVariants + moreRows {
		at := "variants." + strconv.Itoa(i) + "."
		if !v.values.Has(at+"option1") && !v.values.Has(at+"price") {
			break
		}
		rows = append(rows, productpage.VariantRow{Option1: v.value(at + "option1"), Option2: v.value(at + "option2"),
			Price: v.value(at + "price"), OnHand: v.value(at + "on_hand")})
	}
	return rows
}

// variantsOf reads the filled rows. names leads the problems of the input's rows to those of the table.
func variantsOf(page productpage.Variants) (catalog.SetVariantsInput, map[string]string, error) {
	in := catalog.SetVariantsInput{Kinds: [2]string{page.Kind1, page.Kind2}}
	var p fault.Problems
	names := map[string]string{}
	for i, r := range page.Rows {
		if r == (productpage.VariantRow{}) {
			continue
		}
		from, to := "variants."+strconv.Itoa(len(in.Variants))+".", "variants."+strconv.Itoa(i)+"."
		for _, field := range strings.Fields("option1 option2 price on_hand") {
			names[from+field] = to + field
		}
		one := catalog.VariantInput{Options: [2]string{r.Option1, r.Option2}, Price: readAmount(&p, to+"price", r.Price)}
		if page.Counted {
			p.Check(r.OnHand != "", to+"on_hand", "required")
			one.OnHand = readCount(&p, to+"on_hand", r.OnHand)
		}
		p.Check(r.Option1 == "" || page.Kind1 != "", "kind1", "required")
		p.Check(r.Option2 == "" || page.Kind2 != "", "kind2", "required")
		in.Variants = append(in.Variants, one)
	}
	return in, names, joined(p.Err(), renamed(in.Validate(), names))
}
