package web

import (
	"fmt"
	"time"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/curator"
	auditpage "beli/frontend/pages/curator/audit"
	deskpage "beli/frontend/pages/curator/desk"
	indexpage "beli/frontend/pages/curator/index"
	queuepage "beli/frontend/pages/curator/queue"
	"beli/internal/catalog"
	"beli/internal/clock"
	"beli/internal/curation"
	"beli/internal/paging"
	"beli/internal/shop"
)

// agencyDesk is where curators and admins work.
type agencyDesk struct {
	Desks
	front *storefront
}

// curatorRoutes are the curator's and the admin's desks.
func (s *Server) curatorRoutes(front *storefront) []route {
	h := &agencyDesk{Desks: s.deps.Desks, front: front}
	table := []route{
		get("/kurator", curatorsOnly, h.desk),
		get("/kurator/toko", curatorsOnly, h.shopQueue),
		get("/kurator/produk", curatorsOnly, h.productQueue),
		get("/kurator/semua-toko", curatorsOnly, h.allShops),
		get("/kurator/riwayat", curatorsOnly, h.audit),
	}
	table = append(table, h.reviewRoutes()...)
	table = append(table, h.collectionRoutes()...)
	return append(table, h.adminRoutes()...)
}

// screen is the shell of the desk with how much waits in each queue.
func (h *agencyDesk) screen(v *visit) (curator.Screen, curation.Inbox, error) {
	in, err := h.Desk.Inbox(v.ctx(), v.actor())
	if err != nil {
		return curator.Screen{}, in, fmt.Errorf("count what waits: %w", err)
	}
	return curator.Screen{Base: v.base("curator", layouts.Curator),
		Waiting: curator.Waiting{Shops: in.Shops.Count, Products: in.Products.Count, Changes: in.Changes.Count, Numbers: in.Credentials.Count},
		Printed: v.words.DateTime(h.front.clock.Now()) + ", " + v.session.Name}, in, nil
}

// age is how long ago, in words; "" for the zero time.
func (h *agencyDesk) age(v *visit, t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return v.words.Age(h.front.clock.Now().Sub(t))
}

func moment(v *visit, t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return v.words.DateTime(t)
}

func (h *agencyDesk) desk(v *visit) error {
	screen, in, err := h.screen(v)
	if err != nil {
		return err
	}
	queue := func(q curation.Queue) deskpage.Queue {
		return deskpage.Queue{Count: q.Count, Oldest: h.age(v, q.Oldest)}
	}
	page := deskpage.Page{Screen: screen, Shops: queue(in.Shops), Products: queue(in.Products), Changes: queue(in.Changes), Numbers: queue(in.Credentials)}
	acts, _, err := h.Desk.Audit(v.ctx(), v.actor(), "", 0, paging.Request{Size: 10})
	if err != nil {
		return err
	}
	page.Acts = actsOf(v, acts)
	list, err := h.Collections.List(v.ctx(), v.actor())
	if err != nil {
		return err
	}
	for _, c := range list {
		if row := h.collectionRow(v, c); row.Phase == curator.Running || row.Phase == curator.Scheduled {
			page.Collections = append(page.Collections, row)
		}
	}
	return v.ok(deskpage.View(page))
}

// actsOf prints entries of the log.
func actsOf(v *visit, entries []curation.Act) []curator.Act {
	out := make([]curator.Act, len(entries))
	for i, e := range entries {
		out[i] = curator.Act{When: v.words.DateTime(e.At), Who: e.Actor.Name, Key: e.Act, Kind: e.ObjectKind, ID: e.ObjectID, Object: e.ObjectName, Reason: e.Reason}
	}
	return out
}

// kecamatanOptions are the 25 kecamatan for a filter.
func (h *agencyDesk) kecamatanOptions() []components.Option {
	var out []components.Option
	for _, k := range h.Region.Kecamatan() {
		out = append(out, components.Option{Value: k.Code, Label: k.Name})
	}
	return out
}

func (h *agencyDesk) shopRow(v *visit, r curation.ShopRow) curator.ShopRow {
	village := ""
	if p, ok := h.Region.ByCode(r.VillageCode); ok {
		village = p.Name
	}
	return curator.ShopRow{ID: r.ID, Name: r.Name, Owner: r.OwnerName, Village: village, Kecamatan: h.front.district(r.KecamatanCode),
		State: curator.ShopState(r.Status), Sent: moment(v, r.SubmittedAt), Age: h.age(v, r.SubmittedAt), Created: v.words.Date(r.CreatedAt),
		Products: r.Products, Missing: r.Missing}
}

func (h *agencyDesk) shopQueue(v *visit) error {
	screen, _, err := h.screen(v)
	if err != nil {
		return err
	}
	at := v.page()
	page := queuepage.Page{Screen: screen, Kind: queuepage.Shops, Tab: queuepage.Tab(v.query("status")), Text: v.query("q"),
		Kecamatan: v.query("kecamatan"), Kecamatans: h.kecamatanOptions(), Number: at.Number}
	status := shop.Status(orElse(string(page.Tab), string(shop.Submitted)))
	rows, total, err := h.Desk.Shops(v.ctx(), v.actor(), curation.ShopFilter{Status: status, KecamatanCode: page.Kecamatan, Text: page.Text, Page: at})
	if err != nil {
		return err
	}
	for _, r := range rows {
		page.Shops = append(page.Shops, h.shopRow(v, r))
	}
	page.Total, page.Last = total, at.Pages(total)
	return v.ok(queuepage.View(page))
}

func (h *agencyDesk) productQueue(v *visit) error {
	screen, _, err := h.screen(v)
	if err != nil {
		return err
	}
	at := v.page()
	page := queuepage.Page{Screen: screen, Kind: queuepage.Products, Tab: queuepage.Tab(v.query("tab")), Text: v.query("q"),
		Kecamatan: v.query("kecamatan"), Kecamatans: h.kecamatanOptions(), ShopID: whole(v.query("toko")), Number: at.Number}
	total := 0
	switch page.Tab {
	case queuepage.Live, queuepage.TakenDown, queuepage.Unchecked, queuepage.All:
		total, err = h.registered(v, &page, at)
	default:
		total, err = h.waiting(v, &page, at)
	}
	if err != nil {
		return err
	}
	page.Total, page.Last = total, at.Pages(total)
	return v.ok(queuepage.View(page))
}

// waiting fills a list of changes under review.
func (h *agencyDesk) waiting(v *visit, page *queuepage.Page, at paging.Request) (int, error) {
	kind := curation.First
	if page.Tab == queuepage.Later {
		kind = curation.Later
	}
	tree, err := h.Storefront.Tree(v.ctx())
	if err != nil {
		return 0, err
	}
	rows, total, err := h.Desk.Changes(v.ctx(), v.actor(), curation.ChangeFilter{Kind: kind, ShopID: page.ShopID, KecamatanCode: page.Kecamatan, Page: at})
	for _, r := range rows {
		cat, _ := tree.ByID(r.CategoryID)
		page.Products = append(page.Products, queuepage.ProductRow{ID: r.ProductID, Code: r.ProductCode, Name: r.Name, LiveName: r.LiveName,
			Photo: cover(r.CoverKey, r.CoverMat, false, ""), ShopID: r.ShopID, Shop: r.ShopName, ShopState: curator.ShopState(r.ShopStatus),
			Category: cat.Name(v.lang), Sent: moment(v, r.ProposedAt), Age: h.age(v, r.ProposedAt)})
		page.ShopName = r.ShopName
	}
	return total, err
}

// registered fills a list of products that were on sale.
func (h *agencyDesk) registered(v *visit, page *queuepage.Page, at paging.Request) (int, error) {
	tab := map[queuepage.Tab]curation.ProductTab{queuepage.Live: curation.LiveProducts, queuepage.TakenDown: curation.TakenDown,
		queuepage.Unchecked: curation.Unchecked, queuepage.All: curation.AllProducts}[page.Tab]
	rows, total, err := h.Desk.Products(v.ctx(), v.actor(), curation.ProductFilter{Tab: tab, ShopID: page.ShopID, Text: page.Text, Page: at})
	for _, r := range rows {
		page.Products = append(page.Products, queuepage.ProductRow{ID: r.ID, Code: r.Code, Name: r.Name, Photo: cover(r.CoverKey, r.CoverMat, false, ""),
			ShopID: r.ShopID, Shop: r.ShopName, ShopState: curator.ShopState(r.ShopStatus), State: reviewState(r.Status, r.TakenDown),
			Halal: h.halalWords(v, r.HalalState, r.HalalNumber), PIRT: r.PIRTNumber, Published: v.words.Date(r.PublishedAt)})
		page.ShopName = r.ShopName
	}
	return total, err
}

func reviewState(s catalog.Status, takenDown bool) curator.ProductState {
	if takenDown {
		return curator.ProductTakenDown
	}
	return curator.ProductState(s)
}

// halalWords is a certificate's number, else the state in words.
func (h *agencyDesk) halalWords(v *visit, state catalog.HalalState, number string) string {
	if number != "" {
		return number
	}
	if key := "curator.halal_" + string(state); v.words.Has(key) {
		return v.words.T(key)
	}
	return ""
}

func (h *agencyDesk) allShops(v *visit) error {
	screen, _, err := h.screen(v)
	if err != nil {
		return err
	}
	at := v.page()
	page := indexpage.Page{Screen: screen, Text: v.query("q"), Kecamatan: v.query("kecamatan"), Kecamatans: h.kecamatanOptions(),
		State: curator.ShopState(v.query("status")), Number: at.Number}
	rows, total, err := h.Desk.Shops(v.ctx(), v.actor(), curation.ShopFilter{Status: shop.Status(page.State), KecamatanCode: page.Kecamatan, Text: page.Text, Page: at})
	if err != nil {
		return err
	}
	for _, r := range rows {
		page.Rows = append(page.Rows, h.shopRow(v, r))
	}
	page.Total, page.Last = total, at.Pages(total)
	return v.ok(indexpage.View(page))
}

func (h *agencyDesk) audit(v *visit) error {
	screen, _, err := h.screen(v)
	if err != nil {
		return err
	}
	at := paging.Request{Number: v.page().Number, Size: 50}
	page := auditpage.Page{Screen: screen, Kind: clip(v.query("kind"), 20), ID: whole(v.query("id")), Number: at.Number}
	entries, total, err := h.Desk.Audit(v.ctx(), v.actor(), page.Kind, page.ID, at)
	if err != nil {
		return err
	}
	page.Acts, page.Total, page.Last = actsOf(v, entries), total, at.Pages(total)
	if page.ID != 0 && len(entries) > 0 {
		page.Object = entries[0].ObjectName
	}
	return v.ok(auditpage.View(page))
}

// wibDay is the date of an instant in WIB, as date fields have it.
func wibDay(t time.Time) string { return t.In(clock.WIB).Format(time.DateOnly) }
