package order

// Moved is the message of one move, put in its transaction: notices to buyer and owner follow it.
// From is never empty; the creation of an order is told by its purchase.
type Moved struct {
	OrderID   int64  `json:"order_id"`
	HistoryID int64  `json:"history_id"`
	From      Status `json:"from"`
	To        Status `json:"to"`
}

// Kind implements outbox.Message.
func (Moved) Kind() string { return "order.moved" }
