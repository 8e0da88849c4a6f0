package web

import (
	"fmt"
	"strings"

	"beli/frontend/components"
	"beli/frontend/pages/owner"
	helperspage "beli/frontend/pages/owner/helpers"
	moneypage "beli/frontend/pages/owner/money"
	surepage "beli/frontend/pages/owner/sure"
	"beli/internal/ledger"
	"beli/internal/paging"
	"beli/internal/phone"
	"beli/internal/shop"
)

func (h *ownerDesk) helpers(v *visit) error {
	m, screen, err := h.with(v, shop.ManageMembers)
	if err != nil {
		return err
	}
	page, err := h.helpersPage(v, m, screen)
	if err != nil {
		return err
	}
	return v.ok(helperspage.View(page))
}

func (h *ownerDesk) helpersPage(v *visit, m shop.Membership, screen owner.Screen) (helperspage.Page, error) {
	page := helperspage.Page{Screen: screen}
	people, err := h.Shops.Members(v.ctx(), v.actor(), m.Shop.ID)
	if err != nil {
		return page, err
	}
	for _, p := range people {
		page.Members = append(page.Members, helperspage.Member{AccountID: idText(p.AccountID), Name: p.Name, Contact: orElse(printedContact(p.PhoneKey), p.EmailKey),
			Role: v.words.T("account.role_" + string(p.Role)), Since: v.words.Date(p.Since), CanLeave: p.Role == shop.Helper})
	}
	invites, err := h.Shops.Invites(v.ctx(), v.actor(), m.Shop.ID)
	if err != nil {
		return page, err
	}
	for _, i := range invites {
		page.Invited = append(page.Invited, helperspage.Invited{Contact: printedContact(i.Contact), Until: v.words.Date(i.ExpiresAt)})
	}
	return page, nil
}

// inviteHelper shows the link once: the database keeps only its hash.
func (h *ownerDesk) inviteHelper(v *visit) error {
	m, screen, err := h.with(v, shop.ManageMembers)
	if err != nil {
		return err
	}
	made, err := h.Shops.InviteHelper(v.ctx(), v.actor(), shop.InviteInput{ShopID: m.Shop.ID, Contact: contactKey(v.value("contact"))})
	page, pageErr := h.helpersPage(v, m, screen)
	if pageErr != nil {
		return pageErr
	}
	if err != nil {
		page.Contact = v.value("contact")
		return v.refused(err, func(problems []components.FieldError) templComponent {
			page.Errors = problems
			return helperspage.View(page)
		})
	}
	page.Link = v.server.deps.Config.PublicURL + v.url("/undangan/"+made.Token)
	if n, err := phone.Parse(made.Contact); err == nil {
		page.LinkPhone = strings.TrimPrefix(string(n), "+")
	}
	return v.ok(helperspage.View(page))
}

func (h *ownerDesk) askRemove(v *visit) error {
	m, screen, err := h.with(v, shop.ManageMembers)
	if err != nil {
		return err
	}
	people, err := h.Shops.Members(v.ctx(), v.actor(), m.Shop.ID)
	if err != nil {
		return err
	}
	for _, p := range people {
		if p.AccountID == v.id("account") {
			return v.ok(surepage.View(surepage.Page{Screen: screen, Act: surepage.SendAway, What: p.Name,
				Path: []string{"pembantu", idText(p.AccountID), "lepas"}, BackURL: v.url(deskPath(m, "pembantu"))}))
		}
	}
	return errNotFound
}

func (h *ownerDesk) removeMember(v *visit) error {
	m, _, err := h.member(v)
	if err != nil {
		return err
	}
	if err := h.Shops.RemoveMember(v.ctx(), v.actor(), shop.MemberInput{ShopID: m.Shop.ID, AccountID: v.id("account")}); err != nil {
		return err
	}
	return v.done(deskPath(m, "pembantu"), "owner.saved")
}

// money is the shop's account as the ledger has it.
func (h *ownerDesk) money(v *visit) error {
	m, screen, err := h.with(v, shop.SeeMoney)
	if err != nil {
		return err
	}
	page := moneypage.Page{Screen: screen, Title: m.Shop.Name}
	totals, err := h.Ledger.Totals(v.ctx(), m.Shop.ID)
	if err != nil {
		return fmt.Errorf("sum ledger: %w", err)
	}
	page.Sold = (totals.Sold + totals.Cash - totals.Refunded).In(v.lang)
	page.Cash, page.Waiting = totals.Cash.In(v.lang), totals.Payable.In(v.lang)
	at := paging.Request{Number: v.page().Number, Size: 50}
	lines, total, err := h.Ledger.Statement(v.ctx(), m.Shop.ID, at)
	if err != nil {
		return fmt.Errorf("read ledger: %w", err)
	}
	orders := map[int64]bool{}
	for _, l := range lines {
		if l.Account != ledger.ShopAccount(m.Shop.ID) {
			continue
		}
		orders[l.OrderID] = true
		e := moneypage.Entry{When: v.words.DateTime(l.At), Words: v.words.T("owner.ledger_" + string(l.Kind))}
		// The book owes the shop: what comes in for it is negative there.
		e.Amount = "+" + (-l.Amount).In(v.lang)
		if l.Amount > 0 {
			e.Amount = "−" + l.Amount.In(v.lang)
		}
		page.Entries = append(page.Entries, e)
	}
	page.Orders, page.Pages = v.words.Number(len(orders)), v.pages(at, total)
	return v.ok(moneypage.View(page))
}
