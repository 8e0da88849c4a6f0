package app

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"beli/internal/photo/phototest"
	"beli/internal/web/webtest"
)

// The day of one shop: opened by phone, checked by the agency, shown on the home page, bought
// from, shipped. Every step goes through pages and forms as they are.
func TestWalk_a_shop_opens_is_checked_featured_bought_from_and_ships(t *testing.T) {
	eachTown(t, walkAsShop)
}

func walkAsShop(t *testing.T, w *town) {
	const product = "Sambel pecel kencur Bu Lestari"
	owner, _ := w.signUp("081311112222", "Bu Lestari", "/jual/buka")
	shop := openShop(owner, "Dapur Lestari")
	desk := "/jual/toko/" + shop
	setDelivery(owner, desk)
	addProduct(owner, desk, product).WantText(product, w.words().T("owner.product_waiting"))
	owner.Get(desk + "/tugas").Want(http.StatusOK).Form(desk + "/tugas").Submit().Want(http.StatusOK)
	w.settle()
	w.browser().Get("/toko/" + shop).Want(http.StatusNotFound)
	w.browser().Get("/cari?q=sambel+pecel").Want(http.StatusOK).WantNoText(product)

	curator := w.curator(w.admin("081355556666"), "081377778888")
	verifyShop(w, curator, "Dapur Lestari")
	code := confirmProduct(w, curator, product)
	feature(curator, "Oleh-oleh pedas", code)
	w.settle()
	w.browser().Get("/").Want(http.StatusOK).WantText("Oleh-oleh pedas")
	w.browser().Get("/").Click("Lihat koleksi").Want(http.StatusOK).WantText("Oleh-oleh pedas", product)
	curator.Get("/kurator/riwayat").Want(http.StatusOK).WantText("Dapur Lestari", product, "Oleh-oleh pedas")

	buyer := w.browser()
	buyer.Get("/cari?q=sambel+pecel").Want(http.StatusOK).Click(product).Form("/keranjang").Submit().Want(http.StatusOK)
	link := buyOne(t, buyer)
	w.settle()
	ship(w, owner, desk)
	w.settle()
	buyer.Get(link).Want(http.StatusOK).WantText(w.words().T("checkout.state_shipped"), "JNE", "JP0012345678")
	buyer.Get(link).Form("/terima").Submit().Want(http.StatusOK).WantText(w.words().T("checkout.state_delivered"))
	owner.Get(desk + "/uang").Want(http.StatusOK).WantText("Rp63.500")
}

func setDelivery(b *webtest.Browser, desk string) {
	b.Get(desk+"/kirim-atur").Want(http.StatusOK).Form(desk+"/kirim-atur").Set("pickup", "ya").Set("expedition", "ya").Submit().Want(http.StatusOK)
}

// addProduct fills the one form, photos first, and sends it to be checked.
func addProduct(b *webtest.Browser, desk, name string) *webtest.Page {
	page := b.Get(desk + "/produk/baru").Want(http.StatusOK)
	category := ""
	for _, input := range page.All("input", "name=category") {
		for _, a := range input.Attr {
			if a.Key == "value" && category == "" {
				category = a.Val
			}
		}
	}
	return page.Form("/produk/baru").
		Set("name", name).Set("category", category).Set("price", "17.500").Set("unit", "bungkus").Set("stock_mode", "counted").
		Set("on_hand", "12").Set("weight_g", "250").Set("halal_state", "in_process").
		Set("description", "Sambel kacang dengan kencur dan daun jeruk, digoreng di wajan besi, dibungkus daun pisang.").
		Attach("photos", webtest.File{Name: "depan.jpg", Body: phototest.JPEG(900, 700)}, webtest.File{Name: "dekat.jpg", Body: phototest.JPEG(700, 900)}).
		Submit("Simpan dan kirim").Want(http.StatusOK)
}

func verifyShop(w *town, curator *webtest.Browser, name string) {
	w.t.Helper()
	waiting := curator.Get("/kurator/toko").Want(http.StatusOK).WantText(name)
	waiting.Click(name).Want(http.StatusOK).Form("/verifikasi").Submit(w.words().T("curator.act_verifikasi")).Want(http.StatusOK)
}

// confirmProduct puts a product on sale and gives its code.
func confirmProduct(w *town, curator *webtest.Browser, name string) (code string) {
	w.t.Helper()
	page := curator.Get("/kurator/produk").Want(http.StatusOK).WantText(name).Click(name).Want(http.StatusOK)
	page.Form("/setuju").Submit(w.words().T("curator.act_setuju")).Want(http.StatusOK)
	w.settle()
	found := w.browser().Get("/cari?q=" + strings.ReplaceAll(name, " ", "+")).Want(http.StatusOK).Click(name).Want(http.StatusOK)
	return regexp.MustCompile(`^/p/([A-Z0-9]+)`).FindStringSubmatch(found.Path)[1]
}

// feature publishes a collection with one product from today on.
func feature(curator *webtest.Browser, title, code string) {
	made := curator.Get("/kurator/koleksi/baru").Want(http.StatusOK).Form("/kurator/koleksi/baru").
		Set("title_id", title).Set("title_en", "Hot things to take home").Submit().Want(http.StatusOK)
	made = made.Form("/tambah").Set("code", code).Set("reason", "pedasnya pas").Submit().Want(http.StatusOK)
	made.Click("Pratinjau").Want(http.StatusOK).WantText(title)
	curator.Get(made.Path).Form("/terbit").Submit().Want(http.StatusOK)
}

// buyOne orders three of what lies in the cart by parcel, pays and gives the purchase's address.
func buyOne(t *testing.T, b *webtest.Browser) string {
	t.Helper()
	cart := b.Get("/keranjang").Form("/keranjang/ubah")
	for name := range cart.Values {
		if strings.HasPrefix(name, "quantity") {
			cart.Set(name, "3")
		}
	}
	form := cart.Submit("Lanjut").Want(http.StatusOK)
	delivery := ""
	for _, input := range form.All("input", "value=expedition") {
		for _, a := range input.Attr {
			if a.Key == "name" {
				delivery = a.Val
			}
		}
	}
	found := form.Form("/checkout/periksa").Set("place", "Plumbangan Doko").Set(delivery, "expedition").Submit("Cari").Want(http.StatusOK)
	review := found.Form("/checkout/periksa").Set("name", "Sri Wahyuni").Set("phone", buyersPhone).Set("street", "RT 02/RW 01").
		Set("village", found.Attr("value", "input", "type=radio", "name=village")).Set("consent", "ya").Submit().Want(http.StatusOK)
	paying := review.Form("/checkout/kirim").Submit()
	return payFor(t, b, paying).Path
}

// ship accepts, packs and sends the only new order.
func ship(w *town, owner *webtest.Browser, desk string) {
	w.t.Helper()
	list := owner.Get(desk + "/pesanan").Want(http.StatusOK)
	number := regexp.MustCompile(desk + `/pesanan/([A-Z0-9]+-\d+)`).FindSubmatch(list.Body)
	if number == nil {
		w.t.Fatalf("the new order is not in the list:\n%s", list.Text())
	}
	order := desk + "/pesanan/" + string(number[1])
	owner.Get(order).Want(http.StatusOK).Form("/terima").Submit().Want(http.StatusOK)
	owner.Get(order).Want(http.StatusOK).Form("/kemas").Submit().Want(http.StatusOK)
	owner.Get(order+"/slip").Want(http.StatusOK).WantText("Sri Wahyuni", "Plumbangan")
	owner.Get(order).Want(http.StatusOK).Form("/kirim").Set("courier", "JNE").Set("receipt", "JP0012345678").Submit().Want(http.StatusOK)
}
