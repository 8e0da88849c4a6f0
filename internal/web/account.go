package web

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/signin"
	"beli/frontend/pages/signup"
	"beli/internal/account"
	"beli/internal/fault"
	"beli/internal/phone"
)

// entrance lets people in: sign-up, sign-in, reset, invites.
type entrance struct {
	accounts *account.Service
	sessions *account.Sessions
	carts    merger
	shops    inviteTaker
}

// merger moves a browser's cart into the account's.
type merger interface {
	Merge(ctx context.Context, token string, accountID int64) error
}

func (h *entrance) routes() []route {
	return []route{
		get("/masuk", public, h.form),
		post("/masuk", public, h.signIn),
		post("/keluar", signedIn, h.signOut),
		get("/daftar", public, h.contactForm),
		post("/daftar", public, h.sendCode),
		post("/daftar/kode", public, h.proveCode),
		post("/daftar/selesai", public, h.finish),
		get("/undangan/:token", public, h.invite),
		post("/undangan/:token", signedIn, h.acceptInvite),
	}
}

// nextPath is where to go after signing in: a path of this site, and nothing else.
func nextPath(raw string) string {
	u, err := url.Parse(clip(raw, 300))
	if err != nil || u.Scheme != "" || u.Host != "" || !strings.HasPrefix(u.Path, "/") ||
		strings.HasPrefix(u.Path, "//") || strings.ContainsAny(u.Path, "\\\r\n\t") {
		return ""
	}
	// Written anew, so that what was checked is what the browser gets.
	clean := url.URL{Path: u.Path, RawQuery: u.Query().Encode()}
	return clean.String()
}

func (h *entrance) form(v *visit) error {
	if v.session != nil {
		return v.redirect(orElse(nextPath(v.query("next")), "/akun"))
	}
	page := signin.Page{Base: v.base("account", layouts.Public), Next: nextPath(v.query("next"))}
	if page.Next != "" && page.Next != "/" {
		page.Why = v.words.T("error.login_required")
	}
	return v.ok(signin.View(page))
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func (h *entrance) signIn(v *visit) error {
	found, err := h.accounts.SignIn(v.ctx(), account.SignInInput{Contact: v.value("contact"), Password: v.secret("password"), IP: v.ip()})
	if k := fault.KindOf(err); k == fault.Invalid {
		return v.refused(err, func(problems []components.FieldError) templComponent {
			page := signin.Page{Base: v.base("account", layouts.Public), Contact: v.value("contact"), Next: nextPath(v.value("next"))}
			page.Errors = problems
			return signin.View(page)
		})
	}
	if err != nil {
		return err
	}
	return h.enter(v, found, nextPath(v.value("next")))
}

// enter starts a session with a new token and takes the browser's cart along.
func (h *entrance) enter(v *visit, a account.Account, next string) error {
	if err := startSession(v, h.sessions, a); err != nil {
		return err
	}
	if err := h.carts.Merge(v.ctx(), v.cart, a.ID); err != nil {
		return err
	}
	return v.redirect(orElse(next, "/akun"))
}

// startSession gives the browser a session with a new token and ends the one it came with. It is
// for every change of what the person may do.
func startSession(v *visit, sessions *account.Sessions, a account.Account) error {
	token, session, err := sessions.Start(v.ctx(), a)
	if err != nil {
		return fmt.Errorf("start session: %w", err)
	}
	if v.token != "" {
		if err := sessions.End(v.ctx(), v.token); err != nil {
			return fmt.Errorf("end old session: %w", err)
		}
	}
	v.signIn(token, session.EndsAt)
	return nil
}

func (h *entrance) signOut(v *visit) error {
	if err := h.sessions.End(v.ctx(), v.token); err != nil {
		return fmt.Errorf("end session: %w", err)
	}
	v.dropCookie(sessionCookie)
	v.c.Set("Clear-Site-Data", `"cache"`)
	return v.redirect("/")
}

func (h *entrance) contactForm(v *visit) error {
	return v.ok(signup.View(h.step(v, signup.Contact)))
}

func (h *entrance) step(v *visit, step signup.Step) signup.Page {
	next := nextPath(v.query("next"))
	if posted := v.value("next"); posted != "" {
		next = nextPath(posted)
	}
	return signup.Page{Base: v.base("account", layouts.Public), Step: step, Contact: v.value("contact"), Next: next}
}

// sendCode answers the same whether or not the contact has an account.
func (h *entrance) sendCode(v *visit) error {
	err := h.accounts.RequestCode(v.ctx(), account.RequestCodeInput{Contact: v.value("contact"), Lang: v.lang, IP: v.ip()})
	if fault.KindOf(err) == fault.Invalid {
		return v.refused(err, func(problems []components.FieldError) templComponent {
			page := h.step(v, signup.Contact)
			page.Errors = problems
			return signup.View(page)
		})
	}
	if err != nil {
		return err
	}
	page := h.step(v, signup.Code)
	page.SentTo = printedContact(page.Contact)
	return v.ok(signup.View(page))
}

func printedContact(typed string) string {
	if n, err := phone.Parse(typed); err == nil {
		return n.String()
	}
	return typed
}

func (h *entrance) proveCode(v *visit) error {
	proof, err := h.accounts.ProveContact(v.ctx(), v.value("contact"), v.value("code"))
	if fault.KindOf(err) == fault.Invalid {
		err = &fault.Error{Kind: fault.Invalid, Code: fault.CodeOf(err), Fields: []fault.Field{{Name: "code", Code: fault.CodeOf(err)}}}
		return v.refused(err, func(problems []components.FieldError) templComponent {
			page := h.step(v, signup.Code)
			page.SentTo, page.Code, page.Errors = printedContact(page.Contact), clip(v.value("code"), 12), problems
			return signup.View(page)
		})
	}
	if err != nil {
		return err
	}
	page := h.step(v, signup.Person)
	page.Ticket, page.Known, page.Name = proof.Ticket, proof.Known, proof.Name
	return v.ok(signup.View(page))
}

func (h *entrance) finish(v *visit) error {
	a, err := h.accounts.Finish(v.ctx(), account.FinishInput{Ticket: v.value("ticket"), Name: v.value("name"),
		Password: v.secret("password"), Consent: v.checked("consent"), Lang: v.lang})
	if fault.KindOf(err) == fault.Invalid {
		known := h.accounts.TicketKnown(v.ctx(), v.value("ticket"))
		return v.refused(err, func(problems []components.FieldError) templComponent {
			page := h.step(v, signup.Person)
			page.Ticket, page.Known, page.Name, page.Consent, page.Errors = v.value("ticket"), known, v.value("name"), v.checked("consent"), problems
			return signup.View(page)
		})
	}
	if err != nil {
		return err
	}
	return h.enter(v, a, nextPath(v.value("next")))
}
