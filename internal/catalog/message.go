package catalog

// Outcome is what a curator decided about a product.
type Outcome string

// The outcomes an owner is told of.
const (
	OutcomeConfirmed Outcome = "confirmed"
	OutcomeSentBack  Outcome = "sent_back"
	OutcomeTakenDown Outcome = "taken_down"
	OutcomeLifted    Outcome = "lifted"
	OutcomeChecked   Outcome = "credential_checked"
)

// ChangeDecided tells a shop what a curator decided about one of its products.
type ChangeDecided struct {
	ShopID      int64   `json:"shop_id"`
	ProductID   int64   `json:"product_id"`
	ChangeID    int64   `json:"change_id"` // 0 for a takedown and its end
	ProductName string  `json:"product_name"`
	Outcome     Outcome `json:"outcome"`
	First       bool    `json:"first"`  // the product was never on sale before
	Reason      string  `json:"reason"` // the curator's words, empty without
	At          int64   `json:"at"`     // microseconds since 1970: makes the notice's key unique
}

// Kind names the handler.
func (ChangeDecided) Kind() string { return "catalog.change_decided" }
