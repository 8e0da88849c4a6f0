package web

import (
	"fmt"
	"strconv"
	"strings"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/owner"
	productpage "beli/frontend/pages/owner/product"
	"beli/internal/catalog"
	"beli/internal/fault"
	"beli/internal/shop"
)

func (h *ownerDesk) newProduct(v *visit) error {
	_, screen, err := h.with(v, shop.ManageProducts)
	if err != nil {
		return err
	}
	tree, err := h.Storefront.Tree(v.ctx())
	if err != nil {
		return err
	}
	return v.ok(productpage.Add(productpage.New{Screen: screen, Kinds: kindsOf(v, tree)}))
}

// addProduct saves a draft with its photos and sends it to be checked where that was asked and
// nothing is missing. A refused form keeps its words; of its photos nothing is left.
func (h *ownerDesk) addProduct(v *visit) error {
	m, screen, err := h.with(v, shop.ManageProducts)
	if err != nil {
		return err
	}
	tree, err := h.Storefront.Tree(v.ctx())
	if err != nil {
		return err
	}
	typed := readTyped(v)
	in, wrong := draftOf(m.Shop.ID, typed, tree)
	photos, err := h.takePhotos(v, catalog.MaxPhotos)
	if err != nil && fault.KindOf(err) != fault.Invalid {
		return err
	}
	if wrong = joined(err, wrong); wrong == nil {
		var made catalog.Product
		if made, wrong = h.createDraft(v, in, photos); wrong == nil {
			return h.afterAdd(v, m, made.ID)
		}
	}
	h.dropPhotos(v, photos)
	return h.refuse(v, wrong, func(problems []components.FieldError) templComponent {
		screen.Errors = problems
		return productpage.Add(productpage.New{Screen: screen, Typed: typed, Kinds: kindsOf(v, tree)})
	})
}

func draftOf(shopID int64, t productpage.Typed, tree *catalog.Tree) (catalog.CreateDraftInput, error) {
	var p fault.Problems
	in := catalog.CreateDraftInput{ShopID: shopID, Price: readAmount(&p, "price", t.Price)}
	var words, stock error
	in.Content, words = contentOf(t, tree)
	in.Stock, stock = stockOf(t)
	return in, joined(p.Err(), words, stock, renamed(in.Validate(), otherNames(t)))
}

func (h *ownerDesk) createDraft(v *visit, in catalog.CreateDraftInput, photos []catalog.NewPhoto) (catalog.Product, error) {
	if len(photos) > 0 {
		loose, err := h.Catalog.AddPhotos(v.ctx(), v.actor(), catalog.AddPhotosInput{ShopID: in.ShopID, Photos: photos})
		if err != nil {
			return catalog.Product{}, err
		}
		for _, f := range loose {
			in.Content.Photos = append(in.Content.Photos, f.ID)
		}
	}
	return h.Catalog.CreateDraft(v.ctx(), v.actor(), in)
}

// afterAdd sends a new draft to be checked when its button said so; what is still missing is listed
// at the product.
func (h *ownerDesk) afterAdd(v *visit, m shop.Membership, id int64) error {
	at := deskPath(m, "produk", idText(id))
	if v.value("then") != "kirim" {
		return v.done(at, "desk.saved_product")
	}
	err := h.Catalog.Submit(v.ctx(), v.actor(), catalog.ProductInput{ShopID: m.Shop.ID, ProductID: id})
	switch {
	case fault.KindOf(err) == fault.Invalid:
		return v.done(at, "desk.saved_incomplete")
	case err != nil:
		return err
	}
	return v.done(at, "desk.sent_product")
}

func (h *ownerDesk) showProduct(v *visit) error {
	m, screen, e, err := h.editing(v)
	if err != nil {
		return err
	}
	page, err := h.editPage(v, m, screen, e)
	if err != nil {
		return err
	}
	return v.ok(productpage.View(page))
}

// editPage is a product with everything its shop can change of it.
func (h *ownerDesk) editPage(v *visit, m shop.Membership, screen owner.Screen, e catalog.Editing) (productpage.Page, error) {
	tree, err := h.Storefront.Tree(v.ctx())
	if err != nil {
		return productpage.Page{}, err
	}
	p, form := e.Product, e.Form()
	page := productpage.Page{Screen: screen, ID: idText(p.ID), Title: p.Content.Name, Typed: typedContent(form), Kinds: kindsOf(v, tree), Reason: e.SentBack()}
	var change catalog.ChangeStatus
	if e.Change != nil {
		change = e.Change.Status
	}
	page.State = ownState(p.Status, change, p.Takedown.Active())
	if p.Takedown.Active() {
		page.Reason = p.Takedown.Reason
	}
	if e.Waiting() {
		page.Since = v.words.T("owner.sent_on", v.words.DateTime(e.Change.ProposedAt))
	}
	cat, _ := tree.ByID(form.CategoryID)
	for _, n := range form.Notes(cat, h.front.clock.Now()) {
		page.Notes = append(page.Notes, v.words.T("desk.note_"+n.Code, n.Args...))
	}
	if page.State == owner.ProductDraft || page.State == owner.ProductNeedsWork {
		missing := form.Complete(cat)
		page.Missing = labelled(v, missing, layouts.FieldErrors(v.words, missing))
	}
	if p.EverPublished() && (change == catalog.Proposed || change == catalog.Rejected) {
		page.Changes, page.Changing = changesOf(v, tree, p.Content, form), e.Waiting()
	}
	h.fillSale(v, &page, p)
	fillPhotos(v, &page, p.Shown(form))
	if p.Status == catalog.Published && !p.Takedown.Active() && m.Shop.Visible() {
		page.PublicURL = v.url(productPath(p.Code, p.Slug))
	}
	return page, nil
}

// fillSale adds what changes at once: prices and stock.
func (h *ownerDesk) fillSale(v *visit, page *productpage.Page, p catalog.Product) {
	page.Typed.StockMode, page.Typed.MakingDays = string(p.StockMode), typedNumber(p.MakingDays)
	page.Typed.DailyCapacity = typedNumber(p.DailyCapacity)
	for _, variant := range p.Variants {
		page.Variants = append(page.Variants, productpage.Variant{ID: idText(variant.ID), Label: variant.Label(), Price: variant.Price.In(v.lang),
			Left: strconv.Itoa(max(variant.Left(), 0))})
	}
	if len(p.Variants) == 1 {
		page.VariantID, page.Typed.OnHand = page.Variants[0].ID, page.Variants[0].Left
		page.Typed.Price = typedAmount(v, p.Variants[0].Price)
	}
}

func fillPhotos(v *visit, page *productpage.Page, list []catalog.Photo) {
	for i, f := range photosOf(list, page.Title) {
		number := strconv.Itoa(i + 1)
		page.Photos = append(page.Photos, components.PhotoRow{ID: idText(list[i].ID), Photo: f, Label: v.words.T("shell.photo", number)})
		for _, code := range strings.Split(list[i].Advice, ",") {
			if key := "desk." + code; v.words.Has(key) {
				page.PhotoAdvice = append(page.PhotoAdvice, v.words.T(key, number))
			}
		}
	}
}

// changesOf prints what a change alters of what is on sale.
func changesOf(v *visit, tree *catalog.Tree, live, will catalog.Content) []productpage.Change {
	var out []productpage.Change
	for _, d := range live.Differences(will) {
		c := productpage.Change{Label: v.words.T("owner.f_" + d.Field), Before: factText(v, tree, d.Field, d.Before), After: factText(v, tree, d.Field, d.After)}
		if c.Before == c.After {
			c.After = v.words.T("desk.photos_other", c.After)
		}
		out = append(out, c)
	}
	return out
}

// factText prints one field of a content as people read it.
func factText(v *visit, tree *catalog.Tree, field, value string) string {
	switch {
	case value == "":
		return v.words.T("desk.empty")
	case field == "photos":
		return v.words.N("desk.photo_count", strings.Count(value, ",")+1)
	case field == "category":
		id, _ := strconv.ParseInt(value, 10, 64)
		cat, _ := tree.ByID(id)
		return cat.Name(v.lang)
	case field == "weight_g":
		grams, _ := strconv.Atoi(value)
		return v.words.Grams(grams)
	case field == "halal_state" && v.words.Has("owner.halal_"+value):
		return v.words.T("owner.halal_" + value)
	case field == "halal_state":
		return v.words.T("desk.empty")
	case field == "shelf_life_days":
		return fmt.Sprintf("%s %s", value, v.words.T("owner.days"))
	}
	return value
}

// saveProduct saves the words: at once of a draft, as a change under review of what was published.
func (h *ownerDesk) saveProduct(v *visit) error {
	m, screen, e, err := h.editing(v)
	if err != nil {
		return err
	}
	page, err := h.editPage(v, m, screen, e)
	if err != nil {
		return err
	}
	tree, err := h.Storefront.Tree(v.ctx())
	if err != nil {
		return err
	}
	typed := readTyped(v)
	in := catalog.UpdateInput{ShopID: m.Shop.ID, ProductID: e.Product.ID}
	if in.Content, err = contentOf(typed, tree); err == nil {
		err = renamed(h.Catalog.Update(v.ctx(), v.actor(), in), otherNames(typed))
	}
	if err == nil {
		return h.afterSave(v, m, in)
	}
	sale := page.Typed
	page.Typed = typed
	page.Typed.Price, page.Typed.StockMode, page.Typed.OnHand = sale.Price, sale.StockMode, sale.OnHand
	page.Typed.MakingDays, page.Typed.DailyCapacity = sale.MakingDays, sale.DailyCapacity
	return h.refuse(v, err, func(problems []components.FieldError) templComponent {
		page.Errors = problems
		return productpage.View(page)
	})
}

// afterSave says whether what was saved is looked at first.
func (h *ownerDesk) afterSave(v *visit, m shop.Membership, in catalog.UpdateInput) error {
	e, err := h.Catalog.Editing(v.ctx(), v.actor(), catalog.ProductInput{ShopID: in.ShopID, ProductID: in.ProductID})
	if err != nil {
		return err
	}
	notice := "desk.saved"
	switch {
	case e.Waiting() && e.Product.EverPublished():
		notice = "desk.change_sent"
	case e.Waiting():
		notice = "desk.sent_product"
	}
	return v.done(deskPath(m, "produk", idText(in.ProductID)), notice)
}

// sendProduct sends a draft to be checked; what is missing is said where it is missing.
func (h *ownerDesk) sendProduct(v *visit) error {
	m, screen, e, err := h.editing(v)
	if err != nil {
		return err
	}
	err = h.Catalog.Submit(v.ctx(), v.actor(), catalog.ProductInput{ShopID: m.Shop.ID, ProductID: e.Product.ID})
	if err == nil {
		return v.done(deskPath(m, "produk", idText(e.Product.ID)), "desk.sent_product")
	}
	if fault.KindOf(err) != fault.Invalid {
		return err
	}
	page, pageErr := h.editPage(v, m, screen, e)
	if pageErr != nil {
		return pageErr
	}
	return h.refuse(v, err, func(problems []components.FieldError) templComponent {
		page.Errors = problems
		return productpage.View(page)
	})
}
