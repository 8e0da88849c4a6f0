package web

import (
	"fmt"
	"time"

	"beli/frontend/components"
	"beli/frontend/pages/owner"
	todaypage "beli/frontend/pages/owner/today"
	"beli/internal/catalog"
	"beli/internal/clock"
	"beli/internal/fault"
	"beli/internal/notice"
	"beli/internal/order"
	"beli/internal/paging"
	"beli/internal/shop"
)

// today is what is to be done now.
func (h *ownerDesk) today(v *visit) error {
	m, screen, err := h.member(v)
	if err != nil {
		return err
	}
	now := h.front.clock.Now()
	page := todaypage.Page{Screen: screen, Date: v.words.Date(now), State: owner.ShopState(m.Shop.Status), Reason: m.Shop.StatusReason,
		Holiday: h.holidayLine(v, m)}
	if page.Unread, err = h.Notices.Unread(v.ctx(), notice.OfShop(m.Shop.ID)); err != nil {
		return fmt.Errorf("count notices: %w", err)
	}
	if m.Shop.Status == shop.Verified {
		page.PublicURL = v.server.deps.Config.PublicURL + v.url("/toko/"+m.Shop.Slug)
	}
	for _, fill := range []func(*visit, shop.Membership, *todaypage.Page) error{h.todaysOrders, h.todaysProducts, h.earned} {
		if err := fill(v, m, &page); err != nil {
			return err
		}
	}
	return v.ok(todaypage.View(page))
}

// todaysOrders are the orders that wait for the shop, the first five in full.
func (h *ownerDesk) todaysOrders(v *visit, m shop.Membership, page *todaypage.Page) error {
	counts, err := h.Orders.Counts(v.ctx(), m.Shop.ID)
	if err != nil {
		return fmt.Errorf("count orders: %w", err)
	}
	page.Preparing = counts[order.TabPreparing]
	now := h.front.clock.Now()
	var latest []order.Order
	for _, tab := range []order.Tab{order.TabNew, order.TabPreparing} {
		rows, _, err := h.Orders.List(v.ctx(), m.Shop.ID, tab, paging.Request{Size: 5})
		if err != nil {
			return fmt.Errorf("list orders: %w", err)
		}
		for _, o := range rows {
			if o.DeadlineAt != nil && now.After(*o.DeadlineAt) {
				page.Overdue++
			}
		}
		latest = append(latest, rows...)
	}
	page.Latest = h.orderRows(v, latest[:min(len(latest), 5)])
	return nil
}

// todaysProducts counts what is to be done about products, and thinks of one thing to better.
func (h *ownerDesk) todaysProducts(v *visit, m shop.Membership, page *todaypage.Page) error {
	list, err := h.Catalog.OwnerList(v.ctx(), v.actor(), m.Shop.ID, catalog.OwnerFilter{Page: paging.Request{Size: 20}})
	if fault.KindOf(err) == fault.Forbidden {
		return nil
	}
	if err != nil {
		return fmt.Errorf("count products: %w", err)
	}
	page.NeedsWork, page.SoldOut, page.Drafts, page.Products = list.Counts[catalog.TabNeedsWork], list.Counts[catalog.TabSoldOut],
		list.Counts[catalog.TabDraft], list.Counts[catalog.TabAll]
	if list.Counts[catalog.TabHidden] > 0 {
		hidden, err := h.Catalog.OwnerList(v.ctx(), v.actor(), m.Shop.ID, catalog.OwnerFilter{Tab: catalog.TabHidden, Page: paging.Request{Size: 50}})
		if err != nil {
			return fmt.Errorf("list hidden products: %w", err)
		}
		for _, r := range hidden.Rows {
			if r.TakenDown {
				page.TakenDown++
			}
		}
	}
	page.Suggestion, err = h.suggestion(v, m, list.Rows)
	return err
}

// suggestion is one thing that makes buyers trust the shop more.
func (h *ownerDesk) suggestion(v *visit, m shop.Membership, rows []catalog.OwnerRow) (components.Link, error) {
	if len(rows) == 0 {
		return components.Link{Label: v.words.T("owner.add_product"), URL: v.url(deskPath(m, "produk", "baru"))}, nil
	}
	for _, r := range rows {
		if r.Status == catalog.Published && !r.TakenDown && r.Photos < 3 {
			return components.Link{Label: v.words.T("owner.suggest_photos", r.Name), URL: v.url(deskPath(m, "produk", idText(r.ID))) + "#foto"}, nil
		}
	}
	if m.Can(shop.EditIdentity) {
		tasks, err := h.Shops.Checklist(v.ctx(), v.actor(), m.Shop.ID)
		if err != nil {
			return components.Link{}, err
		}
		words := map[string]string{"story": "owner.suggest_story", "photo": "owner.suggest_shop_photo", "street": "owner.suggest_street"}
		for _, t := range tasks {
			if key := words[t.Code]; key != "" && t.State == shop.TaskOpen {
				return components.Link{Label: v.words.T(key), URL: v.url(deskPath(m, "profil")) + "#f-" + t.Code}, nil
			}
		}
	}
	return components.Link{Label: v.words.T("owner.suggest_share"), URL: v.url(deskPath(m, "toko-saya")) + "#bagikan"}, nil
}

// earned is what today and yesterday brought, for who may see money and where there was any.
func (h *ownerDesk) earned(v *visit, m shop.Membership, page *todaypage.Page) error {
	if !m.Can(shop.SeeMoney) {
		return nil
	}
	begin := midnight(h.front.clock.Now())
	today, err := h.Ledger.SalesOf(v.ctx(), m.Shop.ID, begin, begin.AddDate(0, 0, 1))
	if err != nil {
		return err
	}
	before, err := h.Ledger.SalesOf(v.ctx(), m.Shop.ID, begin.AddDate(0, 0, -1), begin)
	if err != nil {
		return err
	}
	if today.Orders+before.Orders > 0 {
		page.EarnedToday, page.EarnedYesterday = today.Sold.In(v.lang), before.Sold.In(v.lang)
	}
	return nil
}

// midnight is when the day of an instant began in WIB.
func midnight(t time.Time) time.Time {
	t = t.In(clock.WIB)
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, clock.WIB)
}
