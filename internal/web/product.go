package web

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/product"
	"beli/frontend/text"
	"beli/internal/catalog"
	"beli/internal/money"
)

// product is a product's page. The address must not be guessed from the name: an old name
// in it leads to the present one.
func (h *storefront) product(v *visit) error {
	code, _, _ := strings.Cut(v.param("code"), "-")
	p, err := h.catalog.PageByCode(v.ctx(), strings.ToUpper(code))
	if err != nil {
		return err
	}
	if p.State == catalog.WasWithdrawn {
		return h.withdrawn(v, p)
	}
	path := productPath(p.Code, p.Slug)
	if v.param("code") != strings.TrimPrefix(path, "/p/") {
		return v.c.Redirect(v.url(path), fiber.StatusMovedPermanently)
	}
	page, err := h.productPage(v, p)
	if err != nil {
		return err
	}
	return v.ok(product.View(page))
}

func (h *storefront) productPage(v *visit, p catalog.Page) (product.Page, error) {
	w := v.words
	path := productPath(p.Code, p.Slug)
	name := v.named(p.Content.Name, p.Content.NameEN)
	description := v.named(p.Content.Description, p.Content.DescriptionEN)
	page := product.Page{Base: v.indexed(v.base("product", layouts.Public), path), Name: name,
		SoldOut: p.State == catalog.SoldOut, Scarce: false, CanBuy: p.State == catalog.OnSale,
		Facts: h.facts(v, p), Delivery: h.deliveryLines(v, p), Maker: h.maker(v, p)}
	for _, para := range strings.Split(description, "\n") {
		if para = strings.TrimSpace(para); para != "" {
			page.Description = append(page.Description, para)
		}
	}
	page.Trail = append(page.Trail, components.Link{Label: w.T("shell.home"), URL: v.url("/")})
	for _, c := range p.Path {
		page.Trail = append(page.Trail, components.Link{Label: c.Name(v.lang), URL: v.url("/kategori/" + c.Slug)})
	}
	page.Photos = photosOf(p.Photos, name)
	page.Price = components.Price{Now: p.PriceFrom.In(v.lang), Unit: p.Content.Unit}
	if p.PriceTo > p.PriceFrom {
		page.Price.From = w.T("buyer.from_word")
	}
	page.Checked = w.T("buyer.checked_on", w.Date(p.Shop.VerifiedAt))
	page.Stock, page.Scarce = stockLine(v, p)
	if p.State == catalog.OnHoliday {
		page.Holiday = w.T("buyer.closed_until", w.Date(day(p.Shop.BackOn)))
	}
	h.basket(v, p, &page)
	page.ShareURL = page.CanonicalURL
	ask := func(key string) string {
		return text.WhatsApp(p.Shop.PhoneKey, w.T(key, p.Shop.Name, name, p.Code, page.CanonicalURL))
	}
	page.AskURL = ask("buyer.ask_text")
	if !page.CanBuy {
		page.NotifyURL = ask("buyer.tell_me_text")
	}
	page.ReportURL = v.url("/bantuan") + "#lapor"
	if err := h.neighbours(v, p.ID, &page); err != nil {
		return page, err
	}
	h.share(v, p, &page, description)
	return page, nil
}

// share fills what chat apps and search engines read.
func (h *storefront) share(v *visit, p catalog.Page, page *product.Page, description string) {
	page.Title = page.Name
	page.Base.Description = summary(description)
	page.OG = layouts.OpenGraph{Title: page.Name, Type: "product",
		Description: fmt.Sprintf("%s · %s · %s", priceText(v, p.PriceFrom, p.PriceTo), p.Shop.Name, h.district(p.Shop.KecamatanCode))}
	if len(page.Photos) > 0 {
		page.OG.Image = v.server.deps.Config.PublicURL + page.Photos[0].Path + "/share.jpg"
		page.OG.ImageAlt = page.Name
	}
	page.JSONLD = productJSON(v, p, page.Name, description, page.CanonicalURL, page.Photos)
}

// summary is the beginning of a description, for result lists of search engines.
func summary(description string) string {
	description = strings.Join(strings.Fields(description), " ")
	if len(description) <= 155 {
		return description
	}
	cut := strings.LastIndexByte(description[:155], ' ')
	return strings.ToValidUTF8(description[:max(cut, 100)], "") + "…"
}

func photosOf(list []catalog.Photo, name string) []components.Photo {
	out := make([]components.Photo, len(list))
	for i, f := range list {
		alt := f.Alt
		if alt == "" {
			alt = name
			if i > 0 {
				alt = name + " " + strconv.Itoa(i+1)
			}
		}
		out[i] = components.Photo{Path: "/foto/" + f.Key, WebP: true, Alt: alt, Width: f.Width, Height: f.Height, Mat: f.Mat, Focal: 4}
	}
	return out
}

func priceText(v *visit, from, to money.Rupiah) string {
	if to > from {
		return v.words.T("buyer.from_price", from.In(v.lang))
	}
	return from.In(v.lang)
}

// stockLine says in plain words what is there; scarce is worth a look.
func stockLine(v *visit, p catalog.Page) (line string, scarce bool) {
	w := v.words
	switch p.StockMode {
	case catalog.MadeToOrder:
		return w.T("buyer.preorder", strconv.Itoa(p.MakingDays)), false
	case catalog.Always:
		return w.T("buyer.always_there"), false
	}
	left := 0
	for _, variant := range p.Variants {
		left += max(variant.Left(), 0)
	}
	switch {
	case left == 0:
		return "", false
	case left <= 5:
		return w.T("buyer.few_left", strconv.Itoa(left)), true
	default:
		return w.T("buyer.in_stock", w.Number(left), p.Content.Unit), false
	}
}

// basket fills the form that puts a variant into the cart.
func (h *storefront) basket(v *visit, p catalog.Page, page *product.Page) {
	page.Form = components.Form{Action: v.url("/keranjang"), CSRF: page.CSRF}
	page.Quantity = components.Field{Name: "quantity", Value: "1", Min: 1, Max: 99}
	if len(p.Variants) == 1 {
		page.Form.Hidden = append(page.Form.Hidden, components.Hidden{Name: "variant", Value: strconv.FormatInt(p.Variants[0].ID, 10)})
		return
	}
	kinds := strings.Join(strings.Fields(strings.TrimSpace(p.OptionKinds[0]+" "+p.OptionKinds[1])), " & ")
	page.Variant = components.Field{Name: "variant", Label: kinds}
	chosen := false
	for _, variant := range p.Variants {
		gone := p.StockMode == catalog.Counted && variant.Left() <= 0
		o := components.Option{Value: strconv.FormatInt(variant.ID, 10), Label: variant.Label(), Note: variant.Price.In(v.lang),
			Disabled: gone, Data: map[string]string{"price-of": variant.Price.In(v.lang)}}
		if gone {
			o.Hint = v.words.T("shell.sold_out")
		} else if !chosen {
			o.Chosen, chosen = true, true
		}
		page.Variants = append(page.Variants, o)
	}
}

func (h *storefront) facts(v *visit, p catalog.Page) []components.Fact {
	w, c := v.words, p.Content
	var out []components.Fact
	add := func(key, value string) {
		if value != "" {
			out = append(out, components.Fact{Label: w.T(key), Value: value})
		}
	}
	if c.WeightG > 0 {
		add("buyer.weight", w.Grams(c.WeightG))
	}
	add("buyer.size", c.SizeText)
	add("buyer.material", c.Material)
	add("buyer.ingredients", c.Ingredients)
	if c.ShelfLifeDays > 0 {
		add("buyer.shelf_life", w.N("buyer.shelf_days", c.ShelfLifeDays))
	}
	add("buyer.storage", c.Storage)
	switch {
	case p.Halal:
		add("buyer.halal_number", c.HalalNumber)
	case c.HalalState == catalog.HalalInProcess:
		add("buyer.halal", w.T("buyer.halal_in_process"))
	case c.HalalState == catalog.NonHalal:
		add("buyer.halal", w.T("buyer.halal_not"))
	}
	if p.PIRT {
		add("buyer.pirt_number", c.PIRTNumber)
	}
	add("buyer.origin", h.origin(p.Shop))
	add("buyer.product_code", p.Code)
	return out
}

func (h *storefront) origin(s catalog.ShopFacts) string {
	if village, ok := h.region.ByCode(s.VillageCode); ok && village.Name != h.district(s.KecamatanCode) {
		return village.Name + ", " + h.place(s.KecamatanCode)
	}
	return h.place(s.KecamatanCode)
}

func (h *storefront) deliveryLines(v *visit, p catalog.Page) []product.Line {
	w := v.words
	if p.Service {
		return []product.Line{{Icon: "place", Text: w.T("buyer.service_at", h.place(p.Shop.KecamatanCode))}}
	}
	var out []product.Line
	if p.Shop.OffersExpedition {
		out = append(out, product.Line{Icon: "delivery", Text: w.T("buyer.ships_from", h.place(p.Shop.KecamatanCode))})
		if price, ok := h.nearestPostage(v, p.Content.WeightG); ok {
			out = append(out, product.Line{Icon: "package", Text: w.T("buyer.shipping_from", price.In(v.lang))})
		}
	}
	if p.Shop.OffersPickup {
		out = append(out, product.Line{Icon: "shop", Text: w.T("buyer.can_pick_up")})
	}
	if p.StockMode == catalog.MadeToOrder {
		out = append(out, product.Line{Icon: "clock", Text: w.T("buyer.ready_in", strconv.Itoa(p.MakingDays))})
	}
	return out
}

// nearestPostage is what one piece costs to send within East Java, so that nobody meets the
// postage only at the end.
func (h *storefront) nearestPostage(v *visit, grams int) (money.Rupiah, bool) {
	rate, err := h.rates.Rate(v.ctx(), "35")
	if err != nil {
		return 0, false
	}
	price, err := rate.Price(grams)
	return price, err == nil
}

func (h *storefront) maker(v *visit, p catalog.Page) product.Maker {
	return product.Maker{Name: p.Shop.Name, URL: v.url("/toko/" + p.Shop.Slug), Place: h.place(p.Shop.KecamatanCode),
		Story: v.named(p.Shop.StoryID, p.Shop.StoryEN), Since: v.words.T("buyer.joined", v.words.Date(p.Shop.CreatedAt)),
		Photo: cover(p.Shop.PhotoKey, p.Shop.PhotoMat, false, p.Shop.Name)}
}

func (h *storefront) neighbours(v *visit, productID int64, page *product.Page) error {
	same, err := h.catalog.SameShop(v.ctx(), productID, 5)
	if err != nil {
		return fmt.Errorf("read products of the shop: %w", err)
	}
	similar, err := h.catalog.Similar(v.ctx(), productID, 5)
	if err != nil {
		return fmt.Errorf("read similar products: %w", err)
	}
	page.SameShop = components.Rack{Title: v.words.T("buyer.same_shop", page.Maker.Name), Cards: unsigned(h.cards(v, same)),
		MoreURL: page.Maker.URL, MoreLabel: v.words.T("buyer.see_all")}
	page.Similar = components.Rack{Title: v.words.T("buyer.similar"), Cards: h.cards(v, similar)}
	return nil
}

// withdrawn answers 410 with what comes near: a shared link should not end at a wall.
func (h *storefront) withdrawn(v *visit, p catalog.Page) error {
	page := product.Gone{Base: v.base("product", layouts.Public)}
	page.Title, page.Robots = v.words.T("buyer.gone_title"), "noindex"
	similar, err := h.catalog.Similar(v.ctx(), p.ID, 10)
	if err != nil {
		return fmt.Errorf("read similar products: %w", err)
	}
	page.Similar = components.Rack{ID: "similar", Title: v.words.T("buyer.similar"), Cards: h.cards(v, similar)}
	if p.Shop.Visible {
		page.Shop, page.ShopURL = p.Shop.Name, v.url("/toko/"+p.Shop.Slug)
	}
	return v.show(fiber.StatusGone, product.GoneView(page))
}
