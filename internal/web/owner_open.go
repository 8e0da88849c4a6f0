package web

import (
	"net/url"
	"slices"
	"strings"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/owner"
	openpage "beli/frontend/pages/owner/open"
	"beli/internal/fault"
	"beli/internal/phone"
	"beli/internal/shop"
	"beli/internal/slug"
)

// intro says what one needs and how long it takes, to anybody.
func (h *ownerDesk) intro(v *visit) error {
	page := openpage.Intro{Screen: owner.Screen{Base: v.base("open", layouts.Owner)}, BeginURL: v.url("/jual/buka/nama")}
	if v.session == nil {
		next := "?next=" + escapeQuery(page.BeginURL)
		page.BeginURL, page.SignInURL = v.url("/daftar")+next, v.url("/masuk")+next
	}
	if v.session != nil {
		list, err := h.Shops.Memberships(v.ctx(), v.actor())
		if err != nil {
			return err
		}
		for _, m := range list {
			page.Shops = append(page.Shops, components.Link{Label: m.Shop.Name, URL: v.url(deskPath(m))})
		}
	}
	return v.ok(openpage.View(page))
}

// answers are what was typed so far; they ride along from screen to screen, and back by the address.
type answers struct{ name, slug, kecamatan, village, phone string }

func readAnswers(v *visit) answers {
	return answers{name: v.value("name"), slug: v.value("slug"), kecamatan: v.value("kecamatan"), village: v.value("village"), phone: v.value("phone")}
}

// askedBefore are the answers that the address of a screen before carries; a number is in no address.
func askedBefore(v *visit) answers {
	return answers{name: v.query("name"), slug: v.query("slug"), kecamatan: v.query("kecamatan"), village: v.query("village")}
}

// back is the address of the screen before.
func (a answers) back(q openpage.Question) string {
	before := map[openpage.Question]openpage.Question{openpage.Kecamatan: openpage.Name, openpage.Village: openpage.Kecamatan,
		openpage.Phone: openpage.Village, openpage.Address: openpage.Name}[q]
	if before == "" {
		return "/jual/buka"
	}
	values := url.Values{}
	for name, value := range map[string]string{"name": a.name, "kecamatan": a.kecamatan, "village": a.village} {
		if value != "" {
			values.Set(name, value)
		}
	}
	return "/jual/buka/" + string(before) + "?" + values.Encode()
}

func (h *ownerDesk) question(v *visit) error {
	q, a := openpage.Question(v.param("question")), askedBefore(v)
	// Who comes without the answers before this question begins at the first.
	if !slices.Contains(questions(), q) || q != openpage.Name && a.name == "" || q == openpage.Village && a.kecamatan == "" {
		return v.redirect("/jual/buka/" + string(openpage.Name))
	}
	return v.ok(openpage.Ask(h.step(v, q, a, nil)))
}

func questions() []openpage.Question {
	return []openpage.Question{openpage.Name, openpage.Kecamatan, openpage.Village, openpage.Phone}
}

// step is one screen of the way.
func (h *ownerDesk) step(v *visit, q openpage.Question, a answers, suggestions []string) openpage.Step {
	page := openpage.Step{Screen: owner.Screen{Base: v.base("open", layouts.Owner)}, Question: q, ShopTitle: a.name, Chosen: a.slug,
		District: a.kecamatan, Place: a.village, WhatsApp: a.phone, BackURL: v.url(a.back(q))}
	order := questions()
	if known := a; h.knownPhone(v, &known) {
		order = order[:len(order)-1]
	}
	page.Number, page.Of = slices.Index(order, q)+1, len(order)
	if page.Number == 0 { // the choice of a free address comes at the end
		page.Number = page.Of
	}
	if end := orElse(a.slug, slug.Make(a.name)); end != "" {
		page.PublicAddress = strings.TrimPrefix(strings.TrimPrefix(v.server.deps.Config.PublicURL, "https://"), "http://") + "/toko/" + end
	}
	for _, name := range suggestions {
		page.Suggestions = append(page.Suggestions, slug.Make(name))
	}
	for _, k := range h.Region.Kecamatan() {
		page.Districts = append(page.Districts, components.Option{Value: k.Code, Label: k.Name, Chosen: k.Code == a.kecamatan})
		if k.Code != a.kecamatan {
			continue
		}
		page.DistrictName = k.Name
		for _, p := range h.Region.Villages(k.Code) {
			page.Villages = append(page.Villages, components.Option{Value: p.Code, Label: p.Name, Chosen: p.Code == a.village})
		}
	}
	slices.SortFunc(page.Districts, byLabel)
	slices.SortFunc(page.Villages, byLabel)
	return page
}

// answer takes one answer and asks the next question, or opens the shop.
func (h *ownerDesk) answer(v *visit) error {
	a, q := readAnswers(v), openpage.Question(v.param("question"))
	if err := h.judge(a, q); err != nil {
		return v.refused(err, func(problems []components.FieldError) templComponent {
			page := h.step(v, q, a, nil)
			page.Errors = problems
			return openpage.Ask(page)
		})
	}
	next := map[openpage.Question]openpage.Question{openpage.Name: openpage.Kecamatan, openpage.Kecamatan: openpage.Village, openpage.Village: openpage.Phone}[q]
	if next != "" && !(next == openpage.Phone && h.knownPhone(v, &a)) {
		return v.ok(openpage.Ask(h.step(v, next, a, nil)))
	}
	return h.open(v, a)
}

// judge looks at the one answer of a screen.
func (h *ownerDesk) judge(a answers, q openpage.Question) error {
	var p fault.Problems
	switch q {
	case openpage.Name:
		p.Check(a.name != "", "name", "required")
		p.Check(len([]rune(a.name)) <= shop.MaxName, "name", "too_long", "70")
	case openpage.Kecamatan:
		_, ok := h.Region.KecamatanOf(a.kecamatan)
		p.Check(ok, "kecamatan", "invalid_choice")
	case openpage.Village:
		place, ok := h.Region.ByCode(a.village)
		p.Check(ok && strings.HasPrefix(place.Code, a.kecamatan), "village", "invalid_choice")
	case openpage.Phone:
		_, err := phone.Parse(a.phone)
		p.Check(err == nil, "phone", "not_a_phone")
	}
	return p.Err()
}

// knownPhone takes the number of the account, so that it is not asked again.
func (h *ownerDesk) knownPhone(v *visit, a *answers) bool {
	found, err := h.Accounts.ByID(v.ctx(), v.session.AccountID)
	if err != nil || found.PhoneKey == "" {
		return false
	}
	a.phone = found.PhoneKey
	return true
}

// open makes the draft. A taken name comes back with free addresses to choose from.
func (h *ownerDesk) open(v *visit, a answers) error {
	number, err := phone.Parse(a.phone)
	if err != nil {
		number = ""
	}
	made, err := h.Shops.Open(v.ctx(), v.actor(), shop.OpenInput{Name: a.name, VillageCode: a.village, OwnerName: v.session.Name, PhoneKey: string(number), Slug: a.slug})
	if err == nil {
		return v.done("/jual/toko/"+made.Slug+"/tugas", "owner.opened")
	}
	for _, f := range fault.FieldsOf(err) {
		if f.Code == "shop_name_taken" {
			return v.refused(renamed(err, map[string]string{"name": "slug"}), func(problems []components.FieldError) templComponent {
				page := h.step(v, openpage.Address, a, f.Args)
				page.Errors = problems
				return openpage.Ask(page)
			})
		}
	}
	return v.refused(err, func(problems []components.FieldError) templComponent {
		page := h.step(v, openpage.Name, a, nil)
		page.Errors = problems
		return openpage.Ask(page)
	})
}
