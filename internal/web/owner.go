package web

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/owner"
	"beli/internal/fault"
	"beli/internal/order"
	"beli/internal/phone"
	"beli/internal/shop"
)

// ownerDesk is a shop as its members work with it.
type ownerDesk struct {
	Desks
	front *storefront
}

// ownerRoutes are the owner's desk. A person's shops are decided by the domain at every act; the
// policy only asks for an account, so that a helper who was sent away meets 404 like a stranger.
func (s *Server) ownerRoutes(front *storefront) []route {
	h := &ownerDesk{Desks: s.deps.Desks, front: front}
	return append(h.shopRoutes(), append(h.productRoutes(), h.orderRoutes()...)...)
}

func (h *ownerDesk) shopRoutes() []route {
	const at = "/jual/toko/:toko"
	return []route{
		get("/jual", public, h.start),
		get("/jual/buka", public, h.intro),
		get("/jual/buka/:question", signedIn, h.question),
		post("/jual/buka/:question", signedIn, h.answer),
		get(at, signedIn, h.today),
		get(at+"/tugas", signedIn, h.tasks),
		post(at+"/tugas", signedIn, h.submit),
		get(at+"/toko-saya", signedIn, h.hub),
		get(at+"/profil", signedIn, h.profile),
		post(at+"/profil", signedIn, h.saveProfile),
		post(at+"/profil/foto", signedIn, h.savePhoto).upTo(uploadLimit),
		get(at+"/kirim-atur", signedIn, h.delivery),
		post(at+"/kirim-atur", signedIn, h.saveDelivery),
		get(at+"/libur", signedIn, h.holiday),
		post(at+"/libur", signedIn, h.saveHoliday),
		get(at+"/pembantu", signedIn, h.helpers),
		post(at+"/pembantu", signedIn, h.inviteHelper),
		get(at+"/pembantu/:account/lepas", signedIn, h.askRemove),
		post(at+"/pembantu/:account/lepas", signedIn, h.removeMember),
		get(at+"/uang", signedIn, h.money),
		get(at+"/kabar", signedIn, h.news),
		post(at+"/kabar", signedIn, h.readNews),
	}
}

// member reads the shop of the address in the actor's reach, and the shell of its pages.
func (h *ownerDesk) member(v *visit) (shop.Membership, owner.Screen, error) {
	m, err := h.Shops.ForMemberBySlug(v.ctx(), v.actor(), v.param("toko"))
	if err != nil {
		return m, owner.Screen{}, err
	}
	counts, err := h.Orders.Counts(v.ctx(), m.Shop.ID)
	if err != nil {
		return m, owner.Screen{}, fmt.Errorf("count orders: %w", err)
	}
	s := owner.Screen{Base: v.base("owner", layouts.Owner), Slug: m.Shop.Slug, ShopName: m.Shop.Name,
		NewOrders: counts[order.TabNew], IsHelper: m.Role == shop.Helper}
	return m, s, nil
}

// with is member for those who have a right in the shop.
func (h *ownerDesk) with(v *visit, right shop.Right) (shop.Membership, owner.Screen, error) {
	m, s, err := h.member(v)
	if err == nil && !m.Can(right) {
		err = shop.ErrOwnerOnly
	}
	return m, s, err
}

// deskPath is the address of a part of a shop's desk, without /en.
func deskPath(m shop.Membership, parts ...string) string {
	return "/jual/toko/" + strings.Join(append([]string{m.Shop.Slug}, parts...), "/")
}

// start leads to the one shop, to the choice of shops, or to opening one.
func (h *ownerDesk) start(v *visit) error {
	if v.session == nil {
		return v.redirect("/jual/buka")
	}
	list, err := h.Shops.Memberships(v.ctx(), v.actor())
	switch {
	case err != nil:
		return err
	case len(list) == 1:
		return v.redirect(deskPath(list[0]))
	case len(list) > 1:
		return v.redirect("/akun")
	}
	return v.redirect("/jual/buka")
}

// contactKey brings a typed number or address into the form that is compared.
func contactKey(typed string) string {
	if n, err := phone.Parse(typed); err == nil {
		return string(n)
	}
	return strings.ToLower(strings.TrimSpace(typed))
}

// renamed gives the domain's problems the names that the form uses.
func renamed(err error, names map[string]string) error {
	fields := fault.FieldsOf(err)
	if len(fields) == 0 {
		return err
	}
	out := make([]fault.Field, len(fields))
	for i, f := range fields {
		if to, ok := names[f.Name]; ok {
			f.Name = to
		}
		out[i] = f
	}
	return &fault.Error{Kind: fault.Invalid, Code: "invalid", Fields: out}
}

// villageOptions are all villages of Blitar, kecamatan by kecamatan.
func (h *ownerDesk) villageOptions(chosen string) []components.Option {
	var out []components.Option
	for _, k := range h.Region.Kecamatan() {
		for _, p := range h.Region.Villages(k.Code) {
			out = append(out, components.Option{Value: p.Code, Label: k.Name + " · " + p.Name, Chosen: p.Code == chosen})
		}
	}
	slices.SortFunc(out, byLabel)
	return out
}

// byLabel puts places in the order in which people look for them.
func byLabel(a, b components.Option) int { return strings.Compare(a.Label, b.Label) }

func idText(id int64) string { return strconv.FormatInt(id, 10) }
