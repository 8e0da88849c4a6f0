package shop

import (
	"beli/frontend/components"
	"beli/frontend/pages/curator"
	"beli/frontend/text"
)

// choice is a decision that the shop's state allows.
type choice struct {
	act  Act
	kind components.Kind
	icon string
}

// choices are the decisions of the state; none while the owner has the next step.
func (p Page) choices() []choice {
	switch p.State {
	case curator.ShopSubmitted:
		all := []choice{{Verify, components.Primary, "check"}, {Repair, components.Secondary, ""}, {Reject, components.Danger, ""}}
		if p.blocked() {
			return all[1:]
		}
		return all
	case curator.ShopVerified:
		return []choice{{Suspend, components.Danger, ""}}
	case curator.ShopSuspended:
		return []choice{{Restore, components.Primary, ""}}
	}
	return nil
}

func (p Page) button(c choice) components.Button {
	return components.Button{Label: p.T("curator.act_" + string(c.act)), Kind: c.kind, Icon: c.icon}
}

// form leads to the first choice; the other buttons have addresses of their own.
func (p Page) form() components.Form {
	return components.Form{Action: p.address(p.choices()[0].act), CSRF: p.CSRF}
}

func (p Page) reason() components.Field {
	f := components.Field{Name: "reason", Label: p.T("curator.reason"), Hint: p.T("curator.reason_hint"), Value: p.typed().Text,
		Error: p.ErrorOf("reason"), MaxLength: curator.MaxReason, Rows: 4, Bare: true}
	if p.State == curator.ShopSubmitted {
		f.Hint = p.T("curator.reason_hint_some")
	}
	return f
}

// typed is the reason to go on with. After a collision the decisions are others: what was written for
// the first is quoted above and stands in no form.
func (p Page) typed() curator.Reason {
	if p.Collided {
		return curator.Reason{}
	}
	return p.Reason
}

func (p Page) ready() []components.Option {
	switch p.State {
	case curator.ShopSubmitted:
		return p.ReadyReasons("curator.ready_shop_", p.typed())
	case curator.ShopVerified:
		return p.ReadyReasons("curator.ready_suspend_", p.typed())
	}
	return nil
}

// still says why there is nothing to decide.
func (p Page) still() string { return p.T("curator.still_" + string(p.State)) }

// letter is the WhatsApp text of a decision.
func (p Page) letter(a Act, reason string) string {
	return p.Letter(p.OwnerWords, "curator.letter_"+string(a), p.Owner, p.Name, reason)
}

// last is the newest decision of the history.
func (p Page) last() (curator.Act, bool) {
	return curator.Latest(p.History, "shop.verify", "shop.needs_work", "shop.reject", "shop.suspend", "shop.restore")
}

func (p Page) lastReason() string {
	a, _ := p.last()
	return a.Reason
}

func (p Page) lastLine() string {
	if a, ok := p.last(); ok {
		return p.Decision(a)
	}
	return ""
}

// decided is the decision behind the current state; none while the shop waits.
func (p Page) decided() (Act, bool) {
	a, ok := p.last()
	if !ok || p.State == curator.ShopSubmitted || p.State == curator.ShopDraft {
		return "", false
	}
	switch a.Key {
	case "shop.verify":
		return Verify, true
	case "shop.needs_work":
		return Repair, true
	case "shop.reject":
		return Reject, true
	case "shop.suspend":
		return Suspend, true
	}
	return Restore, true
}

// chat opens WhatsApp with the text of the decision that stands.
func (p Page) chat() components.Button {
	a, _ := p.decided()
	return components.Button{Label: p.T("curator.send_chat"), Kind: components.WhatsApp, Icon: "whatsapp",
		URL: text.WhatsApp(p.Phone, p.letter(a, p.lastReason()))}
}

func (p Page) tellable() bool {
	_, ok := p.decided()
	return ok && p.Phone != ""
}
