package web

import (
	"strings"

	"beli/frontend/components"
	"beli/frontend/pages/owner"
	helperspage "beli/frontend/pages/owner/helpers"
	surepage "beli/frontend/pages/owner/sure"
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
			Role: v.words.T("account.role_" + string(p.Role)), Since: v.words.T("owner.since", v.words.Date(p.Since)), CanLeave: p.Role == shop.Helper})
	}
	invites, err := h.Shops.Invites(v.ctx(), v.actor(), m.Shop.ID)
	if err != nil {
		return page, err
	}
	for _, i := range invites {
		page.Invited = append(page.Invited, helperspage.Invited{Contact: printedContact(i.Contact), Until: v.words.T("owner.invited_until", v.words.Date(i.ExpiresAt))})
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
