package web

import (
	"fmt"
	"strings"

	"beli/frontend/components"
	"beli/frontend/layouts"
	accountpage "beli/frontend/pages/account"
	"beli/frontend/pages/purchase"
	"beli/frontend/text"
	"beli/internal/account"
	"beli/internal/checkout"
	"beli/internal/fault"
	"beli/internal/paging"
	"beli/internal/shop"
)

// profile is a person's own page.
type profile struct {
	accounts *account.Service
	sessions *account.Sessions
	checkout *checkout.Service
	shops    *shop.Service
}

func (h *profile) routes() []route {
	return []route{
		get("/akun", signedIn, h.show),
		post("/akun/nama", signedIn, h.rename),
		post("/akun/sandi", signedIn, h.changePassword),
		post("/akun/bahasa", signedIn, h.changeLanguage),
	}
}

func (h *profile) show(v *visit) error {
	page, err := h.page(v)
	if err != nil {
		return err
	}
	return v.ok(accountpage.View(page))
}

func (h *profile) page(v *visit) (accountpage.Page, error) {
	page := accountpage.Page{Base: v.base("account", layouts.Public)}
	a, err := h.accounts.ByID(v.ctx(), v.session.AccountID)
	if err != nil {
		return page, fmt.Errorf("read account: %w", err)
	}
	page.Contact = orElse(a.EmailKey, printedContact(a.PhoneKey))
	at := v.page()
	bought, total, err := h.checkout.OfAccount(v.ctx(), v.actor(), paging.Request{Number: at.Number, Size: 10})
	if err != nil {
		return page, err
	}
	for _, p := range bought {
		page.Orders = append(page.Orders, h.order(v, p))
	}
	if next := (paging.Request{Size: 10}).Pages(total); at.Number < next {
		page.MoreURL = v.url(fmt.Sprintf("/akun?hal=%d", at.Number+1))
	}
	list, err := h.shops.Memberships(v.ctx(), v.actor())
	if err != nil {
		return page, err
	}
	for _, m := range list {
		page.Shops = append(page.Shops, accountpage.Shop{Name: m.Shop.Name, URL: v.url("/jual/toko/" + m.Shop.Slug),
			Role: v.words.T("account.role_" + string(m.Role)), State: shopTag(v, m.Shop.Status)})
	}
	if v.actor().IsStaff() {
		page.Desks = append(page.Desks, components.Link{Label: v.words.T("shell.curator_desk"), URL: v.url("/kurator")})
	}
	if v.actor().IsAdmin() {
		page.Desks = append(page.Desks, components.Link{Label: v.words.T("shell.admin_desk"), URL: v.url("/admin")})
	}
	return page, nil
}

func (h *profile) order(v *visit, p checkout.Bought) accountpage.Order {
	var shops []string
	for _, o := range p.Orders {
		shops = append(shops, o.ShopName)
	}
	out := accountpage.Order{Code: p.Code, URL: v.url("/pesanan/" + p.Code), Shops: strings.Join(shops, ", "), Total: p.Total.In(v.lang), When: v.words.Date(p.CreatedAt)}
	if len(p.Orders) > 0 {
		out.State = purchase.StatusTag(v.words, string(p.Orders[0].Status))
	}
	return out
}

// shopTag says a shop's state in one or two words.
func shopTag(v *visit, s shop.Status) components.Tag {
	tone := components.Waiting
	switch s {
	case shop.Verified:
		tone = components.Good
	case shop.NeedsWork, shop.Draft:
		tone = components.Attend
	case shop.Suspended, shop.Rejected:
		tone = components.Bad
	}
	return components.Tag{Tone: tone, Label: v.words.T("account.shop_" + string(s))}
}

// again shows the page with the part that was refused.
func (h *profile) again(v *visit, part string, err error) error {
	if fault.KindOf(err) != fault.Invalid {
		return err
	}
	page, pageErr := h.page(v)
	if pageErr != nil {
		return pageErr
	}
	page.Changed = part
	if part == "name" {
		page.Name = v.value("name")
	}
	return v.refused(err, func(problems []components.FieldError) templComponent {
		page.Errors = problems
		return accountpage.View(page)
	})
}

func (h *profile) rename(v *visit) error {
	if err := h.accounts.Rename(v.ctx(), v.actor(), v.value("name")); err != nil {
		return h.again(v, "name", err)
	}
	return v.done("/akun", "account.saved")
}

func (h *profile) changePassword(v *visit) error {
	if err := h.accounts.ChangePassword(v.ctx(), v.actor(), v.secret("old"), v.secret("password")); err != nil {
		return h.again(v, "password", err)
	}
	// Every session ended, this one too: a fresh one for the person who just proved the old password.
	a, err := h.accounts.ByID(v.ctx(), v.session.AccountID)
	if err != nil {
		return fmt.Errorf("read account: %w", err)
	}
	if err := startSession(v, h.sessions, a); err != nil {
		return err
	}
	return v.done("/akun", "account.password_changed")
}

func (h *profile) changeLanguage(v *visit) error {
	lang := v.value("lang")
	if lang != text.English {
		lang = text.Indonesian
	}
	if err := h.accounts.SetLang(v.ctx(), v.actor(), lang); err != nil {
		return err
	}
	v.lang = lang
	return v.done("/akun", "account.saved")
}
