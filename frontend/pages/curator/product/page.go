// Package product is the review of one product: the change that waits beside what is on sale, the
// halal and P-IRT numbers, and the decisions.
package product

import (
	"strconv"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/curator"
	"beli/frontend/text"
)

// Act is a decision; the value is the last part of the address its form goes to.
type Act string

// The decisions on a product. All but Confirm and Check need a reason.
const (
	Confirm  Act = "setuju"
	SendBack Act = "perbaikan"
	Takedown Act = "turunkan"
	Lift     Act = "cabut"
	Check    Act = "cek"
)

// Fact is a field of the content as it is printed. Field is the name of the form's field: "name",
// "category", "weight_g" …. Photos is for the field "photos" alone.
type Fact struct {
	Field  string
	Value  string
	Photos []components.Photo
}

// Difference is a field that the change would alter.
type Difference struct {
	Field         string
	Before, After string
	BeforePhotos  []components.Photo // of the field "photos"
	AfterPhotos   []components.Photo
}

// Change is an edit that waits. The zero value is none.
type Change struct {
	ID          int64
	First       bool // the first publication
	Sent        string
	Age         string
	Differences []Difference // of a later change
}

// Earlier is a change that was decided.
type Earlier struct {
	When   string
	State  string // "confirmed", "rejected", "withdrawn"
	Reason string
}

// Numbers are the halal and P-IRT numbers of the content under review, or of what is on sale.
type Numbers struct {
	HalalState string // in words
	Halal      string
	PIRT       string
	Checked    string // "12 Mei 2026, 14.30 WIB" when those on sale were looked up, else ""
	Checkable  bool   // the product is on sale with these numbers and nobody has looked them up
}

// Page is one product for its decision.
type Page struct {
	curator.Screen
	ID        int64
	Code      string
	Name      string // as proposed, where a change waits
	State     curator.ProductState
	PublicURL string // "" while buyers do not see it
	ShopID    int64
	Shop      string
	ShopState curator.ShopState
	Owner     string // the name to greet
	Phone     string // of the shop, digits
	Price     string // "Rp25.000" or "Rp25.000–Rp40.000"
	Stock     string // in words

	Change  Change
	Content []Fact // the whole content: as proposed, else as it is on sale
	Numbers Numbers
	Hints   []string // claims in the text, a P-IRT year that is over …, in words

	TakenDown  string // when and by whom, "" unless it is down
	TakenWhy   string
	Earlier    []Earlier // newest first
	History    []curator.Act
	NextID     int64 // the next product that waits, 0 for none
	OwnerWords text.Words

	// Failed is the decision that was refused, with what was typed for it.
	Failed Act
	Reason curator.Reason
	// Collided: another curator was faster, or the owner sent the content anew. All else is read anew.
	Collided bool
}

func (p Page) shell() layouts.Base {
	p.Errors = curator.Summary(p.Errors, p.Collided)
	return p.Shell(curator.Products, "review", p.Name)
}

func (p Page) notice() components.Notice {
	next := ""
	if p.NextID != 0 {
		next = p.ProductURL(p.NextID)
	}
	back, label := p.URL("/kurator"), p.T("curator.last_product")
	switch {
	case p.Waiting.Products > 0:
		back, label = p.URL("/kurator/produk"), p.T("curator.back_to_products")
	case p.Waiting.Changes > 0:
		back, label = p.URL("/kurator/produk?tab=later"), p.T("curator.back_to_products")
	}
	return p.Next(next, p.T("curator.next_product"), back, label)
}

func (p Page) waits() bool { return p.Change.ID != 0 }

// published tells whether the product was on sale once: only then it can be taken down.
func (p Page) published() bool {
	switch p.State {
	case "", curator.ProductDraft, curator.ProductWaiting, curator.ProductNeedsWork:
		return false
	}
	return true
}

func (p Page) tag() components.Tag { return p.ProductTag(p.State) }

func (p Page) lead() string {
	switch {
	case !p.waits():
		return ""
	case p.Change.First:
		return p.T("curator.first_sent", p.Change.Sent, p.Change.Age)
	}
	return p.T("curator.change_sent", p.Change.Sent, p.Change.Age)
}

func (p Page) facts() []components.Fact {
	return []components.Fact{
		{Label: p.T("curator.shop"), Value: p.Shop, URL: p.ShopURL(p.ShopID)},
		{Label: p.T("curator.code"), Value: p.Code},
		{Label: p.T("curator.price"), Value: p.Price},
		{Label: p.T("curator.stock"), Value: p.Stock},
	}
}

// photos are those of the content, the whole row of pictures.
func (p Page) photos() []components.Photo {
	for _, f := range p.Content {
		if f.Field == "photos" {
			return f.Photos
		}
	}
	return nil
}

func (p Page) contentFacts() []components.Fact {
	var out []components.Fact
	for _, f := range p.Content {
		if f.Field != "photos" {
			out = append(out, components.Fact{Label: p.label(f.Field), Value: f.Value})
		}
	}
	return out
}

func (p Page) label(field string) string { return p.T("curator.fact_" + field) }

func (p Page) earlier() components.Table {
	t := components.Table{Caption: p.T("curator.earlier"), Columns: []components.Column{
		{Label: p.T("audit.when"), Sorted: "descending"}, {Label: p.T("curator.state")}, {Label: p.T("audit.reason")}}}
	for _, e := range p.Earlier {
		t.Rows = append(t.Rows, []components.Cell{{Text: e.When}, {Text: p.T("curator.earlier_" + e.State)}, {Text: e.Reason}})
	}
	return t
}

func (p Page) address(a Act) string {
	return p.URL("/kurator/produk/" + strconv.FormatInt(p.ID, 10) + "/" + string(a))
}

// changeForm carries which change was read, so that one sent anew is never decided unread.
func (p Page) changeForm() components.Form {
	return components.Form{Action: p.address(Confirm), CSRF: p.CSRF, Hidden: []components.Hidden{{Name: "change", Value: strconv.FormatInt(p.Change.ID, 10)}}}
}

func (p Page) form(a Act) components.Form {
	return components.Form{Action: p.address(a), CSRF: p.CSRF}
}

// checkForm says which numbers were looked up.
func (p Page) checkForm() components.Form {
	f := p.form(Check)
	f.Hidden = []components.Hidden{{Name: "halal", Value: p.Numbers.Halal}, {Name: "pirt", Value: p.Numbers.PIRT}}
	return f
}

// reason is the field of a decision. Only that of the refused one carries what was typed, and the
// id that the error summary leads to.
func (p Page) reason(a Act) components.Field {
	f := components.Field{Name: "reason", Label: p.T("curator.reason"), Hint: p.T("curator.reason_hint"), MaxLength: curator.MaxReason, Rows: 3, Bare: true}
	if a == SendBack {
		f.Hint = p.T("curator.reason_hint_back")
	}
	if p.Failed == a || (p.Failed == Confirm && a == SendBack) {
		f.Value, f.Error = p.Reason.Text, p.ErrorOf("reason")
	} else {
		f.Key = "-" + string(a)
	}
	return f
}

func (p Page) typed(a Act) curator.Reason {
	if p.Failed == a {
		return p.Reason
	}
	return curator.Reason{}
}

// letter is the WhatsApp text of a decision.
func (p Page) letter(a Act, reason string) string {
	return p.Letter(p.OwnerWords, "curator.letter_product_"+string(a), p.Owner, p.Name, reason)
}

// last is the newest decision of the history.
func (p Page) last() (curator.Act, bool) {
	return curator.Latest(p.History, "product.confirm", "product.send_back", "product.takedown", "product.lift_takedown", "product.credential_checked")
}

// collision says whose decision stands, or that what is shown is newer than what was read.
func (p Page) collision() (line, reason string) {
	a, ok := p.last()
	switch {
	case p.waits():
		return p.T("curator.newer_content"), ""
	case ok:
		return p.Decision(a), a.Reason
	}
	return p.T("curator.withdrawn_content"), ""
}

// collisionTitle names a colleague only when one decided; the owner may have been faster too.
func (p Page) collisionTitle() string {
	if _, ok := p.last(); ok && !p.waits() {
		return p.T("curator.collision")
	}
	return p.T("curator.collision_content")
}

func (p Page) collisionLine() string   { line, _ := p.collision(); return line }
func (p Page) collisionReason() string { _, reason := p.collision(); return reason }

// told is the decision one may write to the owner about, while no other change waits.
func (p Page) told() (Act, string, bool) {
	a, ok := p.last()
	if !ok || p.waits() || p.Phone == "" {
		return "", "", false
	}
	switch a.Key {
	case "product.confirm":
		return Confirm, a.Reason, true
	case "product.send_back":
		return SendBack, a.Reason, true
	case "product.takedown":
		return Takedown, a.Reason, true
	case "product.lift_takedown":
		return Lift, a.Reason, true
	}
	return "", "", false
}

func (p Page) tellable() bool {
	_, _, ok := p.told()
	return ok
}

func (p Page) lastLine() string {
	if a, ok := p.last(); ok {
		return p.Decision(a)
	}
	return ""
}

func (p Page) chat() components.Button {
	a, reason, _ := p.told()
	return components.Button{Label: p.T("curator.send_chat"), Kind: components.WhatsApp, Icon: "whatsapp", URL: text.WhatsApp(p.Phone, p.letter(a, reason))}
}
