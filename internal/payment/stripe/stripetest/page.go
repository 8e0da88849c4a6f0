package stripetest

import (
	"errors"
	"html/template"
	"net/http"

	"beli/internal/money"
)

const pageText = `<!doctype html>
<html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Stripe (tiruan)</title></head>
<body><main>
<h1>Stripe (tiruan / play money)</h1>
<p id="what">{{.Name}}</p>
<p id="amount">{{.Amount}}</p>
{{if .Refused}}<p id="refused" role="alert">Kartu ditolak, coba kartu lain. / Your card was declined, try another.</p>{{end}}
{{if eq .Status "open"}}
<form method="post"><button id="pay" name="act" value="pay">Bayar / Pay</button></form>
<form method="post"><button id="decline" name="act" value="decline">Pakai kartu yang ditolak / Use a card that is declined</button></form>
<p><a id="back" href="{{.Back}}">Kembali ke toko / Back to the shop</a></p>
{{else}}
<p id="over">{{.Status}}</p>
<p><a id="back" href="{{.Back}}">Kembali ke toko / Back to the shop</a></p>
{{end}}
</main></body></html>
`

type pageData struct {
	Name, Amount, Status, Back string
	Refused                    bool
}

// page is where a buyer pays.
func (s *Server) page(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	x := s.found(r.PathValue("id"))
	if x == nil {
		s.mu.Unlock()
		http.NotFound(w, r)
		return
	}
	data := pageData{Name: x.name, Amount: money.Rupiah(x.amount / 100).String(), Status: x.status, Back: x.cancel, Refused: x.declines > 0}
	s.mu.Unlock()
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if err := template.Must(template.New("page").Parse(pageText)).Execute(w, data); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

// act does what the buyer chose; who paid goes back to the shop.
func (s *Server) act(w http.ResponseWriter, r *http.Request) {
	id, next := r.PathValue("id"), r.URL.Path
	var err error
	switch r.FormValue("act") {
	case "pay":
		err = s.Pay(r.Context(), id)
		s.mu.Lock()
		if x := s.found(id); err == nil && x != nil {
			next = x.success
		}
		s.mu.Unlock()
	case "decline":
		err = s.Decline(r.Context(), id)
	default:
		http.Error(w, "act is pay or decline", http.StatusBadRequest)
		return
	}
	if errors.Is(err, ErrUnknown) {
		http.NotFound(w, r)
		return
	}
	http.Redirect(w, r, next, http.StatusSeeOther) // what is over says so on its page
}
