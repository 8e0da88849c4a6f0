package web

import (
	"context"
	"strconv"
	"strings"

	"beli/frontend/components"
	"beli/frontend/pages/curator"
	productpage "beli/frontend/pages/curator/product"
	"beli/frontend/text"
	"beli/internal/actor"
	"beli/internal/catalog"
	"beli/internal/curation"
	"beli/internal/fault"
	"beli/internal/paging"
)

func (h *agencyDesk) reviewProduct(v *visit) error {
	page, err := h.productPage(v)
	if err != nil {
		return err
	}
	return v.ok(productpage.View(page))
}

// productPage is a product with the change of it that waits, if one does.
func (h *agencyDesk) productPage(v *visit) (productpage.Page, error) {
	screen, _, err := h.screen(v)
	if err != nil {
		return productpage.Page{}, err
	}
	r, err := h.Desk.ReviewProduct(v.ctx(), v.actor(), v.id("id"))
	if err != nil {
		return productpage.Page{}, err
	}
	p := r.Product
	page := productpage.Page{Screen: screen, ID: p.ID, Code: p.Code, Name: p.Content.Name, State: reviewState(p.Status, p.Takedown.Active()),
		ShopID: r.Shop.ID, Shop: r.Shop.Name, ShopState: curator.ShopState(r.Shop.Status), Owner: r.Shop.OwnerName, Phone: strings.TrimPrefix(r.Shop.PhoneKey, "+"),
		Price: priceText(v, r.Page.PriceFrom, r.Page.PriceTo), History: actsOf(v, r.History), OwnerWords: v.server.deps.Words.Words(text.Indonesian)}
	page.Stock, _ = stockLine(v, r.Page)
	if p.Status == catalog.Published && !p.Takedown.Active() && r.Shop.Visible() {
		page.PublicURL = v.url(productPath(p.Code, p.Slug))
	}
	if p.Takedown.Active() {
		page.TakenDown, page.TakenWhy = v.words.DateTime(p.Takedown.At), p.Takedown.Reason
	}
	content, notes := p.Content, r.Notes
	if c := waitingChange(r.Changes); c != nil {
		review, err := h.Desk.ReviewChange(v.ctx(), v.actor(), c.ID)
		if err != nil {
			return page, err
		}
		content, notes = c.Content, review.Notes
		if err := h.change(v, review, &page); err != nil {
			return page, err
		}
	}
	if p.Status == catalog.Draft && !p.Takedown.Active() {
		page.State = draftState(r.Changes)
	}
	for _, c := range r.Changes {
		if c.Status != catalog.Proposed {
			page.Earlier = append(page.Earlier, productpage.Earlier{When: moment(v, c.DecidedAt), State: string(c.Status), Reason: c.Reason})
		}
	}
	for _, n := range notes {
		page.Hints = append(page.Hints, v.words.T("note."+n.Code, n.Args...))
	}
	if page.NextID, err = h.nextProduct(v, p.ID); err != nil {
		return page, err
	}
	page.Numbers = h.numbers(v, p, content)
	page.Content, err = h.contentFacts(v, p, content)
	return page, err
}

// draftState is where a product stands that was never on sale; changes come newest first.
func draftState(list []catalog.Change) curator.ProductState {
	switch {
	case waitingChange(list) != nil:
		return curator.ProductWaiting
	case len(list) > 0 && list[0].Status == catalog.Rejected:
		return curator.ProductNeedsWork
	}
	return curator.ProductDraft
}

func waitingChange(list []catalog.Change) *catalog.Change {
	for i := range list {
		if list[i].Status == catalog.Proposed {
			return &list[i]
		}
	}
	return nil
}

// nextProduct is another product that waits, 0 for none.
func (h *agencyDesk) nextProduct(v *visit, not int64) (int64, error) {
	rows, _, err := h.Desk.Changes(v.ctx(), v.actor(), curation.ChangeFilter{Page: paging.Request{Size: 2}})
	for _, r := range rows {
		if r.ProductID != not {
			return r.ProductID, err
		}
	}
	return 0, err
}

// change fills what an owner proposes beside what is on sale.
func (h *agencyDesk) change(v *visit, r curation.ChangeReview, page *productpage.Page) error {
	page.Name = r.Change.Content.Name
	page.Change = productpage.Change{ID: r.Change.ID, First: r.Change.First, Sent: v.words.DateTime(r.Change.ProposedAt), Age: h.age(v, r.Change.ProposedAt)}
	if r.Change.First {
		return nil
	}
	tree, err := h.Storefront.Tree(v.ctx())
	if err != nil {
		return err
	}
	for _, d := range r.Differences {
		out := productpage.Difference{Field: d.Field, Before: d.Before, After: d.After}
		switch d.Field {
		case "photos":
			out.Before, out.After = "", ""
			out.BeforePhotos, out.AfterPhotos = photosOf(r.Product.Shown(r.Before), ""), photosOf(r.Product.Shown(r.Change.Content), "")
		case "category":
			before, _ := tree.ByID(r.Before.CategoryID)
			after, _ := tree.ByID(r.Change.Content.CategoryID)
			out.Before, out.After = before.Name(v.lang), after.Name(v.lang)
		case "halal_state":
			out.Before, out.After = h.halalWords(v, r.Before.HalalState, ""), h.halalWords(v, r.Change.Content.HalalState, "")
		}
		page.Change.Differences = append(page.Change.Differences, out)
	}
	return nil
}

func (h *agencyDesk) numbers(v *visit, p catalog.Product, c catalog.Content) productpage.Numbers {
	n := productpage.Numbers{HalalState: h.halalWords(v, c.HalalState, ""), Halal: c.HalalNumber, PIRT: c.PIRTNumber, Checked: moment(v, p.CredentialCheckedAt)}
	onSale := p.Status == catalog.Published && c.HalalNumber == p.Content.HalalNumber && c.PIRTNumber == p.Content.PIRTNumber
	n.Checkable = onSale && p.CredentialCheckedAt.IsZero() && (c.HalalNumber != "" || c.PIRTNumber != "")
	return n
}

// contentFacts are all fields of a content that say something.
func (h *agencyDesk) contentFacts(v *visit, p catalog.Product, c catalog.Content) ([]productpage.Fact, error) {
	tree, err := h.Storefront.Tree(v.ctx())
	if err != nil {
		return nil, err
	}
	cat, _ := tree.ByID(c.CategoryID)
	weight, shelf := "", ""
	if c.WeightG > 0 {
		weight = v.words.Grams(c.WeightG)
	}
	if c.ShelfLifeDays > 0 {
		shelf = v.words.N("buyer.shelf_days", c.ShelfLifeDays)
	}
	out := []productpage.Fact{{Field: "photos", Photos: photosOf(p.Shown(c), c.Name)}}
	for _, f := range [][2]string{{"name", c.Name}, {"name_en", c.NameEN}, {"category", cat.Name(v.lang)}, {"description", c.Description},
		{"description_en", c.DescriptionEN}, {"unit", c.Unit}, {"weight_g", weight}, {"halal_state", h.halalWords(v, c.HalalState, "")},
		{"halal_number", c.HalalNumber}, {"pirt_number", c.PIRTNumber}, {"shelf_life_days", shelf}, {"storage", c.Storage},
		{"ingredients", c.Ingredients}, {"material", c.Material}, {"size_text", c.SizeText}} {
		if f[1] != "" {
			out = append(out, productpage.Fact{Field: f[0], Value: f[1]})
		}
	}
	return out, nil
}

// decideProduct does what the curator decided about a change or about the product itself.
func (h *agencyDesk) decideProduct(v *visit) error {
	act, id, change, reason := productpage.Act(v.param("act")), v.id("id"), v.whole("change"), v.reason()
	byReason := func(do func(context.Context, actor.Actor, catalog.ReasonInput) error, id int64) error {
		return do(v.ctx(), v.actor(), catalog.ReasonInput{ID: id, Reason: reason.Join()})
	}
	var err error
	notice := ""
	switch act {
	case productpage.Confirm:
		notice, err = "confirmed", h.Catalog.Confirm(v.ctx(), v.actor(), change)
	case productpage.SendBack:
		notice, err = "sent_back", byReason(h.Catalog.SendBack, change)
	case productpage.Takedown:
		notice, err = "taken_down", byReason(h.Catalog.Takedown, id)
	case productpage.Lift:
		notice, err = "lifted", byReason(h.Catalog.LiftTakedown, id)
	case productpage.Check:
		notice, err = "checked", h.Catalog.MarkCredentialChecked(v.ctx(), v.actor(),
			catalog.CheckInput{ProductID: id, HalalNumber: v.value("halal"), PIRTNumber: v.value("pirt")})
	default:
		return errNotFound
	}
	switch fault.KindOf(err) {
	case fault.Invalid, fault.Conflict:
		page, pageErr := h.productPage(v)
		if pageErr != nil {
			return pageErr
		}
		page.Failed, page.Reason, page.Collided = act, reason, fault.KindOf(err) == fault.Conflict
		return v.refused(err, func(problems []components.FieldError) templComponent {
			page.Errors = problems
			return productpage.View(page)
		})
	}
	if err != nil {
		return err
	}
	return v.done("/kurator/produk/"+strconv.FormatInt(id, 10), "curator."+notice)
}
