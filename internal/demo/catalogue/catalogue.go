package catalogue

import (
	"beli/internal/money"
)

// Text is a text in the two languages of the site.
type Text struct {
	ID string `json:"id"`
	EN string `json:"en"`
}

// In is the text for a language tag: English for "en", Indonesian for all others.
func (t Text) In(lang string) string {
	if lang == "en" {
		return t.EN
	}
	return t.ID
}

// Catalogue is all of the demonstration, in the order in which it should be written.
// It is not changed after Load.
type Catalogue struct {
	Shops       []Shop
	Products    []Product
	Collections []Collection

	words    words
	shops    map[string]int
	products map[string]int
}

// Shop finds a shop by its key.
func (c Catalogue) Shop(key string) (Shop, bool) {
	i, ok := c.shops[key]
	if !ok {
		return Shop{}, false
	}
	return c.Shops[i], true
}

// Product finds a product by its id in the list of ideas, such as "P001".
func (c Catalogue) Product(id string) (Product, bool) {
	i, ok := c.products[id]
	if !ok {
		return Product{}, false
	}
	return c.Products[i], true
}

// Of lists the products of a shop, in order.
func (c Catalogue) Of(shop string) []Product {
	var out []Product
	for _, p := range c.Products {
		if p.Shop == shop {
			out = append(out, p)
		}
	}
	return out
}

// Shop is an invented maker who sells.
type Shop struct {
	Key        string `json:"key"` // unique, fit for an address
	Name       string `json:"name"`
	Owner      string `json:"owner"`
	Village    string `json:"village"` // Kemendagri code of the desa or kelurahan
	Street     string `json:"street"`
	Phone      string `json:"phone"` // digits with the country code and no plus, invented: 628120000…
	Hours      Text   `json:"hours"`
	Pickup     bool   `json:"pickup"`
	Expedition bool   `json:"expedition"`
	// CashAtPickup tells whether a buyer who comes may pay in cash. A shop of services alone
	// takes cash at the appointment and delivers nothing.
	CashAtPickup bool `json:"cash_at_pickup"`
	Story        Text `json:"story"`
}

// Product is one thing on sale. Facts that do not belong to its kind are nil.
type Product struct {
	ID       string       `json:"id"`
	Shop     string       `json:"shop"` // the key of its shop
	Name     Text         `json:"name"`
	Category string       `json:"category"` // the slug of a leaf of Tree
	Aliases  []string     `json:"aliases"`  // other words people search it by
	Price    money.Rupiah `json:"price"`    // of the first value of every option
	Unit     Text         `json:"unit"`
	WeightG  int          `json:"weight_g"` // packed, grams; 0 for a service
	Stock    Stock        `json:"stock"`
	// PickupOnly marks what does not survive a parcel: fresh, frozen or alive.
	PickupOnly  bool     `json:"pickup_only"`
	Keeping     *Keeping `json:"keeping"`
	Food        *Food    `json:"food"`
	Craft       *Craft   `json:"craft"`
	Service     *Service `json:"service"`
	Options     []Option `json:"options"` // at most two kinds
	Description Text     `json:"description"`
	// Like is the id of the product whose picture this one may be drawn after: its own
	// id, or the model of a product made by Scale.
	Like string `json:"-"`
}

// StockMode says how a product is kept in stock.
type StockMode string

// The three modes of stock.
const (
	Counted     StockMode = "counted"
	Always      StockMode = "always"
	MadeToOrder StockMode = "made_to_order"
)

// Stock is what can be had: Count pieces of counted stock over all variants, or Days of
// making and PerDay pieces a day when it is made to order.
type Stock struct {
	Mode   StockMode `json:"mode"`
	Count  int       `json:"count"`
	Days   int       `json:"days"`
	PerDay int       `json:"per_day"`
}

// Keeping says how long and where something edible keeps.
type Keeping struct {
	Days    int     `json:"days"`
	Storage Storage `json:"storage"`
}

// Storage is where food keeps.
type Storage string

// The three ways of keeping food.
const (
	Room    Storage = "room"
	Chilled Storage = "chilled"
	Frozen  Storage = "frozen"
)

// Text is the storage in words for the product page.
func (s Storage) Text() Text {
	switch s {
	case Chilled:
		return Text{ID: "Di kulkas, 2–8 °C", EN: "Refrigerated, 2–8 °C"}
	case Frozen:
		return Text{ID: "Beku, −18 °C", EN: "Frozen, −18 °C"}
	}
	return Text{ID: "Suhu ruang, kering dan tertutup rapat", EN: "Room temperature, dry and well closed"}
}

// Halal is what the maker states about food.
type Halal string

// The halal states that occur in the demonstration.
const (
	Certified Halal = "certified"
	InProcess Halal = "in_process"
	Exempt    Halal = "exempt"
)

// Food are the facts of a product in a category of food or drink. The numbers are
// invented but well formed; PIRT is empty where none is given or allowed.
type Food struct {
	Ingredients Text   `json:"ingredients"`
	Halal       Halal  `json:"halal"`
	HalalNumber string `json:"halal_number"` // "ID" and 17 digits, only when certified
	PIRT        string `json:"pirt"`         // 13 digits, hyphen, year of expiry: "2063505010123-29"
}

// Craft are the facts of a thing made of something.
type Craft struct {
	Material Text `json:"material"`
	Size     Text `json:"size"`
}

// Service are the facts of a service: by appointment, never delivered.
type Service struct {
	Duration Text `json:"duration"`
	Place    Text `json:"place"`
}

// Collection is a choice of products for the home page.
type Collection struct {
	Slug  string   `json:"slug"`
	Title Text     `json:"title"`
	Text  Text     `json:"text"`
	Picks []Choice `json:"products"`
}

// Choice is a product of a collection with the reason it was taken.
type Choice struct {
	Product string `json:"id"`
	Reason  Text   `json:"reason"`
}
