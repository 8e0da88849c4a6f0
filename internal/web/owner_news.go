package web

import (
	"fmt"
	"strings"

	newspage "beli/frontend/pages/owner/news"
	"beli/internal/notice"
	"beli/internal/paging"
)

// news is what the shop was told, newest first. Reading it changes nothing: a button marks it read.
func (h *ownerDesk) news(v *visit) error {
	m, screen, err := h.member(v)
	if err != nil {
		return err
	}
	box, at := notice.OfShop(m.Shop.ID), paging.Request{Number: v.page().Number, Size: 20}
	page := newspage.Page{Screen: screen}
	if page.Unread, err = h.Notices.Unread(v.ctx(), box); err != nil {
		return fmt.Errorf("count notices: %w", err)
	}
	list, total, err := h.Notices.List(v.ctx(), box, at)
	if err != nil {
		return fmt.Errorf("list notices: %w", err)
	}
	for _, n := range list {
		page.Items = append(page.Items, newspage.Item{When: v.words.DateTime(n.CreatedAt), Subject: n.Subject, Body: n.Body,
			URL: v.read(n.Path), ChatURL: n.WhatsAppURL, New: n.ReadAt == nil})
	}
	page.Pages = v.pages(at, total)
	return v.ok(newspage.View(page))
}

// read brings a path that was written in another reader's language into this one's; "" stays "".
func (v *visit) read(path string) string {
	if path == "" {
		return ""
	}
	return v.url(strings.TrimPrefix(path, "/en"))
}

// readNews marks all notices of the shop as read.
func (h *ownerDesk) readNews(v *visit) error {
	m, _, err := h.member(v)
	if err != nil {
		return err
	}
	if err := h.Notices.MarkRead(v.ctx(), notice.OfShop(m.Shop.ID), 0); err != nil {
		return fmt.Errorf("mark notices: %w", err)
	}
	return v.done(deskPath(m, "kabar"), "owner.read")
}
