package sure

import (
	"testing"

	"beli/frontend/pages/owner"
	"beli/frontend/pages/owner/ownertest"
)

func TestEveryActIsAskedAboutAndCanBeLeft(t *testing.T) {
	ownertest.Each(t, func(t *testing.T, s owner.Screen) {
		for act, path := range map[Act][]string{Archive: {"produk", "12", "arsip"}, Withdraw: {"produk", "12", "tarik"}, SendAway: {"pembantu", "2", "lepas"}} {
			root := ownertest.Check(t, s, "sure-"+string(act), View(Page{Screen: s, Act: act, What: "Wajik kletik", Path: path, BackURL: s.At("produk", "12")}))
			if ownertest.Names(root, s.At(path...)) != "csrf" {
				t.Errorf("%s posts nowhere", act)
			}
		}
	})
}
