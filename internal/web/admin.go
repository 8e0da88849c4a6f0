package web

import (
	"beli/frontend/components"
	healthpage "beli/frontend/pages/admin/health"
	staffpage "beli/frontend/pages/admin/staff"
	"beli/internal/account"
	"beli/internal/actor"
	"beli/internal/fault"
)

func (h *agencyDesk) adminRoutes() []route {
	return []route{
		get("/admin", adminsOnly, func(v *visit) error { return v.redirect("/admin/staf") }),
		get("/admin/staf", adminsOnly, h.staff),
		post("/admin/staf/undang", adminsOnly, h.inviteStaff),
		post("/admin/staf/:id/peran", adminsOnly, h.setRole),
		get("/admin/sehat", adminsOnly, h.health),
	}
}

func (h *agencyDesk) staff(v *visit) error {
	page, err := h.staffPage(v)
	if err != nil {
		return err
	}
	return v.ok(staffpage.View(page))
}

func (h *agencyDesk) staffPage(v *visit) (staffpage.Page, error) {
	screen, _, err := h.screen(v)
	if err != nil {
		return staffpage.Page{}, err
	}
	at := v.page()
	people, invites, total, err := h.Accounts.StaffList(v.ctx(), v.actor(), at)
	if err != nil {
		return staffpage.Page{}, err
	}
	page := staffpage.Page{Screen: screen, Total: total, Number: at.Number, Last: at.Pages(total), Role: staffpage.Curator}
	for _, p := range people {
		page.People = append(page.People, staffpage.Person{ID: p.ID, Name: p.Name, Contact: orElse(p.EmailKey, printedContact(p.PhoneKey)),
			Role: staffpage.Role(p.Staff), Since: v.words.Date(p.CreatedAt), Self: p.ID == v.session.AccountID})
	}
	for _, i := range invites {
		page.Invites = append(page.Invites, staffpage.Invite{Contact: printedContact(i.Contact), Role: staffpage.Role(i.Role), Expires: v.words.DateTime(i.ExpiresAt)})
	}
	return page, nil
}

// inviteStaff shows the link once, for handing over in person too.
func (h *agencyDesk) inviteStaff(v *visit) error {
	contact, role := v.value("contact"), actor.Staff(v.value("role"))
	path, err := h.Accounts.InviteStaff(v.ctx(), v.actor(), account.InviteInput{Contact: contact, Role: role})
	page, pageErr := h.staffPage(v)
	if pageErr != nil {
		return pageErr
	}
	if fault.KindOf(err) == fault.Invalid {
		page.Contact, page.Role = contact, staffpage.Role(role)
		return v.refused(err, func(problems []components.FieldError) templComponent {
			page.Errors = problems
			return staffpage.View(page)
		})
	}
	if err != nil {
		return err
	}
	page.Link, page.LinkFor = v.server.deps.Config.PublicURL+path, contact
	return v.ok(staffpage.View(page))
}

func (h *agencyDesk) setRole(v *visit) error {
	role := actor.Staff(v.value("role"))
	if err := h.Accounts.SetRole(v.ctx(), v.actor(), v.id("id"), role); err != nil {
		return err
	}
	notice := "admin.role_changed"
	if role == actor.NotStaff {
		notice = "admin.role_ended"
	}
	return v.done("/admin/staf", notice)
}

// health is how the parts of the program are, with the settings in force.
func (h *agencyDesk) health(v *visit) error {
	screen, _, err := h.screen(v)
	if err != nil {
		return err
	}
	how := h.Health(v.ctx())
	page := healthpage.Page{Screen: screen, Jobs: how.Waiting, DeadJobs: how.Dead}
	for _, part := range how.Parts {
		state := healthpage.Well
		if !part.Good {
			state = healthpage.Broken
		}
		page.Parts = append(page.Parts, healthpage.Part{Code: part.Name, State: state, Note: v.words.T("admin.engine_"+part.Kind, part.Where)})
	}
	for _, s := range how.Settings {
		page.Settings = append(page.Settings, healthpage.Setting{Name: s.Name, Value: s.Value, From: s.From, Help: s.Help})
	}
	return v.ok(healthpage.View(page))
}
