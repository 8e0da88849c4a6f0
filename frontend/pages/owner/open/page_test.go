package open

import (
	"strings"
	"testing"

	"beli/frontend/components"
	"beli/frontend/pages/owner"
	"beli/frontend/pages/owner/ownertest"
)

func bare(s owner.Screen) owner.Screen {
	s.Slug, s.ShopName, s.NewOrders = "", "", 0
	return s
}

func TestIntroSaysWhatIsNeededAndOffersAPersonsHelp(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		root := ownertest.Check(t, s, "open-intro", View(Intro{Screen: bare(s)}))
		if text := ownertest.Text(root); strings.Contains(text, "Rp") || !strings.Contains(text, s.T("owner.open_ask")) {
			t.Error("money is spoken of, or nobody offers help")
		}
		ownertest.Check(t, s, "open-closed", View(Intro{Screen: bare(s), Closed: true}))
		ownertest.Check(t, s, "open-again", View(Intro{Screen: bare(s), Shops: []components.Link{{Label: "Wajik Contoh", URL: s.URL("/jual/toko/wajik-contoh")}}}))
	})
}

func step(s owner.Screen, q Question, n int) Step {
	return Step{Screen: bare(s), Question: q, Number: n, Of: 3, BackURL: s.URL("/jual/buka"), ShopTitle: "Wajik Bu Sri", District: "35.72.03", DistrictName: "Sananwetan",
		Place: "35.72.03.1001", WhatsApp: "0812 3456 7890", Chosen: "wajik-bu-sri-2", Suggestions: []string{"wajik-bu-sri-2", "wajik-bu-sri-gedog", "wajik-bu-sri-blitar"},
		PublicAddress: "contoh.test/toko/wajik-bu-sri",
		Districts:     []components.Option{{Value: "35.05.10", Label: "Kanigoro"}, {Value: "35.05.14", Label: "Talun"}, {Value: "35.72.03", Label: "Sananwetan", Chosen: true}},
		Villages:      []components.Option{{Value: "35.72.03.1001", Label: "Rembang"}, {Value: "35.72.03.1002", Label: "Klampok"}, {Value: "35.72.03.1003", Label: "Plosokerep"}}}
}

func TestEveryQuestionStandsAloneAndCarriesTheEarlierAnswers(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		for q, sends := range map[Question]string{
			Name:      "csrf slug kecamatan village phone name",
			Address:   "csrf name kecamatan village phone slug",
			Kecamatan: "csrf name slug village phone kecamatan",
			Village:   "csrf name slug kecamatan phone village",
			Phone:     "csrf name slug kecamatan village phone",
		} {
			root := ownertest.Check(t, s, "open-"+string(q), Ask(step(s, q, 2)))
			if got := ownertest.Names(root, s.URL("/jual/buka/"+string(q))); got != sends {
				t.Errorf("%s sends %q, want %q", q, got, sends)
			}
		}
	})
}

func TestRefusedAnswerIsKept(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		p := step(s, Name, 1)
		p.Errors = []components.FieldError{{Name: "name", Text: s.T("error.too_long", "70")}}
		root := ownertest.Check(t, s, "open-wrong", Ask(p))
		for n := range root.Descendants() {
			for _, a := range n.Attr {
				if a.Key == "value" && a.Val == "Wajik Bu Sri" {
					return
				}
			}
		}
		t.Error("what was typed is gone")
	})
}
