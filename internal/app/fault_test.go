package app

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"beli/internal/faulttest"
	"beli/internal/photo/phototest"
	"beli/internal/web/webtest"
)

func picture() []byte { return phototest.JPEG(900, 700) }

// join signs a person in without the pages for it.
func (s *stage) join(b *webtest.Browser, accountID int64) {
	s.t.Helper()
	ctx := context.Background()
	a, err := s.parts.accounts.ByID(ctx, accountID)
	if err != nil {
		s.t.Fatal(err)
	}
	token, _, err := s.parts.sessions.Start(ctx, a)
	if err != nil {
		s.t.Fatal(err)
	}
	b.SetCookie("sid", token)
}

// The table of docs/faults.md, line by line, on the whole program.
func TestFaults_are_answered_as_the_table_says_and_pass_by_themselves(t *testing.T) {
	head, lines := faultTable(t)
	for _, engine := range []string{"database", "search server", "photos", "cards", "mail"} {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			s := openStage(t, "")
			s.furnish()
			s.look(head, lines[0])
			for _, line := range lines {
				if line[0] == engine && line[1] != "late" {
					s.suffer(line[0], line[1])
					s.look(head, line)
					s.recover(head, lines[0])
				}
			}
		})
	}
	for _, line := range lines {
		if line[1] == "late" {
			t.Run(line[0]+" late", func(t *testing.T) {
				t.Parallel()
				s := openStage(t, line[0])
				s.furnish()
				s.look(head, line)
				s.recover(head, lines[0])
			})
		}
	}
}

// suffer gives an engine its trouble.
func (s *stage) suffer(engine, trouble string) {
	s.t.Helper()
	p := s.proxies[engine]
	if engine == "database" {
		s.visited()
	}
	switch trouble {
	case "stopped":
		p.Stop()
	case "slow":
		p.Slow(2 * time.Second)
	case "errors":
		switch engine {
		case "mail":
			p.Answer("421 4.3.2 closing\r\n")
		case "database":
			p.Answer("not a database\r\n")
		default:
			p.Answer(faulttest.Broken)
		}
	default:
		s.t.Fatalf("no trouble is called %q", trouble)
	}
}

// visited has the pages seen since the last change: that is what helps out.
func (s *stage) visited() {
	s.t.Helper()
	<-time.After(2 * time.Second) // every process has heard of a change by then
	for _, path := range []string{"/", "/cari?q=wajik", s.product, s.picture} {
		s.browser().Get(path).Want(http.StatusOK)
	}
}

// look does what every column of a line says.
func (s *stage) look(head, line []string) {
	s.t.Helper()
	for i := 2; i < len(head); i++ {
		if got := s.act(head[i], line[i]); got != line[i] {
			s.t.Errorf("%s %s: %s answers %s, the table says %s\n%s", line[0], line[1], head[i], got, line[i], s.said.last("turned away"))
		}
	}
}

// recover mends everything and waits until all is as it was.
func (s *stage) recover(head, well []string) {
	s.t.Helper()
	for _, p := range s.proxies {
		p.Mend()
	}
	s.until("the search server answers again", func() bool {
		s.browser().Get("/cari?q=wajik")
		return s.parts.server.Ready() && !s.parts.standby.Resting()
	})
	for _, pending := range s.unpaid {
		page := s.browser().Get(pending)
		again := page.Form("/pesanan/").Submit()
		if !strings.Contains(again.Path, "://") {
			s.t.Errorf("the waiting payment cannot be begun: %s\n%s", again.Path, again.Text())
		}
	}
	for _, to := range s.unsent {
		s.until("the letter to "+to+" goes out", func() bool { _, n := s.letters.letter(to); return n > 0 })
	}
	s.unpaid, s.unsent = nil, nil
	s.hangPicture()
	s.look(head, well)
}

// act does what a column says and tells how it went; expected is only used to know how long to wait.
func (s *stage) act(column, expected string) string {
	s.t.Helper()
	switch column {
	case "/":
		return s.seen(s.browser().Get("/"))
	case "/cari?q=wajik":
		return s.search()
	case "product":
		return s.seen(s.browser().Get(s.product))
	case "picture":
		page := s.browser().Get(s.picture)
		if page.Status == http.StatusServiceUnavailable && page.Header.Get("Content-Type") == "image/gif" {
			return "mat"
		}
		return s.seen(page)
	case "upload":
		form := s.owner.Get(s.desk)
		if form.Status != http.StatusOK {
			return s.seen(form)
		}
		return s.seen(form.Form("/profil/foto").Attach("photo", webtest.File{Name: "toko.jpg", Body: picture()}).Submit())
	case "send order":
		return s.order("pickup", "cash")
	case "card":
		return s.order("expedition", "gateway")
	case "letter":
		return s.letter(expected)
	case "/readyz", "/healthz":
		return fmt.Sprint(s.browser().Get(column).Status)
	}
	s.t.Fatalf("no column is called %q", column)
	return ""
}

// seen is the status of a page, which must say what is the matter when it is a fault.
func (s *stage) seen(p *webtest.Page) string {
	s.t.Helper()
	if p.Status == http.StatusServiceUnavailable && (p.Header.Get("Retry-After") == "" || len(p.Text()) < 100) {
		s.t.Errorf("%s: a 503 without a word: %q", p.Path, p.Text())
	}
	return fmt.Sprint(p.Status)
}

// search asks some times: the first ones may wait for the search server.
func (s *stage) search() string {
	s.t.Helper()
	for range 4 {
		page := s.browser().Get("/cari?q=wajik")
		if page.Status != http.StatusOK {
			return s.seen(page)
		}
		if !strings.Contains(page.Text(), s.shop.name) {
			return "nothing found"
		}
	}
	if !s.parts.server.Ready() || s.parts.standby.Resting() {
		return "stand-in"
	}
	return "200"
}

// order buys one piece as a new visitor.
func (s *stage) order(way, pay string) string {
	s.t.Helper()
	b := s.browser()
	page := b.Get(s.product)
	if page.Status != http.StatusOK {
		return s.seen(page)
	}
	if page = page.Form("/keranjang").Submit(); page.Status != http.StatusOK {
		return s.seen(page)
	}
	form := page.Form("/keranjang/ubah").Submit("Lanjut").Want(http.StatusOK)
	shop := id(s.shop.shop)
	fields := form.Form("/checkout/periksa").Set("delivery-"+shop, way)
	if way == "expedition" {
		found := fields.Set("place", "Gambir Jakarta").Submit("Cari").Want(http.StatusOK)
		fields = found.Form("/checkout/periksa").Set("village", found.Attr("value", "input", "type=radio", "name=village")).Set("street", "Jalan Kebon Sirih 12")
	}
	if _, asked := fields.Values["pay-"+shop]; asked {
		fields.Set("pay-"+shop, pay)
	}
	review := fields.Set("name", "Sri Wahyuni").Set("phone", buyersPhone).Set("consent", "ya").Submit().Want(http.StatusOK)
	sent := review.Form("/checkout/kirim").Submit()
	switch {
	case strings.Contains(sent.Path, "://"):
		return "200" // on the gateway's page
	case sent.Status != http.StatusOK:
		return s.seen(sent)
	case pay == "gateway":
		s.unpaid = append(s.unpaid, sent.Path)
		return "pending"
	}
	return "200"
}

// letter signs somebody up, who is sent a code.
func (s *stage) letter(expected string) string {
	s.t.Helper()
	s.people++
	to := fmt.Sprintf("orang%d@contoh.id", s.people)
	b := s.browser()
	page := b.Get("/daftar")
	if page.Status != http.StatusOK {
		return s.seen(page)
	}
	if page = page.Form("/daftar").Set("contact", to).Submit(); page.Status != http.StatusOK {
		return s.seen(page)
	}
	arrived := func() bool { _, n := s.letters.letter(to); return n > 0 }
	if expected == "later" {
		s.until("the letter was tried", func() bool {
			var tried string
			s.row(`SELECT CAST(COUNT(*) AS text) FROM outbox_message WHERE done_at IS NULL AND last_error <> $1`, "", &tried)
			return tried != "0"
		})
		if !arrived() {
			s.unsent = append(s.unsent, to)
			return "later"
		}
		return "200"
	}
	s.until("the letter to "+to+" arrives", arrived)
	return "200"
}
