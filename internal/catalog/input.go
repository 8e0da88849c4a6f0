package catalog

import (
	"strconv"
	"strings"

	"beli/internal/fault"
	"beli/internal/money"
	"beli/internal/plain"
)

// CreateDraftInput starts a product. Content.Photos are loose photos of the shop.
type CreateDraftInput struct {
	ShopID  int64
	Content Content
	Price   money.Rupiah
	Stock   StockInput
}

// Validate reports every problem; the fields are those of Content, "price" and those of StockInput.
func (in CreateDraftInput) Validate() error {
	var p fault.Problems
	p.Merge("", in.Content.Validate())
	price(&p, "price", in.Price)
	p.Merge("", in.Stock.Validate())
	return p.Err()
}

// StockInput says how a product is kept in stock. OnHand is what can be sold of its only
// variant, for counted stock.
type StockInput struct {
	Mode          StockMode
	OnHand        int
	MakingDays    int
	DailyCapacity int
}

// Validate reports problems at "stock_mode", "on_hand", "making_days", "daily_capacity".
func (in StockInput) Validate() error {
	var p fault.Problems
	switch in.Mode {
	case Counted:
		within(&p, "on_hand", in.OnHand, 0, MaxOnHand)
	case Always:
	case MadeToOrder:
		within(&p, "making_days", in.MakingDays, 1, MaxMakingDays)
		within(&p, "daily_capacity", in.DailyCapacity, 0, MaxOnHand)
	default:
		p.Add("stock_mode", "invalid_choice")
	}
	return p.Err()
}

// clean drops what does not belong to the mode.
func (in StockInput) clean() StockInput {
	if in.Mode != Counted {
		in.OnHand = 0
	}
	if in.Mode != MadeToOrder {
		in.MakingDays, in.DailyCapacity = 0, 0
	}
	return in
}

// UpdateInput writes a draft, or proposes a change of what was published. Nil
// Content.Photos keep the photos.
type UpdateInput struct {
	ShopID, ProductID int64
	Content           Content
}

// Validate reports every problem of the content.
func (in UpdateInput) Validate() error { return in.Content.Validate() }

// ProductInput names one product of a shop.
type ProductInput struct {
	ShopID, ProductID int64
}

// SetPriceInput changes the price of one variant at once.
type SetPriceInput struct {
	ShopID, ProductID, VariantID int64
	Price                        money.Rupiah
}

// Validate reports a problem at "price".
func (in SetPriceInput) Validate() error {
	var p fault.Problems
	price(&p, "price", in.Price)
	return p.Err()
}

// SetStockInput changes how a product is kept in stock, at once. OnHand maps variants
// to what can be sold; a variant that is left out keeps its count.
type SetStockInput struct {
	ShopID, ProductID int64
	Mode              StockMode
	MakingDays        int
	DailyCapacity     int
	OnHand            map[int64]int
}

// Validate reports problems at "stock_mode", "making_days", "daily_capacity" and "on_hand.<variant id>".
func (in SetStockInput) Validate() error {
	var p fault.Problems
	p.Merge("", StockInput{Mode: in.Mode, MakingDays: in.MakingDays, DailyCapacity: in.DailyCapacity}.Validate())
	for id, n := range in.OnHand {
		within(&p, "on_hand."+strconv.FormatInt(id, 10), n, 0, MaxOnHand)
	}
	return p.Err()
}

// SetOnHandInput sets what can be sold of one variant, at once.
type SetOnHandInput struct {
	ShopID, ProductID, VariantID int64
	OnHand                       int
}

// Validate reports a problem at "on_hand".
func (in SetOnHandInput) Validate() error {
	var p fault.Problems
	within(&p, "on_hand", in.OnHand, 0, MaxOnHand)
	return p.Err()
}

// VariantInput is one variant as it shall be. OnHand is what can be sold, for counted stock.
type VariantInput struct {
	Options [2]string
	Price   money.Rupiah
	OnHand  int
}

// SetVariantsInput replaces the option kinds and the variants, at once. A variant is known
// by its options: one that is left out goes off sale, one with the same options stays itself.
type SetVariantsInput struct {
	ShopID, ProductID int64
	Kinds             [2]string
	Variants          []VariantInput
}

func (in SetVariantsInput) clean() SetVariantsInput {
	variants := make([]VariantInput, len(in.Variants))
	for i, v := range in.Variants {
		v.Options = [2]string{plain.Line(v.Options[0]), plain.Line(v.Options[1])}
		variants[i] = v
	}
	in.Kinds = [2]string{plain.Line(in.Kinds[0]), plain.Line(in.Kinds[1])}
	in.Variants = variants
	return in
}

// Validate reports problems at "kind1", "kind2", "variants" and "variants.<row>.option1",
// "….option2", "….price", "….on_hand"; rows count from 0.
func (in SetVariantsInput) Validate() error {
	var p fault.Problems
	longest(&p, "kind1", in.Kinds[0], 24)
	longest(&p, "kind2", in.Kinds[1], 24)
	p.Check(in.Kinds[1] == "" || in.Kinds[0] != "", "kind1", "required")
	p.Check(in.Kinds[0] == "" || !strings.EqualFold(in.Kinds[0], in.Kinds[1]), "kind2", "taken")
	p.Check(len(in.Variants) > 0, "variants", "required")
	p.Check(len(in.Variants) <= MaxVariants, "variants", "too_many_items", strconv.Itoa(MaxVariants))
	if in.Kinds[0] == "" {
		p.Check(len(in.Variants) <= 1, "variants", "too_many_items", "1")
	}
	seen := map[[2]string]bool{}
	for i, v := range in.Variants {
		row := "variants." + strconv.Itoa(i) + "."
		for k, kind := range in.Kinds {
			field := row + "option" + strconv.Itoa(k+1)
			p.Check((kind == "") == (v.Options[k] == ""), field, "required")
			longest(&p, field, v.Options[k], 40)
		}
		key := [2]string{strings.ToLower(v.Options[0]), strings.ToLower(v.Options[1])}
		p.Check(!seen[key], row+"option1", "taken")
		seen[key] = true
		price(&p, row+"price", v.Price)
		within(&p, row+"on_hand", v.OnHand, 0, MaxOnHand)
	}
	return p.Err()
}

// NewPhoto is a picture that the photo pipeline has just stored under Key.
type NewPhoto struct {
	Key           string
	Width, Height int
	Mat           int
	Contain       bool
	Alt           string
	Advice        string
}

// AddPhotosInput adds pictures to a product; with ProductID 0 they stay loose in the shop
// until CreateDraft takes them.
type AddPhotosInput struct {
	ShopID, ProductID int64
	Photos            []NewPhoto
}

// Validate reports a problem at "photos".
func (in AddPhotosInput) Validate() error {
	var p fault.Problems
	p.Check(len(in.Photos) > 0, "photos", "required")
	p.Check(len(in.Photos) <= MaxPhotos, "photos", "too_many_items", strconv.Itoa(MaxPhotos))
	for _, f := range in.Photos {
		p.Check(len(f.Key) == 36 && f.Width > 0 && f.Height > 0 && f.Mat >= 0 && f.Mat <= 15, "photos", "unreadable_photo")
		longest(&p, "photos", f.Alt, 160)
	}
	return p.Err()
}

// RemovePhotoInput takes a picture off a product.
type RemovePhotoInput struct {
	ShopID, ProductID, PhotoID int64
}

// OrderPhotosInput puts the pictures of a product in a new order; PhotoIDs are all of them.
type OrderPhotosInput struct {
	ShopID, ProductID int64
	PhotoIDs          []int64
}

// CheckInput names the numbers that a curator looked up for a product, "" where it has none.
type CheckInput struct {
	ProductID   int64
	HalalNumber string
	PIRTNumber  string
}

// ReasonInput is a curator's act on a change or a product that must be explained.
type ReasonInput struct {
	ID     int64
	Reason string // reaches the owner word for word
}

// Validate reports a problem at "reason".
func (in ReasonInput) Validate() error {
	var p fault.Problems
	p.Check(plain.Text(in.Reason) != "", "reason", "required")
	longest(&p, "reason", in.Reason, 500)
	return p.Err()
}

func price(p *fault.Problems, name string, amount money.Rupiah) {
	p.Check(amount >= 1 && amount <= MaxPrice, name, "price_range", money.Rupiah(1).String(), MaxPrice.String())
}
