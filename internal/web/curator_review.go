package web

import (
	"context"
	"strings"

	"beli/frontend/components"
	"beli/frontend/pages/curator"
	shoppage "beli/frontend/pages/curator/shop"
	"beli/frontend/text"
	"beli/internal/actor"
	"beli/internal/curation"
	"beli/internal/fault"
	"beli/internal/shop"
)

func (h *agencyDesk) reviewRoutes() []route {
	return []route{
		get("/kurator/toko/:id", curatorsOnly, h.reviewShop),
		post("/kurator/toko/:id/:act", curatorsOnly, h.decideShop),
		get("/kurator/produk/:id", curatorsOnly, h.reviewProduct),
		post("/kurator/produk/:id/:act", curatorsOnly, h.decideProduct),
	}
}

// reason is what the curator ticked and wrote.
func (v *visit) reason() curator.Reason {
	r := curator.Reason{Text: v.value("reason")}
	for i, line := range v.list("ready") {
		if i < 10 {
			r.Ready = append(r.Ready, clip(line, 300))
		}
	}
	return r
}

func (h *agencyDesk) reviewShop(v *visit) error {
	page, err := h.shopPage(v)
	if err != nil {
		return err
	}
	return v.ok(shoppage.View(page))
}

func (h *agencyDesk) shopPage(v *visit) (shoppage.Page, error) {
	screen, _, err := h.screen(v)
	if err != nil {
		return shoppage.Page{}, err
	}
	r, err := h.Desk.ReviewShop(v.ctx(), v.actor(), v.id("id"))
	if err != nil {
		return shoppage.Page{}, err
	}
	s := r.Shop
	page := shoppage.Page{Screen: screen, ID: s.ID, Name: s.Name, State: curator.ShopState(s.Status), Owner: s.OwnerName, Phone: strings.TrimPrefix(s.PhoneKey, "+"),
		Kecamatan: h.front.district(s.KecamatanCode), Region: "Kabupaten Blitar", Street: s.Street, StoryID: lines(s.StoryID), StoryEN: lines(s.StoryEN),
		Hours: s.Hours, Photo: cover(s.PhotoKey, s.PhotoMat, false, s.Name), Pickup: s.OffersPickup, Expedition: s.OffersExpedition, Cash: s.AcceptsCash,
		Created: v.words.Date(s.CreatedAt), Sent: moment(v, s.SubmittedAt), NextID: r.NextID, History: actsOf(v, r.History), Products: r.Products}
	h.placeOf(v, s, &page)
	if s.Status == shop.Submitted {
		page.Age = h.age(v, s.SubmittedAt)
	}
	if !s.VerifiedAt.IsZero() {
		page.Verified = v.words.DateTime(s.VerifiedAt) + ", " + r.DecidedBy
	}
	if s.Visible() {
		page.PublicURL = v.url("/toko/" + s.Slug)
	}
	if s.Holiday.From != "" {
		page.Holiday = v.words.Date(day(s.Holiday.From)) + " – " + v.words.Date(day(s.Holiday.Until))
	}
	h.aboutShop(v, r, &page)
	return page, nil
}

func (h *agencyDesk) placeOf(v *visit, s shop.Shop, page *shoppage.Page) {
	if k, ok := h.Region.KecamatanOf(s.KecamatanCode); ok && k.Kota {
		page.Region = "Kota Blitar"
	}
	if p, ok := h.Region.ByCode(s.VillageCode); ok {
		page.Village = p.Name
	}
	page.OwnerWords = v.server.deps.Words.Words(text.Indonesian)
}

// aboutShop fills the lists beside the facts.
func (h *agencyDesk) aboutShop(v *visit, r curation.ShopReview, page *shoppage.Page) {
	for _, t := range r.Tasks {
		page.Tasks = append(page.Tasks, shoppage.Task{Code: t.Code, Done: t.State == shop.TaskDone, Blocking: t.Blocking == shop.MustBeDone})
	}
	for _, m := range r.Members {
		page.Members = append(page.Members, shoppage.Member{Name: m.Name, Contact: orElse(printedContact(m.PhoneKey), m.EmailKey),
			IsOwner: m.Role == shop.Owner, Since: v.words.Date(m.Since)})
	}
	for _, c := range r.Waiting {
		page.Waiting = append(page.Waiting, shoppage.Change{ProductID: c.ProductID, Name: c.Name, First: c.First, Age: h.age(v, c.ProposedAt)})
	}
	for _, t := range r.Twins {
		page.Twins = append(page.Twins, h.shopRow(v, t))
	}
}

// lines cuts a text into its paragraphs.
func lines(s string) []string {
	var out []string
	for _, line := range strings.Split(s, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// decideShop does what the curator decided; one who came second sees the first's decision.
func (h *agencyDesk) decideShop(v *visit) error {
	type decision struct {
		do     func(context.Context, actor.Actor, shop.DecisionInput) error
		notice string
	}
	act, ok := map[shoppage.Act]decision{
		shoppage.Verify: {h.Shops.Verify, "verified"}, shoppage.Repair: {h.Shops.AskRepair, "repair_asked"}, shoppage.Reject: {h.Shops.Reject, "rejected"},
		shoppage.Suspend: {h.Shops.Suspend, "suspended"}, shoppage.Restore: {h.Shops.Restore, "restored"}}[shoppage.Act(v.param("act"))]
	if !ok {
		return errNotFound
	}
	reason := v.reason()
	err := act.do(v.ctx(), v.actor(), shop.DecisionInput{ShopID: v.id("id"), Reason: reason.Join()})
	switch fault.KindOf(err) {
	case fault.Invalid, fault.Conflict:
		page, pageErr := h.shopPage(v)
		if pageErr != nil {
			return pageErr
		}
		page.Reason, page.Collided = reason, fault.KindOf(err) == fault.Conflict
		return v.refused(err, func(problems []components.FieldError) templComponent {
			page.Errors = problems
			return shoppage.View(page)
		})
	}
	if err != nil {
		return err
	}
	return v.done("/kurator/toko/"+idText(v.id("id")), "curator."+act.notice)
}
