package health_test

import (
	"strings"
	"testing"

	"beli/frontend/pages/admin/health"
	"beli/frontend/pages/curator"
	"beli/frontend/pages/curator/curatortest"
)

func sample(s curator.Screen) health.Page {
	return health.Page{Screen: s, Jobs: 4, OldestJob: "2 menit lalu",
		Parts: []health.Part{{Code: "database", State: health.Well, Note: "SQLite 3.51, 12 MB"}, {Code: "search", State: health.Well, Note: "199"}, {Code: "photos", State: health.Well}, {Code: "mail", State: health.Well, Note: "log"}},
		Facts: []health.Fact{{Code: "program", Value: "1.0.0"}, {Code: "go", Value: "go1.26"}, {Code: "migration", Value: "7"}, {Code: "started", Value: "21 November 2026, 08.00 WIB"}},
		Settings: []health.Setting{{Name: "BELI_ADDR", Value: "127.0.0.1:8080", From: "default", Help: "address to listen on"}, {Name: "BELI_STRIPE_WEBHOOK_SECRET", Value: "••••", From: "set", Help: "signs what Stripe sends"},
			{Name: "BELI_MEILI_URL", From: "default", Help: "Meilisearch; empty uses the embedded engine"}}}
}

func TestTheSystemSaysHowItIsInOneWordAndByItsParts(t *testing.T) {
	curatortest.Each(t, func(t *testing.T, s curator.Screen) {
		tired, broken := sample(s), sample(s)
		tired.DeadJobs = 2
		broken.Parts[1].State, broken.DeadJobs = health.Broken, 1
		for state, p := range map[string]health.Page{"well": sample(s), "attend": tired, "broken": broken} {
			said := curatortest.Main(curatortest.Check(t, s, "health-"+state, health.View(p)))
			if !strings.Contains(said, s.T("admin.health_"+state)) || !strings.Contains(said, s.T("admin.part_database")) || !strings.Contains(said, "BELI_STRIPE_WEBHOOK_SECRET") {
				t.Errorf("%s: %s", state, said)
			}
			if state == "attend" && !strings.Contains(said, s.N("admin.jobs_dead", 2)) {
				t.Error("jobs that were given up are hidden")
			}
		}
	})
}
