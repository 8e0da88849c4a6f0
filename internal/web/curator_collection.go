package web

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"beli/frontend/components"
	"beli/frontend/pages/collection"
	"beli/frontend/pages/curator"
	editpage "beli/frontend/pages/curator/collection"
	listpage "beli/frontend/pages/curator/collections"
	"beli/internal/actor"
	"beli/internal/fault"
	"beli/internal/paging"
	"beli/internal/promo"
	"beli/internal/search"
)

func (h *agencyDesk) collectionRoutes() []route {
	const at = "/kurator/koleksi/:id"
	return []route{
		get("/kurator/koleksi", curatorsOnly, h.collections),
		get("/kurator/koleksi/baru", curatorsOnly, h.newCollection),
		post("/kurator/koleksi/baru", curatorsOnly, h.createCollection),
		get(at, curatorsOnly, h.editCollection),
		post(at, curatorsOnly, h.saveCollection),
		get(at+"/pratinjau", curatorsOnly, h.previewCollection),
		post(at+"/tambah", curatorsOnly, h.addItem),
		post(at+"/hapus", curatorsOnly, h.removeItem),
		post(at+"/urut", curatorsOnly, h.orderItems),
		post(at+"/terbit", curatorsOnly, h.publish),
		post(at+"/tarik", curatorsOnly, h.unpublish),
	}
}

func (h *agencyDesk) collectionRow(v *visit, c promo.Collection) curator.CollectionRow {
	return curator.CollectionRow{ID: c.ID, Title: c.Title(v.lang), Phase: curator.Phase(c.Phase(h.front.clock.Now())), Dates: h.dates(v, c), Items: c.Size}
}

func (h *agencyDesk) dates(v *visit, c promo.Collection) string {
	return v.words.T("shop.collection_dates", v.words.Date(day(c.FirstDay())), v.words.Date(day(c.LastDay())))
}

func (h *agencyDesk) collections(v *visit) error {
	screen, _, err := h.screen(v)
	if err != nil {
		return err
	}
	list, err := h.Collections.List(v.ctx(), v.actor())
	if err != nil {
		return err
	}
	page := listpage.Page{Screen: screen, Phase: curator.Phase(v.query("tab"))}
	for _, c := range list {
		row := h.collectionRow(v, c)
		switch row.Phase {
		case curator.Draft:
			page.Draft++
		case curator.Scheduled:
			page.Scheduled++
		case curator.Running:
			page.Running++
		default:
			page.Ended++
		}
		if page.Phase == "" || row.Phase == page.Phase {
			page.Rows = append(page.Rows, row)
		}
	}
	return v.ok(listpage.View(page))
}

// typedWords are a collection's words as the form has them.
func typedWords(v *visit) promo.Words {
	return promo.Words{TitleID: v.value("title_id"), TitleEN: v.value("title_en"), TextID: v.value("text_id"), TextEN: v.value("text_en"),
		FirstDay: v.value("first_day"), LastDay: v.value("last_day")}
}

func fill(page *editpage.Page, w promo.Words) {
	page.TitleID, page.TitleEN, page.TextID, page.TextEN, page.FirstDay, page.LastDay = w.TitleID, w.TitleEN, w.TextID, w.TextEN, w.FirstDay, w.LastDay
}

func (h *agencyDesk) newCollection(v *visit) error {
	screen, _, err := h.screen(v)
	if err != nil {
		return err
	}
	now := h.front.clock.Now()
	page := editpage.Page{Screen: screen, FirstDay: wibDay(now), LastDay: wibDay(now.AddDate(0, 0, 13)), MostItems: promo.MaxItems}
	return v.ok(editpage.View(page))
}

func (h *agencyDesk) createCollection(v *visit) error {
	words := typedWords(v)
	made, err := h.Collections.Create(v.ctx(), v.actor(), words)
	if fault.KindOf(err) == fault.Invalid {
		screen, _, screenErr := h.screen(v)
		if screenErr != nil {
			return screenErr
		}
		return v.refused(err, func(problems []components.FieldError) templComponent {
			page := editpage.Page{Screen: screen, MostItems: promo.MaxItems}
			fill(&page, words)
			page.Errors = problems
			return editpage.View(page)
		})
	}
	if err != nil {
		return err
	}
	return v.done("/kurator/koleksi/"+idText(made.ID), "curator.collection_created")
}

func (h *agencyDesk) editCollection(v *visit) error {
	page, err := h.editor(v)
	if err != nil {
		return err
	}
	return v.ok(editpage.View(page))
}

// editor is the collection as it stands, with what the search for products found.
func (h *agencyDesk) editor(v *visit) (editpage.Page, error) {
	screen, _, err := h.screen(v)
	if err != nil {
		return editpage.Page{}, err
	}
	c, err := h.Collections.ByID(v.ctx(), v.actor(), v.id("id"))
	if err != nil {
		return editpage.Page{}, err
	}
	page := editpage.Page{Screen: screen, ID: c.ID, Name: c.Title(v.lang), Phase: curator.Phase(c.Phase(h.front.clock.Now())), Dates: h.dates(v, c), MostItems: promo.MaxItems}
	fill(&page, promo.Words{TitleID: c.TitleID, TitleEN: c.TitleEN, TextID: c.TextID, TextEN: c.TextEN, FirstDay: c.FirstDay(), LastDay: c.LastDay()})
	if page.Phase != curator.Draft {
		page.PublicURL = v.url("/koleksi/" + c.Slug)
	}
	in := map[string]bool{}
	for _, it := range c.Items {
		in[it.Code] = true
		page.Items = append(page.Items, editpage.Item{ProductID: it.ProductID, Code: it.Code, Name: it.Name, Shop: it.ShopName, Reason: it.Reason, Visible: it.Visible})
	}
	acts, _, err := h.Desk.Audit(v.ctx(), v.actor(), "collection", c.ID, paging.Request{Size: 20})
	if err != nil {
		return page, err
	}
	page.History = actsOf(v, acts)
	return page, h.findProducts(v, in, &page)
}

// findProducts offers products by words or code; only what buyers see is offered.
func (h *agencyDesk) findProducts(v *visit, in map[string]bool, page *editpage.Page) error {
	page.Query = strings.TrimSpace(orElse(v.query("q"), v.value("q")))
	if page.Query == "" {
		return nil
	}
	page.Searched = true
	res, err := h.front.engine.Search(v.ctx(), search.Query{Text: page.Query, Page: paging.Request{Size: 12}})
	if err != nil {
		return fmt.Errorf("search: %w", err)
	}
	cards, err := h.Storefront.Cards(v.ctx(), res.IDs)
	if err != nil {
		return err
	}
	for _, c := range cards {
		page.Found = append(page.Found, editpage.Found{Code: c.Code, Name: c.Name, Shop: c.ShopName, Price: c.PriceFrom.In(v.lang),
			Photo: cover(c.CoverKey, c.CoverMat, c.CoverContain, ""), In: in[c.Code]})
	}
	return nil
}

// again shows the editor with what was refused.
func (h *agencyDesk) editorAgain(v *visit, err error, typed func(*editpage.Page)) error {
	if k := fault.KindOf(err); k != fault.Invalid && k != fault.Conflict {
		return err
	}
	page, pageErr := h.editor(v)
	if pageErr != nil {
		return pageErr
	}
	typed(&page)
	return v.refused(err, func(problems []components.FieldError) templComponent {
		page.Errors = problems
		return editpage.View(page)
	})
}

func (h *agencyDesk) saveCollection(v *visit) error {
	words := typedWords(v)
	if err := h.Collections.Update(v.ctx(), v.actor(), promo.UpdateInput{ID: v.id("id"), Words: words}); err != nil {
		return h.editorAgain(v, err, func(p *editpage.Page) { fill(p, words) })
	}
	return h.edited(v, "saved")
}

func (h *agencyDesk) edited(v *visit, what string) error {
	path := "/kurator/koleksi/" + idText(v.id("id"))
	if q := v.value("q"); q != "" {
		path += "?q=" + escapeQuery(q)
	}
	return v.done(path, "curator.collection_"+what)
}

func (h *agencyDesk) addItem(v *visit) error {
	in := promo.AddItemInput{CollectionID: v.id("id"), Code: strings.ToUpper(v.value("code")), Reason: v.value("reason")}
	if err := h.Collections.AddItem(v.ctx(), v.actor(), in); err != nil {
		return h.editorAgain(v, err, func(p *editpage.Page) { p.AddCode, p.AddReason = in.Code, in.Reason })
	}
	return h.edited(v, "added")
}

func (h *agencyDesk) removeItem(v *visit) error {
	if err := h.Collections.RemoveItem(v.ctx(), v.actor(), promo.ItemInput{CollectionID: v.id("id"), ProductID: v.whole("product")}); err != nil {
		return h.editorAgain(v, err, func(*editpage.Page) {})
	}
	return h.edited(v, "removed")
}

// orderItems moves one product (act=up:12, down:12, first:12) within the order that was on the page.
func (h *agencyDesk) orderItems(v *visit) error {
	var ids []int64
	for _, raw := range v.list("items") {
		ids = append(ids, whole(raw))
	}
	act, raw, _ := strings.Cut(v.value("act"), ":")
	at := slices.Index(ids, whole(raw))
	if at < 0 {
		return errNotFound
	}
	id := ids[at]
	ids = slices.Delete(ids, at, at+1)
	to := map[string]int{"up": max(at-1, 0), "down": min(at+1, len(ids)), "first": 0}
	place, ok := to[act]
	if !ok {
		return errNotFound
	}
	ids = slices.Insert(ids, place, id)
	if err := h.Collections.Order(v.ctx(), v.actor(), promo.OrderInput{CollectionID: v.id("id"), ProductIDs: ids}); err != nil {
		return h.editorAgain(v, err, func(*editpage.Page) {})
	}
	return h.edited(v, "ordered")
}

func (h *agencyDesk) publish(v *visit) error {
	return h.turn(v, h.Collections.Publish, "published")
}

func (h *agencyDesk) unpublish(v *visit) error {
	return h.turn(v, h.Collections.Unpublish, "unpublished")
}

func (h *agencyDesk) turn(v *visit, do func(context.Context, actor.Actor, int64) error, what string) error {
	if err := do(v.ctx(), v.actor(), v.id("id")); err != nil {
		for _, f := range fault.FieldsOf(err) {
			if f.Name == "items" && f.Code == "required" {
				err = fault.Problem("items", "collection_empty")
			}
		}
		return h.editorAgain(v, err, func(*editpage.Page) {})
	}
	return h.edited(v, what)
}

// previewCollection is the page as buyers will see it, before they do.
func (h *agencyDesk) previewCollection(v *visit) error {
	c, err := h.Collections.ByID(v.ctx(), v.actor(), v.id("id"))
	if err != nil {
		return err
	}
	page, err := h.front.collectionPage(v, c)
	if err != nil {
		return err
	}
	page.Preview, page.Robots, page.State = true, "noindex", collection.Running
	return v.ok(collection.View(page))
}
