package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/owner"
	productspage "beli/frontend/pages/owner/products"
	surepage "beli/frontend/pages/owner/sure"
	"beli/frontend/pages/product"
	"beli/internal/catalog"
	"beli/internal/paging"
	"beli/internal/shop"
)

func (h *ownerDesk) productRoutes() []route {
	const all = "/jual/toko/:toko/produk"
	const one = all + "/:id"
	return []route{
		get(all, signedIn, h.products),
		get(all+"/baru", signedIn, h.newProduct),
		post(all+"/baru", signedIn, h.addProduct).upTo(uploadLimit),
		get(one, signedIn, h.showProduct),
		post(one, signedIn, h.saveProduct),
		get(one+"/lihat", signedIn, h.preview),
		get(one+"/foto", signedIn, h.toProduct),
		post(one+"/foto", signedIn, h.editPhotos).upTo(uploadLimit),
		get(one+"/harga", signedIn, h.toProduct),
		post(one+"/harga", signedIn, h.savePrice),
		get(one+"/stok", signedIn, h.toProduct),
		post(one+"/stok", signedIn, h.saveStock),
		get(one+"/varian", signedIn, h.variants),
		post(one+"/varian", signedIn, h.saveVariants),
		post(one+"/kirim", signedIn, h.sendProduct),
		get(one+"/tarik", signedIn, h.askWithdraw),
		post(one+"/tarik", signedIn, h.withdrawProduct),
		post(one+"/sembunyi", signedIn, h.hideProduct),
		post(one+"/tampil", signedIn, h.unhideProduct),
		get(one+"/arsip", signedIn, h.askArchive),
		post(one+"/arsip", signedIn, h.archiveProduct),
	}
}

// editing reads the product of the address in the actor's reach.
func (h *ownerDesk) editing(v *visit) (shop.Membership, owner.Screen, catalog.Editing, error) {
	m, screen, err := h.with(v, shop.ManageProducts)
	if err != nil {
		return m, screen, catalog.Editing{}, err
	}
	e, err := h.Catalog.Editing(v.ctx(), v.actor(), catalog.ProductInput{ShopID: m.Shop.ID, ProductID: v.id("id")})
	return m, screen, e, err
}

// products is the owner's list.
func (h *ownerDesk) products(v *visit) error {
	m, screen, err := h.with(v, shop.ManageProducts)
	if err != nil {
		return err
	}
	page, err := h.listPage(v, m, screen, url.Values{"tab": {v.query("tab")}, "q": {v.query("q")}, "hal": {v.query("hal")}})
	if err != nil {
		return err
	}
	return v.ok(productspage.View(page))
}

// listPage is the list under the parameters tab, q and hal.
func (h *ownerDesk) listPage(v *visit, m shop.Membership, screen owner.Screen, at url.Values) (productspage.Page, error) {
	number, _ := strconv.Atoi(at.Get("hal"))
	f := catalog.OwnerFilter{Tab: catalog.OwnerTab(at.Get("tab")), Text: strings.TrimSpace(at.Get("q")), Page: paging.Request{Number: number}.Clean()}
	if !slices.Contains(catalog.OwnerTabs(), f.Tab) {
		f.Tab = catalog.TabAll
	}
	list, err := h.Catalog.OwnerList(v.ctx(), v.actor(), m.Shop.ID, f)
	if err != nil {
		return productspage.Page{}, err
	}
	page := productspage.Page{Screen: screen, Query: f.Text, Any: list.Counts[catalog.TabAll]+list.Counts[catalog.TabArchived] > 0}
	address := func(tab catalog.OwnerTab, number int) string {
		return v.url(deskPath(m, "produk")) + listQuery(tab, f.Text, number)
	}
	for _, tab := range catalog.OwnerTabs() {
		n := list.Counts[tab]
		if n == 0 && tab != catalog.TabAll && tab != f.Tab {
			continue
		}
		page.Tabs = append(page.Tabs, components.Link{Label: v.words.T("owner.list_" + orElse(string(tab), "all")), URL: address(tab, 1),
			Count: v.words.Number(n), Current: tab == f.Tab})
	}
	page.Pages = components.Pages{Number: f.Page.Number, Total: f.Page.Pages(list.Total)}
	if f.Page.Number > 1 {
		page.Pages.PreviousURL = address(f.Tab, min(f.Page.Number-1, page.Pages.Total))
	}
	if f.Page.Number < page.Pages.Total {
		page.Pages.NextURL = address(f.Tab, f.Page.Number+1)
	}
	for _, r := range list.Rows {
		page.Rows = append(page.Rows, ownerRow(v, r))
	}
	return page, nil
}

// listQuery are the parameters of an address of the list, "" for its beginning.
func listQuery(tab catalog.OwnerTab, text string, number int) string {
	out := url.Values{}
	if tab != catalog.TabAll {
		out.Set("tab", string(tab))
	}
	if text != "" {
		out.Set("q", text)
	}
	if number > 1 {
		out.Set("hal", strconv.Itoa(number))
	}
	if len(out) == 0 {
		return ""
	}
	return "?" + out.Encode()
}

func ownerRow(v *visit, r catalog.OwnerRow) productspage.Row {
	row := productspage.Row{ID: idText(r.ID), Name: r.Name, Price: r.PriceFrom.In(v.lang), Unit: r.Unit,
		Photo: cover(r.CoverKey, r.CoverMat, r.CoverContain, ""), State: ownState(r.Status, r.ChangeStatus, r.TakenDown),
		Changing: (r.Status == catalog.Published || r.Status == catalog.Hidden) && r.ChangeStatus == catalog.Proposed,
		Reason:   r.Reason, FewPhotos: r.Photos < 3, Counted: r.StockMode == catalog.Counted}
	row.SoldOut = row.Counted && r.Left <= 0
	if r.SingleVariant != 0 {
		row.Variant, row.Amount = idText(r.SingleVariant), typedAmount(v, r.PriceFrom)
		row.Left = strconv.Itoa(max(r.Left, 0))
	} else {
		row.Price = v.words.T("owner.price_from", row.Price)
	}
	switch {
	case r.StockMode == catalog.Always:
		row.StockSay = v.words.T("owner.stock_say_always")
	case r.StockMode == catalog.MadeToOrder:
		row.StockSay = v.words.T("desk.stock_say_made")
	case r.SingleVariant == 0:
		row.StockSay = v.words.T("owner.stock_say_variants", v.words.Number(r.Variants), v.words.Number(r.Left))
	}
	return row
}

// ownState is a product's life, review and takedown in one word.
func ownState(s catalog.Status, change catalog.ChangeStatus, takenDown bool) owner.ProductState {
	switch {
	case s == catalog.Archived:
		return owner.ProductArchived
	case takenDown:
		return owner.ProductTakenDown
	case s == catalog.Hidden:
		return owner.ProductHidden
	case s == catalog.Published:
		return owner.ProductLive
	case change == catalog.Proposed:
		return owner.ProductWaiting
	case change == catalog.Rejected:
		return owner.ProductNeedsWork
	}
	return owner.ProductDraft
}

// listBack is where a form of the list was sent from: its parameters, as the browser says.
func listBack(v *visit, m shop.Membership) url.Values {
	from, err := url.Parse(strings.Clone(v.c.Get("Referer")))
	if err != nil || strings.TrimPrefix(from.Path, "/en") != deskPath(m, "produk") {
		return url.Values{}
	}
	return from.Query()
}

// afterAct leads back to the list or to the product, wherever the button was pressed.
func afterAct(v *visit, m shop.Membership, productID int64, notice string) error {
	if v.value("from") != "list" {
		return v.done(deskPath(m, "produk", idText(productID)), notice)
	}
	at := listBack(v, m)
	number, _ := strconv.Atoi(at.Get("hal"))
	return v.done(deskPath(m, "produk")+listQuery(catalog.OwnerTab(clip(at.Get("tab"), 20)), clip(at.Get("q"), 200), number), notice)
}

// toProduct is for who reloads the address of a form after it came back.
func (h *ownerDesk) toProduct(v *visit) error {
	m, _, e, err := h.editing(v)
	if err != nil {
		return err
	}
	return v.redirect(deskPath(m, "produk", idText(e.Product.ID)))
}

// preview is a product as buyers would see it, for its shop alone and without its basket.
func (h *ownerDesk) preview(v *visit) error {
	m, _, err := h.with(v, shop.ManageProducts)
	if err != nil {
		return err
	}
	seen, err := h.Catalog.Preview(v.ctx(), v.actor(), catalog.ProductInput{ShopID: m.Shop.ID, ProductID: v.id("id")})
	if err != nil {
		return err
	}
	page, err := h.front.productPage(v, seen)
	if err != nil {
		return err
	}
	page.Robots, page.CanonicalURL, page.IndonesianURL, page.EnglishURL = "noindex", "", "", ""
	page.OG, page.JSONLD, page.ShareURL, page.ReportURL = layouts.OpenGraph{}, "", "", ""
	page.CanBuy, page.AskURL, page.NotifyURL = false, "", ""
	if !m.Shop.Visible() {
		page.Checked = ""
	}
	page.Flash = components.Notice{Tone: components.Attend, Text: v.words.T("owner.preview_notice")}
	page.Trail = []components.Link{{Label: v.words.T("owner.preview_back"), URL: v.url(deskPath(m, "produk", idText(seen.ID)))}}
	return v.ok(product.View(page))
}

func (h *ownerDesk) hideProduct(v *visit) error {
	m, _, e, err := h.editing(v)
	if err != nil {
		return err
	}
	if err := h.Catalog.Hide(v.ctx(), v.actor(), catalog.ProductInput{ShopID: m.Shop.ID, ProductID: e.Product.ID}); err != nil {
		return err
	}
	return afterAct(v, m, e.Product.ID, "desk.hidden")
}

func (h *ownerDesk) unhideProduct(v *visit) error {
	m, _, e, err := h.editing(v)
	if err != nil {
		return err
	}
	if err := h.Catalog.Show(v.ctx(), v.actor(), catalog.ProductInput{ShopID: m.Shop.ID, ProductID: e.Product.ID}); err != nil {
		return err
	}
	return afterAct(v, m, e.Product.ID, "desk.shown")
}

func (h *ownerDesk) askArchive(v *visit) error { return h.ask(v, surepage.Archive, "arsip") }

func (h *ownerDesk) askWithdraw(v *visit) error { return h.ask(v, surepage.Withdraw, "tarik") }

// ask asks once more before what is hard to take back.
func (h *ownerDesk) ask(v *visit, act surepage.Act, end string) error {
	m, screen, e, err := h.editing(v)
	if err != nil {
		return err
	}
	id := idText(e.Product.ID)
	return v.ok(surepage.View(surepage.Page{Screen: screen, Act: act, What: e.Product.Content.Name, Path: []string{"produk", id, end},
		BackURL: v.url(deskPath(m, "produk", id))}))
}

func (h *ownerDesk) archiveProduct(v *visit) error {
	m, _, e, err := h.editing(v)
	if err != nil {
		return err
	}
	if err := h.Catalog.Archive(v.ctx(), v.actor(), catalog.ProductInput{ShopID: m.Shop.ID, ProductID: e.Product.ID}); err != nil {
		return err
	}
	return v.done(deskPath(m, "produk"), "desk.archived")
}

func (h *ownerDesk) withdrawProduct(v *visit) error {
	m, _, e, err := h.editing(v)
	if err != nil {
		return err
	}
	if err := h.Catalog.Withdraw(v.ctx(), v.actor(), catalog.ProductInput{ShopID: m.Shop.ID, ProductID: e.Product.ID}); err != nil {
		return err
	}
	return v.done(deskPath(m, "produk", idText(e.Product.ID)), "desk.taken_back")
}
