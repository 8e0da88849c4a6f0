package web_test

import (
	"context"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"beli/internal/account"
	"beli/internal/app"
	"beli/internal/clock"
	"beli/internal/config"
	"beli/internal/store"
	"beli/internal/store/storetest"
	"beli/internal/web/webtest"
)

// house is the whole program with a hand in its database.
type house struct {
	*app.App
	t  *testing.T
	db *store.DB
}

// openHouse makes the program on a database as the settings say.
func openHouse(t *testing.T, databaseURL string, settings map[string]string) *house {
	t.Helper()
	set := map[string]string{"BELI_DATA_DIR": t.TempDir()}
	if path, ok := strings.CutPrefix(databaseURL, "sqlite:"); ok {
		set["BELI_DATA_DIR"] = strings.TrimSuffix(path, "/beli.db")
	} else {
		set["BELI_DATABASE_URL"] = databaseURL
	}
	maps.Copy(set, settings)
	c, err := config.Load(func(name string) string { return set[name] })
	if err != nil {
		t.Fatal(err)
	}
	h := &house{t: t}
	if h.App, err = app.NewWith(context.Background(), c, io.Discard, slog.New(slog.DiscardHandler), clock.At(storetest.Noon)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(h.Close)
	if h.db, err = store.Open(context.Background(), databaseURL); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.db.Close() })
	return h
}

func eachHouse(t *testing.T, test func(t *testing.T, h *house)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		test(t, openHouse(t, storetest.SQLiteURL(t), nil))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		test(t, openHouse(t, storetest.PostgresURL(t), nil))
	})
}

const password = "gula-aren-doko"

// person can sign in with the password; contact is a number to type.
func (h *house) person(staff string) (id int64, contact string) {
	h.t.Helper()
	id = storetest.Account(h.t, h.db, staff)
	hash := account.NewHasher(1).Hash(password)
	err := h.db.InTx(context.Background(), func(ctx context.Context) error {
		_, err := h.db.Exec(ctx, `UPDATE accounts SET password_hash = $1 WHERE id = $2`, hash, id)
		return err
	})
	if err != nil {
		h.t.Fatal(err)
	}
	found, err := store.NewAccounts(h.db).ByID(context.Background(), id)
	if err != nil {
		h.t.Fatal(err)
	}
	return id, found.PhoneKey
}

// send sends one request and follows nothing.
func (h *house) send(method, address string, header http.Header, form url.Values) *http.Response {
	h.t.Helper()
	req, err := http.NewRequest(method, address, strings.NewReader(form.Encode()))
	if err != nil {
		h.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Origin", req.URL.Scheme+"://"+req.URL.Host)
	maps.Copy(req.Header, header)
	res, err := h.Respond(req)
	if err != nil {
		h.t.Fatalf("%s %s: %v", method, address, err)
	}
	h.t.Cleanup(func() { res.Body.Close() })
	return res
}

func (h *house) signIn(contact, word string) *http.Response {
	h.t.Helper()
	return h.send("POST", webtest.Origin+"/masuk", nil, url.Values{"contact": {contact}, "password": {word}})
}

func cookieOf(res *http.Response, name string) string {
	for _, c := range res.Cookies() {
		if c.Name == name {
			return c.Value
		}
	}
	return ""
}

func TestSignIn_makes_a_new_session_and_never_takes_a_planted_one(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		_, contact := h.person("none")
		typed := url.Values{"contact": {contact}, "password": {password}}
		planted := strings.Repeat("A", 32)
		first := cookieOf(h.send("POST", webtest.Origin+"/masuk", http.Header{"Cookie": {"sid=" + planted}}, typed), "sid")
		if first == "" || first == planted {
			t.Fatalf("the session is %q", first)
		}
		opens := func(sid string) bool {
			return h.send("GET", webtest.Origin+"/akun", http.Header{"Cookie": {"sid=" + sid}}, nil).StatusCode == http.StatusOK
		}
		if opens(planted) || !opens(first) {
			t.Error("the planted cookie opens the account, or the session's own does not")
		}

		b := webtest.Open(t, h)
		b.SetCookie("sid", first)
		typed.Set("csrf", b.Get("/akun").Want(200).Attr("value", "input", "name=csrf"))
		second := cookieOf(h.send("POST", webtest.Origin+"/masuk", http.Header{"Cookie": {"sid=" + first}}, typed), "sid")
		if second == "" || second == first || opens(first) || !opens(second) {
			t.Errorf("signing in again kept the old session: %v", opens(first))
		}

		b.SetCookie("sid", second)
		csrf := b.Get("/akun").Want(200).Attr("value", "input", "name=csrf")
		out := h.send("POST", webtest.Origin+"/keluar", http.Header{"Cookie": {"sid=" + second}}, url.Values{"csrf": {csrf}})
		if opens(second) {
			t.Error("the session lives on after signing out")
		}
		if out.Header.Get("Clear-Site-Data") == "" || out.StatusCode != http.StatusSeeOther {
			t.Errorf("signing out: %d %v", out.StatusCode, out.Header)
		}
	})
}

func TestSignIn_limit_holds_against_invented_addresses(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		_, contact := h.person("none")
		try := func(path, contact string, n int) int {
			ip := "203.0.113." + strconv.Itoa(n)
			spoofed := http.Header{"X-Real-Ip": {ip}, "X-Forwarded-For": {ip}, "X-Client-Ip": {ip}, "Forwarded": {"for=" + ip}, "True-Client-Ip": {ip}}
			res := h.send("POST", webtest.Origin+path, spoofed, url.Values{"contact": {contact}, "password": {"salah sekali"}})
			if res.StatusCode == http.StatusTooManyRequests && res.Header.Get("Retry-After") == "" {
				t.Error("turned away without a word of when to come back")
			}
			return res.StatusCode
		}
		for n, want := range []int{422, 422, 422, 422, 422, 429} {
			if got := try("/masuk", contact, n); got != want {
				t.Errorf("try %d: %d, want %d", n+1, got, want)
			}
		}
		for n, want := range []int{200, 200, 200, 429} {
			if got := try("/daftar", contact, n); got != want {
				t.Errorf("code %d: %d, want %d", n+1, got, want)
			}
		}
		// The address is the connection's: many contacts from one are bounded too.
		last := 0
		for n := range 30 {
			last = try("/daftar", "08125555"+strconv.Itoa(1000+n), n)
		}
		if last != http.StatusTooManyRequests {
			t.Errorf("codes for thirty contacts: %d", last)
		}
	})
}

func TestSignUp_and_signIn_show_the_same_page_to_a_known_and_an_unknown_number(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		_, known := h.person("none")
		unknown := known[:len(known)-4] + "9876"
		page := func(path, contact string) string {
			p := webtest.Open(t, h).Post(path, url.Values{"contact": {contact}, "password": {"salah sekali"}})
			body := string(p.Body)
			for _, n := range []int{len(contact), 4} { // as typed, and as printed in groups
				body = strings.ReplaceAll(body, contact[len(contact)-n:], "…")
			}
			return strconv.Itoa(p.Status) + body
		}
		for _, path := range []string{"/daftar", "/masuk"} {
			if a, b := page(path, known), page(path, unknown); a != b {
				t.Errorf("%s: the answers differ:\n%s\n%s", path, a, b)
			}
		}
	})
}

func TestWebhook_without_a_right_signature_is_forbidden(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		for name, header := range map[string]http.Header{
			"none": {}, "empty": {"X-Sandbox-Signature": {""}}, "forged": {"X-Sandbox-Signature": {strings.Repeat("a", 64)}},
			"signed in": {"Cookie": {"sid=x"}},
		} {
			for _, body := range []url.Values{nil, {"status": {"settled"}}} {
				if res := h.send("POST", webtest.Origin+"/webhook/sandbox", header, body); res.StatusCode != http.StatusForbidden {
					t.Errorf("%s: %d", name, res.StatusCode)
				}
			}
		}
		if res := h.send("POST", webtest.Origin+"/webhook/other", nil, nil); res.StatusCode != http.StatusNotFound {
			t.Errorf("an unknown gateway: %d", res.StatusCode)
		}
	})
}

func TestProduction_has_no_sandbox_and_guards_its_cookies(t *testing.T) {
	h := openHouse(t, storetest.SQLiteURL(t), map[string]string{"BELI_ENV": "production", "BELI_PUBLIC_URL": "https://beli.example.id",
		"BELI_TRUSTED_PROXIES": "10.0.0.1", "BELI_SECRET": "q8Zk2vN5rT1xW7yB4mC9pL3sD6fG0hJe", "BELI_AGENCY_WHATSAPP": "081233334444"})
	const at = "https://beli.example.id"
	for _, path := range []string{"/sandbox/x", "/en/sandbox/x"} {
		for _, method := range []string{"GET", "POST"} {
			if res := h.send(method, at+path, nil, nil); res.StatusCode != http.StatusNotFound {
				t.Errorf("%s %s: %d", method, path, res.StatusCode)
			}
		}
	}
	if res := h.send("POST", at+"/webhook/sandbox", nil, nil); res.StatusCode/100 != 4 {
		t.Errorf("its webhook: %d", res.StatusCode)
	}
	_, contact := h.person("admin")
	in := h.send("POST", at+"/masuk", nil, url.Values{"contact": {contact}, "password": {password}})
	if raw := in.Header.Get("Set-Cookie"); !strings.HasPrefix(raw, "__Host-sid=") || !strings.Contains(raw, "ecure") || !strings.Contains(raw, "HttpOnly") {
		t.Errorf("the session's cookie: %s", raw)
	}
	if in.Header.Get("Strict-Transport-Security") == "" {
		t.Error("signing in says nothing of https")
	}
	if res := h.send("GET", "https://evil.example/", nil, nil); res.StatusCode != http.StatusMisdirectedRequest {
		t.Errorf("a foreign name: %d", res.StatusCode)
	}
}

// addresses of pages, with %s where a visitor may write.
const addresses = `/ /cari?q=%s /cari?q=a&urut=%s /cari?q=a&hal=%s /cari?kecamatan=%s&kategori=%s /cari?min=%s&maks=%s /kategori/%s
	/kategori/makanan?hal=%s /p/%s /toko?hal=%s /toko/%s /kecamatan/%s /koleksi/%s /keranjang?kembalikan=%s&jumlah=%s&nama=%s
	/pesanan?code=%s /pesanan/%s /pesanan/%s?k=%s /pesanan/%s/batal?order=%s /undangan/%s /sandbox/%s /masuk?next=%s /daftar?next=%s
	/akun?hal=%s /jual/toko/%s /jual/buka/%s /kurator/toko?status=%s&q=%s&kecamatan=%s /kurator/produk?tab=%s&toko=%s&q=%s
	/kurator/semua-toko?q=%s&status=%s /kurator/riwayat?kind=%s&id=%s /kurator/toko/%s /kurator/produk/%s /kurator/koleksi/%s /admin/staf?hal=%s`

func TestHostile_words_in_any_address_are_answered_calmly(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		shopID, _ := storetest.Shop(t, h.db)
		storetest.Product(t, h.db, shopID, 12_000, 5)
		if err := h.Reindex(context.Background()); err != nil {
			t.Fatal(err)
		}
		_, contact := h.person("admin")
		staff := http.Header{"Cookie": {"sid=" + cookieOf(h.signIn(contact, password), "sid")}}
		for _, path := range strings.Fields(addresses) {
			for _, word := range []string{"%00", "%ff%fe", "%27", "-1", "99999999999999999999", "%25s%25n", "..%2f..", "%0d%0aX:y", "(((*"} {
				address := webtest.Origin + strings.ReplaceAll(path, "%s", word)
				if res := h.send("GET", address, staff, nil); res.StatusCode >= 500 {
					t.Errorf("%s: %d", address, res.StatusCode)
				}
			}
		}
		for _, cart := range []string{"\xff\xfe", "%00", "a'b", strings.Repeat("x", 4000)} {
			if res := h.send("GET", webtest.Origin+"/keranjang", http.Header{"Cookie": {"cart=" + cart}}, nil); res.StatusCode >= 500 {
				t.Errorf("a cart of %.20q: %d", cart, res.StatusCode)
			}
		}
		for _, form := range []url.Values{{"code": {"\x00\xff"}, "digits": {"\x00"}}, {"code": {strings.Repeat("9", 5000)}, "digits": {"1234"}}} {
			if res := h.send("POST", webtest.Origin+"/pesanan", nil, form); res.StatusCode != http.StatusUnprocessableEntity {
				t.Errorf("%.20q: %d", form, res.StatusCode)
			}
		}
	})
}
