package app

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"

	"beli/internal/payment/stripe/stripetest"
	"beli/internal/photo/s3/s3test"
	"beli/internal/search/meili/meilitest"
	"beli/internal/store/storetest"
	"beli/internal/web/webtest"
)

// party is every outside party that the program may stand on, played in this process.
type party struct {
	search *meilitest.Server
	photos *s3test.Server
	cards  *stripetest.Server
}

// The engines of a combination, one bit each.
const (
	onPostgres = 1 << iota
	onMeili
	onS3
	onStripe
	combinations
)

// openCombination makes the program on some of the named engines.
func openCombination(t *testing.T, engines int) (*town, party) {
	t.Helper()
	var p party
	var w *town
	set := map[string]string{}
	if engines&onPostgres != 0 {
		set["BELI_DATABASE_URL"] = storetest.PostgresURL(t)
	}
	if engines&onMeili != 0 {
		p.search = meilitest.Start(t)
		set["BELI_MEILI_URL"], set["BELI_MEILI_KEY"] = p.search.URL, meilitest.Key
	}
	if engines&onS3 != 0 {
		p.photos = s3test.Start(t)
		set["BELI_S3_ENDPOINT"], set["BELI_S3_BUCKET"] = p.photos.URL, p.photos.Bucket
		set["BELI_S3_ACCESS_KEY"], set["BELI_S3_SECRET_KEY"] = p.photos.AccessKey, p.photos.SecretKey
	}
	if engines&onStripe != 0 {
		var at string
		p.cards, at = stripetest.Start(t, stripetest.Options{Deliver: func(_ context.Context, header http.Header, body []byte) error {
			req, err := http.NewRequest(http.MethodPost, webtest.Origin+"/webhook/stripe", bytes.NewReader(body))
			if err != nil {
				return err
			}
			req.Header = header.Clone()
			res, err := w.Respond(req)
			if err != nil {
				t.Errorf("webhook: %v", err)
				return err
			}
			defer res.Body.Close()
			if res.StatusCode != http.StatusOK {
				t.Errorf("webhook answered %d", res.StatusCode)
			}
			return nil
		}})
		set["BELI_STRIPE_URL"], set["BELI_STRIPE_KEY"], set["BELI_STRIPE_WEBHOOK_SECRET"] = at, "sk_test_stripetest", "whsec_stripetest"
		set["BELI_OPERATOR"] = "Koperasi Contoh"
	}
	w = openTownWith(t, set)
	return w, p
}

// The same walk works on whatever engines are switched on. Each pair of engines is on together, off
// together and alone in some combination of the short run; the long run takes all of them.
func TestWalk_works_on_every_combination_of_engines(t *testing.T) {
	list := []int{onMeili | onS3, onStripe, onPostgres | onMeili | onStripe, onPostgres | onS3, onMeili | onS3 | onStripe, combinations - 1}
	if os.Getenv("BELI_TEST_LONG") == "1" {
		list = nil
		for engines := 1; engines < combinations; engines++ {
			list = append(list, engines)
		}
	}
	for _, engines := range list {
		t.Run(fmt.Sprintf("%04b", engines), func(t *testing.T) {
			t.Parallel()
			w, p := openCombination(t, engines)
			walkAsBuyer(t, w)
			walkAsShop(t, w)
			if p.search != nil && !asked(p.search, "/multi-search", "/search") {
				t.Error("nothing was looked for on the search server")
			}
			if p.photos != nil && p.photos.Requests() == 0 {
				t.Error("no picture came to the bucket")
			}
			if p.cards != nil && len(p.cards.Sessions()) == 0 {
				t.Error("nobody paid by card")
			}
			for _, problem := range strings.Split(w.said.all(), "\n") {
				if strings.Contains(problem, "level=ERROR") {
					t.Error(problem)
				}
			}
		})
	}
}

func asked(s *meilitest.Server, endings ...string) bool {
	for _, r := range s.Asked() {
		for _, end := range endings {
			if strings.HasSuffix(r.Path, end) {
				return true
			}
		}
	}
	return false
}
