package e2e

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"beli/internal/app"
	"beli/internal/photo/phototest"
)

const password = "sawah-hijau-2026"

// The day of one shop, by three people at three browsers, in each way of using them.
func TestShop_opens_is_checked_featured_bought_from_and_ships(t *testing.T) {
	needChromium(t)
	var invite string
	site := openSite(t, func(s *site, a *app.App) {
		if err := a.InviteAdmin(context.Background(), "081200000000"); err != nil {
			t.Fatal(err)
		}
		invite = strings.TrimPrefix(s.said.wait(t, regexp.QuoteMeta(s.url)+`(/undangan/\S+)`), s.url)
	})
	admin := site.visit(t, device{"id", true, 1280})
	admin.signUp("081200000000", "Pak Hadi", invite)
	admin.acceptInvite("081200000000")
	for i, d := range devices() {
		t.Run(d.String(), func(t *testing.T) {
			name, product, title := fmt.Sprintf("Dapur Lestari %d", i), fmt.Sprintf("Sambel pecel nomor %d", i), fmt.Sprintf("Oleh-oleh pedas %d", i)
			owner := site.visit(t, d)
			owner.signUp(fmt.Sprintf("08130000000%d", i), "Bu Lestari", "/jual/buka")
			owner.openShop(name)
			owner.addProduct(product)
			owner.sendShop()

			curator := site.visit(t, d)
			curator.signUp(fmt.Sprintf("08140000000%d", i), "Bu Ratna", admin.inviteCurator(fmt.Sprintf("08140000000%d", i)))
			curator.acceptInvite(fmt.Sprintf("08140000000%d", i))
			curator.verifyShop(name)
			curator.confirmProduct(product)
			curator.feature(title, product)

			buyer := site.visit(t, d)
			buyer.open("/")
			buyer.reads(shown(d, title))
			buyer.clickAt("a[href*='/koleksi/']")
			buyer.reads(product)
			link := buyer.buyOne(product)

			owner.ship()
			buyer.open(link)
			buyer.reads(buyer.words.T("checkout.state_shipped"), "JP0012345678")
			buyer.clickAt("form[action*='/terima'] button[type=submit]")
			buyer.reads(buyer.words.T("checkout.state_delivered"))
			curator.lookAround("/kurator", "/kurator/toko", "/kurator/produk", "/kurator/semua-toko", "/kurator/koleksi", "/kurator/riwayat")
			owner.lookAround("/akun", owner.desk(), owner.desk()+"/produk", owner.desk()+"/pesanan", owner.desk()+"/toko-saya",
				owner.desk()+"/profil", owner.desk()+"/libur", owner.desk()+"/pembantu", owner.desk()+"/uang", owner.desk()+"/tugas")
			buyer.lookAround("/", "/kategori/makanan", "/cari?q=sambel", "/cari?q=tidakadabarangini", "/toko", "/kecamatan/doko", "/keranjang",
				"/bantuan", "/privasi", "/tentang", "/masuk", "/daftar", "/pesanan")
		})
	}
	admin.lookAround("/admin/staf", "/admin/sehat")
}

// shown is a collection's title in the language of the pages.
func shown(d device, title string) string {
	if d.lang == "en" {
		return "Hot things: " + title
	}
	return title
}

func (p *person) lookAround(paths ...string) {
	p.t.Helper()
	for _, path := range paths {
		p.open(path)
	}
}

// signUp makes an account by phone; next is where that leads.
func (p *person) signUp(phone, name, next string) {
	p.t.Helper()
	p.open("/daftar?next=" + next)
	p.fill("contact", phone)
	p.click(p.words.T("account.send_code"))
	p.fill("code", p.site.said.wait(p.t, strings.TrimPrefix(phone, "0")+`\D[^\n]*?\b(\d{6})\b`))
	p.clickAt("form[action$='/daftar/kode'] button[type=submit]")
	p.fill("name", name)
	p.fill("password", password)
	p.choose("consent", "")
	p.clickAt("form[action$='/daftar/selesai'] button[type=submit]")
}

func (p *person) acceptInvite(phone string) {
	p.t.Helper()
	p.click(p.words.T("account.accept_invite"))
	p.fill("contact", phone)
	p.fill("password", password)
	p.clickAt("main form[action$='/masuk'] button.primary")
	p.reads(p.words.T("curator.place_desk"))
}

func (p *person) inviteCurator(phone string) (path string) {
	p.t.Helper()
	p.open("/admin/staf")
	p.fill("contact", phone)
	p.choose("role", "curator")
	p.clickAt("form[action$='/admin/staf/undang'] button[type=submit]")
	found := regexp.MustCompile(`/undangan/[A-Za-z0-9_-]+`).FindString(ask[string](p, `function(){ return document.querySelector(".invited").innerHTML }`))
	if found == "" {
		p.t.Fatalf("inviting shows no link\n%s", p.whereabouts())
	}
	return found
}

// openShop answers one question a screen, then says how goods are sent.
func (p *person) openShop(name string) {
	p.t.Helper()
	p.click(p.words.T("owner.open_begin"))
	next := "main form button[type=submit].primary"
	p.fill("name", name)
	p.clickAt(next)
	p.choose("kecamatan", "35.05.18")
	p.clickAt(next)
	p.choose("village", "35.05.18.2003")
	p.clickAt(next)
	p.open(p.desk() + "/kirim-atur")
	p.choose("pickup", "")
	p.choose("expedition", "")
	p.clickAt(next)
}

// desk is the address of the shop the person is at work in.
func (p *person) desk() string {
	p.t.Helper()
	if found := regexp.MustCompile(`/jual/toko/[^/?#"]+`).FindString(p.path()); found != "" {
		return found
	}
	return regexp.MustCompile(`/jual/toko/[^/?#"]+`).FindString(ask[string](p, `function(){ return [...document.querySelectorAll("a[href*='/jual/toko/']")].map(a => a.getAttribute("href")).join(" ") }`))
}

// addProduct fills the form of a new product, photos first, and sends it to be checked.
func (p *person) addProduct(name string) {
	p.t.Helper()
	p.open(p.desk() + "/produk/baru")
	p.attach("#f-photos-gallery", picture(p.t, "depan.jpg", 900, 700), picture(p.t, "dekat.jpg", 700, 900))
	if p.script {
		p.waitFor("[data-photos] li:nth-child(2)")
	}
	p.fill("name", name)
	p.choose("category", ask[string](p, `function(){ return document.querySelector("input[name=category]").value }`))
	p.fill("price", "17500")
	p.choose("stock_mode", "counted")
	p.fill("on_hand", "12")
	p.choose("weight_g", "250")
	p.choose("halal_state", "in_process")
	p.fill("description", "Sambel kacang dengan kencur dan daun jeruk, digoreng di wajan besi, dibungkus daun pisang.")
	p.clickAt("button[name=then][value=kirim]")
	p.reads(name, p.words.T("owner.product_waiting"))
}

func picture(t *testing.T, name string, width, height int) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, phototest.JPEG(width, height), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func (p *person) sendShop() {
	p.t.Helper()
	p.open(p.desk() + "/tugas")
	p.clickAt("form[action$='/tugas'] button[type=submit]")
	p.reads(p.words.T("owner.shop_submitted"))
}

func (p *person) verifyShop(name string) {
	p.t.Helper()
	p.open("/kurator/toko")
	p.click(name)
	p.clickAt("button[formaction$='/verifikasi'], form[action$='/verifikasi'] button")
}

func (p *person) confirmProduct(name string) {
	p.t.Helper()
	p.open("/kurator/produk")
	p.click(name)
	p.clickAt("button[formaction$='/setuju'], form[action$='/setuju'] button")
}

// feature publishes a collection of one product from today on, found by its name.
func (p *person) feature(title, product string) {
	p.t.Helper()
	p.open("/kurator/koleksi/baru")
	p.fill("title_id", title)
	p.fill("title_en", "Hot things: "+title)
	p.clickAt("main form[action$='/baru'] button[type=submit]")
	editor := strings.Split(p.path(), "?")[0]
	p.open(editor + "?q=" + strings.ReplaceAll(product, " ", "+"))
	p.choose("code", "")
	p.fill("reason", "pedasnya pas")
	p.clickAt("form[action$='/tambah'] button[type=submit]")
	p.open(editor + "/pratinjau")
	p.reads(product)
	p.open(editor)
	p.clickAt("form[action$='/terbit'] button[type=submit]")
}

// buyOne buys the product by parcel and pays; it gives the address of the purchase.
func (p *person) buyOne(product string) string {
	p.t.Helper()
	p.open("/cari?q=" + strings.ReplaceAll(product, " ", "+"))
	p.click(product)
	p.clickAt("button[name=then][value=checkout]")
	p.fill("name", buyersName)
	p.fill("phone", buyersPhone)
	p.tap("label:has(> input[value=expedition])")
	p.fill("place", "Plumbangan Doko")
	p.click(p.words.T("checkout.find"))
	p.choose("village", "")
	p.fill("street", "RT 02/RW 01")
	p.choose("consent", "")
	p.click(p.words.T("checkout.review_button"))
	p.clickAt("form[action$='/checkout/kirim'] button[type=submit]")
	p.clickAt("button[name=act][value=settle]")
	return p.path()
}

// ship accepts, packs and sends the only new order.
func (p *person) ship() {
	p.t.Helper()
	p.open(p.desk() + "/pesanan")
	p.clickAt("main a[href*='/pesanan/']")
	order := strings.Split(p.path(), "?")[0]
	for _, act := range []string{"terima", "kemas"} {
		p.clickAt("form[action$='/" + act + "'] button[type=submit]")
	}
	p.open(order + "/slip")
	p.reads(buyersName)
	p.open(order)
	p.fill("courier", "JNE")
	p.fill("receipt", "JP0012345678")
	p.clickAt("form[action$='/kirim'] button[type=submit]")
}
