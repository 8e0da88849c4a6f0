// Package help is the page of short answers, with the way a complaint takes.
package help

import (
	"strconv"
	"strings"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/text"
)

// Page is the help. Its terms are those the market runs with.
type Page struct {
	layouts.Base
	Terms Terms
}

// Terms are lengths of time in words, as set for this market. What is "" is not spoken of.
type Terms struct {
	Pay      string // to pay an order: "1 jam"
	Accept   string // for a shop to accept: "24 jam"
	Ship     string // from accepting to sending: "48 jam"
	Complete string // from arrival to completed: "3 hari"
	Answer   string // for an officer to answer a complaint: "2 hari kerja"
}

// question is one question with its answer and a way on.
type question struct {
	Question, Answer string
	Link             components.Link
}

// topic is a group of questions; its id is the same in both languages, for links from elsewhere.
type topic struct {
	ID, Title string
	Questions []question
}

func (p Page) topics() []topic {
	return []topic{
		{"beli", p.T("info.buy"), p.questions("buy", map[int]string{4: p.URL("/pesanan")})},
		{"bayar", p.T("info.pay"), p.questions("pay", nil)},
		{"kirim", p.T("info.delivery"), p.questions("delivery", nil)},
		{"batal", p.T("info.refund"), p.questions("refund", nil)},
	}
}

func (p Page) forMakers() topic {
	return topic{"toko", p.T("info.shop"), p.questions("shop", map[int]string{3: p.URL("/jual"), 4: "https://oss.go.id"})}
}

// questions reads the numbered wordings of a topic, as many as there are.
func (p Page) questions(name string, links map[int]string) []question {
	var out []question
	for i := 1; ; i++ {
		key := "info." + name + "_" + strconv.Itoa(i)
		if !p.Has(key + "_q") {
			return out
		}
		terms := []string{p.Terms.Pay, p.Terms.Accept, p.Terms.Ship, p.Terms.Complete}
		if unknown(p.T(key+"_a"), terms) {
			continue
		}
		q := question{Question: p.T(key + "_q"), Answer: p.T(key+"_a", terms...)}
		if links[i] != "" {
			q.Link = components.Link{Label: p.T(key + "_link"), URL: links[i]}
		}
		out = append(out, q)
	}
}

// unknown tells whether an answer needs a term that was not set: it would say something half.
func unknown(answer string, terms []string) bool {
	for i, t := range terms {
		if t == "" && strings.Contains(answer, "{"+strconv.Itoa(i)+"}") {
			return true
		}
	}
	return false
}

// Contact is who runs the market and how to reach them, for a facts list.
func Contact(b layouts.Base) []components.Fact {
	facts := []components.Fact{{Label: b.T("info.agency"), Value: b.Agency.Name}, {Label: b.T("info.address"), Value: b.Agency.Address}}
	if b.Agency.WhatsApp != "" {
		facts = append(facts, components.Fact{Label: "WhatsApp", Value: text.Phone(b.Agency.WhatsApp), URL: b.HelpURL()})
	}
	if b.Agency.Email != "" {
		facts = append(facts, components.Fact{Label: b.T("checkout.email"), Value: b.Agency.Email, URL: "mailto:" + b.Agency.Email})
	}
	return append(facts, components.Fact{Label: b.T("info.hours"), Value: b.Agency.Hours})
}
