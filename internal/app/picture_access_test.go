package app

import (
	"context"
	"net/http"
	"testing"

	"beli/internal/photo"
	"beli/internal/web/webtest"
)

// A picture of what is not on sale yet is for its shop and for those who check it (trust.md T15).
func TestPicture_of_a_product_that_waits_is_for_its_shop_and_the_curators(t *testing.T) {
	eachTown(t, func(t *testing.T, w *town) {
		const product = "Opak gambir Bu Lestari"
		owner, _ := w.signUp("081311112222", "Bu Lestari", "/jual/buka")
		desk := "/jual/toko/" + openShop(owner, "Dapur Lestari")
		addProduct(owner, desk, product)
		owner.Get(desk + "/tugas").Form(desk + "/tugas").Submit().Want(http.StatusOK)
		stranger, _ := w.signUp("081322223333", "Pak Lain", "/akun")
		curator := w.curator(w.admin("081355556666"), "081377778888")

		rows, err := w.parts.db.Query(context.Background(), `SELECT key FROM photos WHERE product_id IS NOT NULL ORDER BY id LIMIT 1`)
		if err != nil {
			t.Fatal(err)
		}
		var key string
		if rows.Next() {
			err = rows.Scan(&key)
		}
		rows.Close()
		if key == "" || err != nil {
			t.Fatalf("the product has no picture: %v", err)
		}
		path := photo.Photo{Key: photo.Key(key)}.Address(photo.Card, photo.JPEG)
		w.browser().Get(path).Want(http.StatusNotFound)
		stranger.Get(path).Want(http.StatusNotFound)
		for name, b := range map[string]*webtest.Browser{"owner": owner, "curator": curator} {
			if got := b.Get(path).Want(http.StatusOK).Header.Get("Cache-Control"); got != "private, no-store" {
				t.Errorf("the %s's answer may be kept: %q", name, got)
			}
		}
		verifyShop(w, curator, "Dapur Lestari")
		confirmProduct(w, curator, product)
		if got := w.browser().Get(path).Want(http.StatusOK).Header.Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
			t.Errorf("what is on sale is answered with %q", got)
		}
	})
}
