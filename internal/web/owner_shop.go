package web

import (
	"strings"
	"time"

	"beli/frontend/components"
	"beli/frontend/pages/owner"
	shoppage "beli/frontend/pages/owner/shop"
	taskspage "beli/frontend/pages/owner/tasks"
	"beli/internal/clock"
	"beli/internal/fault"
	"beli/internal/phone"
	"beli/internal/shop"
)

func (h *ownerDesk) tasks(v *visit) error {
	m, screen, err := h.member(v)
	if err != nil {
		return err
	}
	page, err := h.tasksPage(v, m, screen)
	if err != nil {
		return err
	}
	return v.ok(taskspage.View(page))
}

func (h *ownerDesk) tasksPage(v *visit, m shop.Membership, screen owner.Screen) (taskspage.Page, error) {
	page := taskspage.Page{Screen: screen, State: owner.ShopState(m.Shop.Status), Reason: m.Shop.StatusReason}
	list, err := h.Shops.Checklist(v.ctx(), v.actor(), m.Shop.ID)
	if err != nil {
		return page, err
	}
	for _, t := range list {
		page.Tasks = append(page.Tasks, taskspage.Task{Code: t.Code, Done: t.State == shop.TaskDone, Blocking: t.Blocking == shop.MustBeDone})
	}
	switch {
	case m.Shop.Status == shop.Verified && !m.Shop.VerifiedAt.IsZero():
		page.Since = v.words.T("owner.decided_on", v.words.DateTime(m.Shop.VerifiedAt))
	case !m.Shop.SubmittedAt.IsZero():
		page.Since = v.words.T("owner.sent_on", v.words.DateTime(m.Shop.SubmittedAt))
	}
	if m.Shop.Status == shop.Verified {
		page.PublicURL = v.server.deps.Config.PublicURL + v.url("/toko/"+m.Shop.Slug)
	}
	return page, nil
}

func (h *ownerDesk) submit(v *visit) error {
	m, screen, err := h.with(v, shop.EditIdentity)
	if err != nil {
		return err
	}
	if err := h.Shops.Submit(v.ctx(), v.actor(), m.Shop.ID); err != nil {
		page, pageErr := h.tasksPage(v, m, screen)
		if pageErr != nil {
			return pageErr
		}
		return v.refused(err, func(problems []components.FieldError) templComponent {
			page.Errors = problems
			return taskspage.View(page)
		})
	}
	return v.done(deskPath(m, "tugas"), "owner.sent")
}

func (h *ownerDesk) hub(v *visit) error {
	m, screen, err := h.member(v)
	if err != nil {
		return err
	}
	page := shoppage.Hub{Screen: screen, State: owner.ShopState(m.Shop.Status), Place: h.front.place(m.Shop.KecamatanCode),
		Photo: cover(m.Shop.PhotoKey, m.Shop.PhotoMat, false, m.Shop.Name)}
	page.Holiday = h.holidayLine(v, m)
	list, err := h.Shops.Checklist(v.ctx(), v.actor(), m.Shop.ID)
	if err != nil {
		return err
	}
	for _, t := range list {
		if t.State == shop.TaskOpen {
			page.OpenTasks++
		}
	}
	if people, err := h.Shops.Members(v.ctx(), v.actor(), m.Shop.ID); err == nil {
		page.Helpers = len(people) - 1
	}
	if m.Shop.Status == shop.Verified {
		page.PublicURL = v.server.deps.Config.PublicURL + v.url("/toko/"+m.Shop.Slug)
	}
	mine, err := h.Shops.Memberships(v.ctx(), v.actor())
	if err != nil {
		return err
	}
	for _, other := range mine {
		if other.Shop.ID != m.Shop.ID {
			page.Shops = append(page.Shops, components.Link{Label: other.Shop.Name, URL: v.url(deskPath(other))})
		}
	}
	return v.ok(shoppage.View(page))
}

func (h *ownerDesk) profile(v *visit) error {
	m, screen, err := h.with(v, shop.EditIdentity)
	if err != nil {
		return err
	}
	return v.ok(shoppage.EditProfile(h.profilePage(v, m, screen)))
}

func (h *ownerDesk) profilePage(v *visit, m shop.Membership, screen owner.Screen) shoppage.Profile {
	s := m.Shop
	page := shoppage.Profile{Screen: screen, Name: s.Name, OwnerName: s.OwnerName, Phone: phone.Number(s.PhoneKey).String(), Street: s.Street,
		Hours: s.Hours, Story: s.StoryID, StoryEN: s.StoryEN, Villages: h.villageOptions(s.VillageCode), Photo: cover(s.PhotoKey, s.PhotoMat, false, s.Name)}
	page.PublicAddress = strings.TrimPrefix(strings.TrimPrefix(v.server.deps.Config.PublicURL, "https://"), "http://") + "/toko/" + s.Slug
	return page
}

func (h *ownerDesk) saveProfile(v *visit) error {
	m, screen, err := h.with(v, shop.EditIdentity)
	if err != nil {
		return err
	}
	number, err := phone.Parse(v.value("phone"))
	if err != nil {
		number = ""
	}
	in := shop.ProfileInput{ShopID: m.Shop.ID, Name: v.value("name"), VillageCode: v.value("village"), OwnerName: v.value("owner_name"),
		PhoneKey: string(number), Street: v.value("street"), StoryID: v.value("story"), StoryEN: v.value("story_en"), Hours: v.value("hours")}
	if err := h.Shops.UpdateProfile(v.ctx(), v.actor(), in); err != nil {
		return v.refused(err, func(problems []components.FieldError) templComponent {
			page := h.profilePage(v, m, screen)
			page.Name, page.OwnerName, page.Phone, page.Street = in.Name, in.OwnerName, v.value("phone"), in.Street
			page.Hours, page.Story, page.StoryEN, page.Villages = in.Hours, in.StoryID, in.StoryEN, h.villageOptions(in.VillageCode)
			page.Errors = problems
			return shoppage.EditProfile(page)
		})
	}
	return v.done(deskPath(m, "profil"), "owner.saved")
}

// savePhoto takes the shop's picture through the pipeline before anything is written.
func (h *ownerDesk) savePhoto(v *visit) error {
	m, screen, err := h.with(v, shop.EditIdentity)
	if err != nil {
		return err
	}
	err = h.setShopPhoto(v, m.Shop.ID)
	if fault.KindOf(err) == fault.Invalid {
		var p fault.Problems
		p.Add("photo", orElse(fieldCode(err), fault.CodeOf(err)))
		return v.refused(p.Err(), func(problems []components.FieldError) templComponent {
			page := h.profilePage(v, m, screen)
			page.Errors = problems
			return shoppage.EditProfile(page)
		})
	}
	if err != nil {
		return err
	}
	return v.done(deskPath(m, "profil"), "owner.saved")
}

// fieldCode is the code of the first field problem, "" without one.
func fieldCode(err error) string {
	for _, f := range fault.FieldsOf(err) {
		return f.Code
	}
	return ""
}

func (h *ownerDesk) setShopPhoto(v *visit, shopID int64) error {
	files := v.files("photo")
	if len(files) == 0 {
		return fault.New(fault.Invalid, "required")
	}
	kept, err := h.keepPhoto(v, files[0])
	if err != nil {
		return err
	}
	return h.Shops.SetPhoto(v.ctx(), v.actor(), shop.PhotoInput{ShopID: shopID, Key: string(kept.Key), Width: kept.Width, Height: kept.Height,
		Mat: int(kept.Mat), Contain: kept.Class == "contain"})
}

func (h *ownerDesk) delivery(v *visit) error {
	m, screen, err := h.with(v, shop.EditIdentity)
	if err != nil {
		return err
	}
	s := m.Shop
	return v.ok(shoppage.EditDelivery(shoppage.Delivery{Screen: screen, Pickup: s.OffersPickup, Expedition: s.OffersExpedition, Cash: s.AcceptsCash, Street: s.Street}))
}

func (h *ownerDesk) saveDelivery(v *visit) error {
	m, screen, err := h.with(v, shop.EditIdentity)
	if err != nil {
		return err
	}
	in := shop.DeliveryInput{ShopID: m.Shop.ID, OffersPickup: v.checked("pickup"), OffersExpedition: v.checked("expedition"), AcceptsCash: v.checked("cash")}
	if err := h.Shops.SetDelivery(v.ctx(), v.actor(), in); err != nil {
		return v.refused(err, func(problems []components.FieldError) templComponent {
			page := shoppage.Delivery{Screen: screen, Pickup: in.OffersPickup, Expedition: in.OffersExpedition, Cash: in.AcceptsCash, Street: m.Shop.Street}
			page.Errors = problems
			return shoppage.EditDelivery(page)
		})
	}
	return v.done(deskPath(m, "kirim-atur"), "owner.saved")
}

func (h *ownerDesk) holiday(v *visit) error {
	m, screen, err := h.with(v, shop.SetHolidays)
	if err != nil {
		return err
	}
	return v.ok(shoppage.EditHoliday(h.holidayPage(v, m, screen)))
}

func (h *ownerDesk) holidayPage(v *visit, m shop.Membership, screen owner.Screen) shoppage.Holiday {
	page := shoppage.Holiday{Screen: screen, From: m.Shop.Holiday.From, Until: m.Shop.Holiday.Until}
	page.Now = h.holidayLine(v, m)
	return page
}

// holidayLine says until when the shop is closed, or when it will be; "" without a holiday to come.
func (h *ownerDesk) holidayLine(v *visit, m shop.Membership) string {
	off, now := m.Shop.Holiday, h.front.clock.Now()
	switch {
	case off.BackOn(now) != "":
		return v.words.T("owner.holiday_now", v.words.Date(day(off.Until)))
	case off.From > wibDay(now):
		return v.words.T("owner.holiday_planned", v.words.Date(day(off.From)), v.words.Date(day(off.Until)))
	}
	return ""
}

// saveHoliday takes two dates, a ready number of days from today, or the end of the holiday.
func (h *ownerDesk) saveHoliday(v *visit) error {
	m, screen, err := h.with(v, shop.SetHolidays)
	if err != nil {
		return err
	}
	in := shop.HolidayInput{ShopID: m.Shop.ID, Holiday: shop.Holiday{From: v.value("holiday_from"), Until: v.value("holiday_until")}}
	if days, ok := v.number("ready"); ok && days > 0 && days <= 60 {
		today := h.front.clock.Now().In(clock.WIB)
		in.From, in.Until = today.Format(time.DateOnly), today.AddDate(0, 0, days-1).Format(time.DateOnly)
	}
	if v.value("act") == "open" {
		in.Holiday = shop.Holiday{}
	}
	if err := h.Shops.SetHoliday(v.ctx(), v.actor(), in); err != nil {
		return v.refused(err, func(problems []components.FieldError) templComponent {
			page := h.holidayPage(v, m, screen)
			page.From, page.Until, page.Errors = in.From, in.Until, problems
			return shoppage.EditHoliday(page)
		})
	}
	return v.done(deskPath(m, "libur"), "owner.saved")
}
