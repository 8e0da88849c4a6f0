package app

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"beli/internal/web"
)

// ownersOnly are the parts of a shop's desk that a helper may not open.
func ownersOnly() []string {
	return []string{"profil", "kirim-atur", "pembantu", "uang"}
}

// expected says whether somebody may open a page of their own, of another, or of anybody's.
func expected(r web.RouteInfo, who string) (allowed bool, refusal int) {
	staff := who == "curator" || who == "admin"
	switch {
	case r.Path == "/pesanan/:code/batal" && who != "buyer":
		return false, http.StatusNotFound // a page of one purchase, without a proof
	case r.Policy == "machine" || r.Policy == "public":
		return true, 0
	case who == "anonymous":
		return false, http.StatusSeeOther
	case strings.HasPrefix(r.Path, "/jual/toko/:toko"):
		part := strings.Split(strings.TrimPrefix(r.Path, "/jual/toko/:toko")+"/", "/")
		switch {
		case who == "owner":
			return true, 0
		case who == "helper" && len(part) > 1 && slices.Contains(ownersOnly(), part[1]):
			return false, http.StatusForbidden
		case who == "helper":
			return true, 0
		}
		return false, http.StatusNotFound // another's shop is as if it were not there
	case r.Policy == "signed in":
		return true, 0
	case r.Policy == "owner":
		return who == "owner" || who == "other owner" || who == "helper", http.StatusForbidden
	case r.Policy == "curator":
		return staff, http.StatusForbidden
	case r.Policy == "admin":
		return who == "admin", http.StatusForbidden
	}
	return false, 0
}

func TestMatrix_every_page_answers_everybody_by_its_policy_and_reading_changes_nothing(t *testing.T) {
	t.Parallel()
	m := newBoard(t)
	before := m.state()
	for _, r := range m.server.Routes() {
		if r.Writes() || r.Policy == "machine" {
			continue
		}
		path := m.path(r, own, own)
		for _, who := range everybody() {
			got := m.ask(r.Method, path, m.people[who], nil, nil)
			allowed, refusal := expected(r, who)
			toDoor := got.status == http.StatusSeeOther && strings.Contains(got.next, "/masuk")
			switch {
			case got.status >= 500:
				t.Errorf("%s for %s: %d", r.Path, who, got.status)
			case !allowed && got.status != refusal:
				t.Errorf("%s for %s: %d, want %d", r.Path, who, got.status, refusal)
			case !allowed && refusal == http.StatusSeeOther && !toDoor:
				t.Errorf("%s for %s: leads to %s, not to the door", r.Path, who, got.next)
			case allowed && (got.status == http.StatusForbidden || got.status == http.StatusNotFound || toDoor):
				t.Errorf("%s for %s: %d %s, though it is theirs", r.Path, who, got.status, got.next)
			}
		}
		if now := m.state(); now != before {
			t.Errorf("GET %s wrote to the database", r.Path)
			before = now
		}
	}
}

// nested are the routes whose path names an object within the shop's desk, or a purchase.
func nested(m *board) (list []web.RouteInfo) {
	for _, r := range m.server.Routes() {
		if strings.HasPrefix(r.Path, "/jual/toko/:toko") || strings.HasPrefix(r.Path, "/pesanan/:code") {
			list = append(list, r)
		}
	}
	return list
}

func TestMatrix_a_strangers_object_is_answered_like_one_that_is_not_there(t *testing.T) {
	t.Parallel()
	m := newBoard(t)
	before := m.state()
	for _, r := range nested(m) {
		form := func(v visitor) url.Values {
			return url.Values{"csrf": {v.csrf}, "reason": {"karena"}, "order": {m.values[own]["pesanan:number"]}}
		}
		check := func(who, what string, first, second string) {
			t.Helper()
			v := m.people[who]
			theirs, nobodys := m.ask(r.Method, first, v, form(v), same()), m.ask(r.Method, second, v, form(v), same())
			if theirs.status != nobodys.status || theirs.text != nobodys.text {
				t.Errorf("%s %s, %s for %s: %d, but %d where there is nothing", r.Method, r.Path, what, who, theirs.status, nobodys.status)
			}
			mayKnow := who == "helper" && theirs.status == http.StatusForbidden // a page for owners alone
			if strings.HasPrefix(r.Path, "/jual") && theirs.status != http.StatusNotFound && !mayKnow {
				t.Errorf("%s %s, %s for %s: %d, want 404", r.Method, r.Path, what, who, theirs.status)
			}
			if theirs.status < 300 {
				t.Errorf("%s %s, %s for %s: %d", r.Method, r.Path, what, who, theirs.status)
			}
		}
		if strings.HasPrefix(r.Path, "/pesanan/") {
			for _, who := range []string{"anonymous", "other buyer", "owner", "helper", "curator", "admin"} {
				check(who, "another's purchase", m.path(r, own, own), m.path(r, absent, absent))
			}
			continue
		}
		for _, who := range []string{"buyer", "other buyer", "other owner", "curator", "admin"} {
			check(who, "another's shop", m.path(r, own, own), m.path(r, absent, absent))
		}
		if len(r.Params()) > 1 {
			check("owner", "another's object in one's own shop", m.path(r, own, foreign), m.path(r, own, absent))
			check("helper", "another's object in one's own shop", m.path(r, own, foreign), m.path(r, own, absent))
		}
		if m.state() != before {
			t.Fatalf("%s %s changed something", r.Method, r.Path)
		}
	}
}

func TestMatrix_no_form_works_without_its_own_origin_and_token(t *testing.T) {
	t.Parallel()
	m := newBoard(t)
	before := m.state()
	evil := http.Header{"Origin": {"https://jahat.example"}}
	cross := http.Header{"Origin": {"http://localhost:8080"}, "Sec-Fetch-Site": {"cross-site"}}
	for _, r := range m.server.Routes() {
		if !r.Writes() || r.Policy == "machine" {
			continue
		}
		path := m.path(r, own, own)
		for _, who := range everybody() {
			v := m.people[who]
			if allowed, _ := expected(r, who); !allowed {
				continue
			}
			mine, others := url.Values{"csrf": {v.csrf}}, url.Values{"csrf": {m.people["admin"].csrf}}
			if who == "admin" {
				others.Set("csrf", m.people["buyer"].csrf)
			}
			tries := map[string]answer{"without an origin": m.ask(r.Method, path, v, mine, nil), "from another site": m.ask(r.Method, path, v, mine, evil),
				"across sites": m.ask(r.Method, path, v, mine, cross)}
			if who != "anonymous" {
				tries["without a token"] = m.ask(r.Method, path, v, url.Values{}, same())
				tries["with another's token"] = m.ask(r.Method, path, v, others, same())
			}
			for how, got := range tries {
				if got.status != http.StatusForbidden {
					t.Errorf("%s %s by %s %s: %d, want 403", r.Method, r.Path, who, how, got.status)
				}
			}
		}
		if now := m.state(); now != before {
			t.Errorf("%s %s changed something without a right token", r.Method, r.Path)
			before = now
		}
	}
}

func TestMatrix_a_forged_webhook_is_refused_and_changes_nothing(t *testing.T) {
	t.Parallel()
	m := newBoard(t)
	before := m.state()
	for _, gateway := range []string{"sandbox", "tidak-ada"} {
		got := m.ask(http.MethodPost, "/webhook/"+gateway, m.people["anonymous"], url.Values{"event": {"settled"}}, http.Header{"Signature": {"t=1,v1=00"}})
		if got.status < 400 || got.status >= 500 {
			t.Errorf("a forged message of %s: %d", gateway, got.status)
		}
	}
	if m.state() != before {
		t.Error("a forged message changed something")
	}
}

// A form of one's own page may name somebody else's thing inside (T4).
func TestMatrix_anothers_thing_inside_ones_own_form_is_refused_and_untouched(t *testing.T) {
	t.Parallel()
	m := newBoard(t)
	theirs := m.text(`SELECT v.id FROM variants v WHERE v.product_id = $1`, m.values[foreign]["produk:id"])
	product := "/jual/toko/" + m.values[own]["toko:toko"] + "/produk/" + m.values[own]["produk:id"]
	purchase := "/pesanan/" + m.values[own]["pesanan:code"]
	order := m.values[foreign]["pesanan:number"]
	photo := m.photo(foreign)
	before := m.state()
	for _, c := range []struct {
		who, path string
		form      url.Values
	}{
		{"owner", product + "/harga", url.Values{"variant": {theirs}, "price": {"1000"}}},
		{"owner", product + "/stok", url.Values{"variant": {theirs}, "on_hand": {"3"}, "from": {"list"}}},
		{"helper", product + "/harga", url.Values{"variant": {theirs}, "price": {"1000"}}},
		{"owner", product + "/foto", url.Values{"act": {"remove:" + photo}}},
		{"buyer", purchase + "/batal", url.Values{"order": {order}, "reason": {"karena"}}},
		{"buyer", purchase + "/terima", url.Values{"order": {order}}},
		{"helper", "/jual/toko/" + m.values[own]["toko:toko"] + "/pembantu", url.Values{"contact": {"+6281288887777"}}},
		{"curator", "/admin/staf/" + m.values[own]["staf:id"] + "/peran", url.Values{"role": {"admin"}}},
	} {
		v := m.people[c.who]
		c.form.Set("csrf", v.csrf)
		if got := m.ask(http.MethodPost, c.path, v, c.form, same()); got.status < 400 || got.status >= 500 {
			t.Errorf("%s by %s with %v: %d", c.path, c.who, c.form, got.status)
		}
		if m.state() != before {
			t.Fatalf("%s by %s with %v changed something", c.path, c.who, c.form)
		}
	}
}

// Fields that no form has must have no effect (T11).
func TestMatrix_fields_that_are_not_in_the_form_do_nothing(t *testing.T) {
	t.Parallel()
	m := newBoard(t)
	v := m.people["buyer"]
	form := url.Values{"csrf": {v.csrf}, "name": {"Sri"}, "staff": {"admin"}, "role": {"admin"}, "id": {"1"}, "account_id": {"1"}, "session_version": {"9"}}
	if got := m.ask(http.MethodPost, "/akun/nama", v, form, same()); got.status != http.StatusSeeOther {
		t.Fatalf("renaming: %d", got.status)
	}
	if staff := m.text(`SELECT staff FROM accounts WHERE id = $1`, v.actor.AccountID); staff != "none" {
		t.Errorf("a buyer became %s", staff)
	}
	owner, product := m.people["owner"], m.values[own]["produk:id"]
	path := "/jual/toko/" + m.values[own]["toko:toko"] + "/produk/" + product
	form = url.Values{"csrf": {owner.csrf}, "variant": {m.text(`SELECT id FROM variants WHERE product_id = $1`, product)}, "price": {"19000"},
		"status": {"archived"}, "shop_id": {"2"}, "halal_checked_at": {"2026-01-01"}, "takedown_at": {""}, "sold": {"999"}, "from": {"list"}}
	if got := m.ask(http.MethodPost, path+"/harga", owner, form, same()); got.status != http.StatusSeeOther {
		t.Fatalf("pricing: %d", got.status)
	}
	want := m.values[own]["toko:slug"] + " published 19000"
	if got := m.text(`SELECT s.slug || ' ' || p.status || ' ' || p.price_from FROM products p JOIN shops s ON s.id = p.shop_id WHERE p.id = $1`, product); got != want {
		t.Errorf("the product became %q, want %q", got, want)
	}
}
