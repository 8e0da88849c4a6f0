// Package shop is the shop itself at its owner's: the hub of all settings, profile and story,
// how goods reach buyers, days off.
package shop

import (
	"net/url"
	"strings"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/owner"
)

// Hub is …/toko-saya: where everything about the shop is found, and the text to share.
type Hub struct {
	owner.Screen
	State     owner.ShopState
	Place     string // "Sananwetan, Kota Blitar"
	Photo     components.Photo
	Holiday   string // "Libur 10–12 Mei 2026", "" when open
	OpenTasks int    // of the checklist
	Helpers   int
	PublicURL string            // absolute; "" before the shop is verified
	Shops     []components.Link // the other shops of this person
}

func (p Hub) shell() layouts.Base {
	return p.Shell(owner.Shop, "hub", p.T("owner.hub_title"))
}

type door struct{ icon, label, note, address string }

func (p Hub) doors() []door {
	list := []door{}
	if !p.IsHelper {
		tasks := ""
		if p.OpenTasks > 0 {
			tasks = p.N("owner.hub_tasks_open", p.OpenTasks)
		}
		list = append(list, door{"tasks", p.T("owner.tasks_title"), tasks, p.At("tugas")},
			door{"shop", p.T("owner.profile_title"), p.T("owner.hub_profile"), p.At("profil")},
			door{"delivery", p.T("owner.delivery_title"), p.T("owner.hub_delivery"), p.At("kirim-atur")})
	}
	holiday := p.Holiday
	if holiday == "" {
		holiday = p.T("owner.hub_no_holiday")
	}
	list = append(list, door{"holiday", p.T("owner.holiday_title"), holiday, p.At("libur")})
	if !p.IsHelper {
		helpers := p.T("owner.hub_no_helpers")
		if p.Helpers > 0 {
			helpers = p.N("owner.hub_helpers", p.Helpers)
		}
		list = append(list, door{"people", p.T("owner.helpers_title"), helpers, p.At("pembantu")},
			door{"chart", p.T("owner.money_title"), p.T("owner.hub_money"), p.At("uang")})
	}
	return append(list, door{"account", p.T("owner.my_account"), p.T("owner.hub_account"), p.URL("/akun")})
}

func (p Hub) shareText() string { return p.T("owner.share_text", p.ShopName, p.Place, p.PublicURL) }

// shareURL opens WhatsApp with the text and lets the owner choose to whom.
func (p Hub) shareURL() string {
	return "https://wa.me/?text=" + strings.ReplaceAll(url.QueryEscape(p.shareText()), "+", "%20")
}

func (p Hub) main() components.Button {
	if p.PublicURL != "" {
		return components.Button{Label: p.T("owner.see_shop"), Kind: components.Primary, URL: p.PublicURL, Wide: true}
	}
	if p.IsHelper {
		return components.Button{Label: p.T("owner.products_title"), Kind: components.Primary, URL: p.At("produk"), Wide: true}
	}
	return components.Button{Label: p.T("owner.go_on_tasks"), Kind: components.Primary, URL: p.At("tugas"), Wide: true}
}

// Profile is …/profil: who and where the shop is, and its story. The picture goes by itself, as
// multipart, to …/profil/foto.
type Profile struct {
	owner.Screen
	// As typed, or as kept; the fields are name, owner_name, phone, village, street, hours, story, story_en.
	Name, OwnerName, Phone, Street, Hours, Story, StoryEN string
	Villages                                              []components.Option // "Sananwetan · Gedog", with Chosen set
	Photo                                                 components.Photo
	PublicAddress                                         string // stays for ever: "beliblitar.id/toko/wajik-contoh"
}

func (p Profile) shell() layouts.Base {
	return p.Shell(owner.Shop, "profile", p.T("owner.profile_title"))
}

func (p Profile) field(name, value string) components.Field {
	f := components.Field{Name: name, Label: p.T("owner.p_" + name), Value: value, Error: p.ErrorOf(name)}
	if hint := "owner.ph_" + name; p.Has(hint) {
		f.Hint = p.T(hint)
	}
	return f
}

func (p Profile) optional(name, value string) components.Field {
	f := p.field(name, value)
	f.Optional = true
	return f
}

func (p Profile) story() components.Field {
	f := p.optional("story", p.Story)
	f.Rows = 7
	return f
}

func (p Profile) photoForm() components.Form {
	f := p.Post("profil", "foto")
	f.Files = true
	return f
}

func (p Profile) photo() components.PhotoInput {
	return components.PhotoInput{Name: "photo", Label: p.T("owner.new_photo"), Hint: p.T("owner.shop_photo_hint"), Error: p.ErrorOf("photo"), Most: 1}
}

// Delivery is …/kirim-atur: fields pickup, expedition and cash, each sent as "ya".
type Delivery struct {
	owner.Screen
	Pickup, Expedition, Cash bool
	Street                   string // where buyers pick up, "" when it is not written yet
}

func (p Delivery) shell() layouts.Base {
	return p.Shell(owner.Shop, "delivery", p.T("owner.delivery_title"))
}

func (p Delivery) wrong() string { return p.ErrorOf("delivery") }

// Holiday is …/libur: fields holiday_from and holiday_until as 2006-01-02. act=open, or ready=7 and
// so on, is sent by buttons of their own.
type Holiday struct {
	owner.Screen
	From, Until string // as typed, or as kept
	Now         string // "Libur sampai 12 Mei 2026. Pembeli tetap melihat toko.", "" when open
}

func (p Holiday) shell() layouts.Base {
	return p.Shell(owner.Shop, "holiday", p.T("owner.holiday_title"))
}

func (p Holiday) date(name, value string) components.Field {
	return components.Field{Name: name, Label: p.T("owner." + name), Value: value, Error: p.ErrorOf(name)}
}
