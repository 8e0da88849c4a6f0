package app

import (
	"context"
	"net/http"
	"regexp"
	"strings"

	"beli/internal/web/webtest"
)

const password = "sawah-hijau-2026"

// signUp makes an account by phone: contact, one-time code, name and password. next is where it leads.
func (w *town) signUp(phone, name, next string) (*webtest.Browser, *webtest.Page) {
	w.t.Helper()
	b := w.browser()
	code := b.Get("/daftar?next="+next).Want(http.StatusOK).Form("/daftar").Set("contact", phone).Submit().Want(http.StatusOK)
	person := code.Form("/daftar/kode").Set("code", w.code(strings.TrimPrefix(phone, "0"))).Submit().Want(http.StatusOK)
	in := person.Form("/daftar/selesai").Set("name", name).Set("password", password).Set("consent", "ya").Submit().Want(http.StatusOK)
	return b, in
}

// signIn comes back with the password.
func (w *town) signIn(b *webtest.Browser, phone, next string) *webtest.Page {
	w.t.Helper()
	return b.Get("/masuk?next="+next).Form("/masuk").Set("contact", phone).Set("password", password).Submit().Want(http.StatusOK)
}

// admin is the first administrator, as the operator's command invites them.
func (w *town) admin(phone string) *webtest.Browser {
	w.t.Helper()
	if err := w.InviteAdmin(context.Background(), phone); err != nil {
		w.t.Fatal(err)
	}
	link := regexp.MustCompile(webtest.Origin+`(/undangan/\S+)`).FindAllStringSubmatch(w.said.all(), -1)
	return w.takeUp(link[len(link)-1][1], phone, "Pak Hadi")
}

// takeUp accepts an invitation to the staff with a new account.
func (w *town) takeUp(path, phone, name string) *webtest.Browser {
	w.t.Helper()
	b, invite := w.signUp(phone, name, path)
	invite.Form("/undangan/").Submit().Want(http.StatusOK)
	w.signIn(b, phone, "/kurator").WantText(w.words().T("curator.place_desk"))
	return b
}

// curator is somebody whom the admin invites.
func (w *town) curator(admin *webtest.Browser, phone string) *webtest.Browser {
	w.t.Helper()
	page := admin.Get("/admin/staf").Want(http.StatusOK).Form("/admin/staf/undang").Set("contact", phone).Set("role", "curator").Submit().Want(http.StatusOK)
	link := regexp.MustCompile(webtest.Origin + `(/undangan/[A-Za-z0-9_-]+)`).FindSubmatch(page.Body)
	if link == nil {
		w.t.Fatalf("inviting a curator shows no link:\n%s", page.Text())
	}
	return w.takeUp(string(link[1]), phone, "Bu Ratna")
}

// openShop answers the questions and leads to the list of what is still to do.
func openShop(b *webtest.Browser, name string) (slug string) {
	page := b.Get("/jual/buka/nama").Want(http.StatusOK).Form("/jual/buka/nama").Set("name", name).Submit().Want(http.StatusOK)
	page = page.Form("/jual/buka/kecamatan").Set("kecamatan", "35.05.18").Submit().Want(http.StatusOK)
	page = page.Form("/jual/buka/desa").Set("village", "35.05.18.2003").Submit().Want(http.StatusOK)
	return strings.Split(page.Path, "/")[3]
}
