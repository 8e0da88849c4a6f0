package sandboxpay

import (
	"slices"
	"testing"

	"beli/frontend/layouts"
	"beli/frontend/pagetest"
)

func TestGatewayOffersEveryAnswerUntilItHasGivenOne(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		for _, state := range []State{Open, Settled, Declined, Expired} {
			p := Page{Base: pagetest.Base(t, lang, layouts.Public), Ref: "sbx_7Qm2", Amount: "Rp72.000", Description: "Pesanan BLT7K2MQ9PXA", State: state,
				Deadline: "21 Nov 2026, 17.45 WIB", BackURL: "/pesanan/BLT7K2MQ9PXA"}
			if state == Settled {
				p.Refunded = "Rp34.000"
			}
			var acts []string
			for n := range pagetest.Check(t, "sandbox-"+string(state)+"-"+lang, View(p)).Descendants() {
				if n.Data != "button" {
					continue
				}
				for _, a := range n.Attr {
					if a.Key == "value" {
						acts = append(acts, a.Val)
					}
				}
			}
			want := []string{"settle", "decline", "expire", "hang", "twice", "silent"}
			if state != Open {
				want = nil
			}
			if !slices.Equal(acts, want) {
				t.Errorf("%s: buttons %v, want %v", state, acts, want)
			}
		}
	}
}
