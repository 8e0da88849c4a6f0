package web

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"beli/frontend/layouts"
	invitepage "beli/frontend/pages/invite"
	"beli/internal/account"
	"beli/internal/actor"
	"beli/internal/fault"
	"beli/internal/shop"
)

// inviteTaker reads and accepts invitations to help in a shop.
type inviteTaker interface {
	InviteByToken(ctx context.Context, token string) (shop.Invite, error)
	AcceptInvite(ctx context.Context, a actor.Actor, token string) (shop.Shop, error)
}

// found is an invitation to the staff or to a shop.
type foundInvite struct {
	kind    invitepage.Kind
	from    string
	contact string
	until   time.Time
	err     error // used, over, or unknown
}

func (h *entrance) findInvite(v *visit, token string) foundInvite {
	staff, err := h.accounts.FindInvite(v.ctx(), token)
	if !isNotFound(err) {
		return foundInvite{kind: invitepage.Kind(staff.Role), from: v.server.agency.Name, contact: staff.Contact, until: staff.ExpiresAt, err: err}
	}
	helper, err := h.shops.InviteByToken(v.ctx(), token)
	return foundInvite{kind: invitepage.Helper, from: helper.ShopName, contact: helper.Contact, until: helper.ExpiresAt, err: err}
}

// invite shows an invitation; it changes nothing, since chats open links by themselves.
func (h *entrance) invite(v *visit) error { return h.showInvite(v, 200, invitepage.Open) }

func (h *entrance) showInvite(v *visit, status int, state invitepage.State) error {
	found := h.findInvite(v, v.param("token"))
	page := invitepage.Page{Base: v.base("account", layouts.Public), Token: v.param("token"), Kind: found.kind, From: found.from, State: state}
	switch {
	case fault.KindOf(found.err) == fault.NotFound || fault.KindOf(found.err) == fault.Gone:
		page.State = invitepage.Over
		return v.show(410, invitepage.View(page))
	case found.err != nil:
		return found.err
	case v.session == nil:
		page.State = invitepage.SignedOut
	}
	page.Contact, page.Until = shortened(found.contact), v.words.Date(found.until)
	return v.show(status, invitepage.View(page))
}

// shortened keeps enough of a contact for its owner to recognise it.
func shortened(contact string) string {
	if len(contact) <= 6 {
		return "…"
	}
	return strings.ToValidUTF8(contact[:4]+"…"+contact[len(contact)-3:], "")
}

func (h *entrance) acceptInvite(v *visit) error {
	token := v.param("token")
	found := h.findInvite(v, token)
	if found.err != nil {
		return h.showInvite(v, 410, invitepage.Over)
	}
	if found.kind == invitepage.Helper {
		s, err := h.shops.AcceptInvite(v.ctx(), v.actor(), token)
		if errors.Is(err, shop.ErrInviteOther) {
			return h.showInvite(v, 403, invitepage.ForAnother)
		}
		if err != nil {
			return err
		}
		// Who works in a shop has a shorter session than a buyer.
		a, err := h.accounts.ByID(v.ctx(), v.session.AccountID)
		if err != nil {
			return fmt.Errorf("read account: %w", err)
		}
		if err := startSession(v, h.sessions, a); err != nil {
			return err
		}
		return v.done("/jual/toko/"+s.Slug, "owner.joined")
	}
	err := h.accounts.AcceptInvite(v.ctx(), v.actor(), token)
	if errors.Is(err, account.ErrInviteForAnother) {
		return h.showInvite(v, 403, invitepage.ForAnother)
	}
	if err != nil {
		return err
	}
	// The role changed, so every session ended: sign in anew.
	v.dropCookie(sessionCookie)
	return v.redirect("/masuk?next=/kurator")
}
