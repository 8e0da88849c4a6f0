package shop

// Decided tells a shop's owners what a curator decided about it.
type Decided struct {
	ShopID   int64  `json:"shop_id"`
	ShopName string `json:"shop_name"`
	From     Status `json:"from"` // suspended → verified is a restoration
	Status   Status `json:"status"`
	Reason   string `json:"reason"` // the curator's words, empty without
	At       int64  `json:"at"`     // microseconds since 1970: makes the notice's key unique
}

// Kind names the handler.
func (Decided) Kind() string { return "shop.decided" }
