// Package notice tells people what happened to what is theirs: the buyer once per
// purchase and step, grouped by shop; the people of a shop in their list and by mail;
// everybody with a WhatsApp text that is ready to send. A notice is written once per
// message key, whatever the outbox repeats; mail leaves by a job of its own, so that an
// outage delays letters and nothing else. One-time codes are sent and never kept.
package notice

import (
	"context"
	"time"

	"beli/internal/database"
	"beli/internal/fault"
	"beli/internal/money"
	"beli/internal/outbox"
	"beli/internal/paging"
	"beli/internal/phone"
)

// Channel is how a notice reaches somebody.
type Channel string

// The channels.
const (
	InApp Channel = "app"  // a list in the program
	Mail  Channel = "mail" // a letter
)

// Values lists the channels for the database.
func (Channel) Values() []string { return []string{string(InApp), string(Mail)} }

// Kind says what a notice is about; it is also the key of its words: "mail." + kind.
type Kind string

// The kinds of notices.
const (
	Placed          Kind = "placed"          // to the buyer: the purchase is made
	Paid            Kind = "paid"            // to the buyer: the money came
	Accepted        Kind = "accepted"        // to the buyer
	Shipped         Kind = "shipped"         // to the buyer
	Ready           Kind = "ready"           // to the buyer
	Delivered       Kind = "delivered"       // to the buyer
	Cancelled       Kind = "cancelled"       // to the buyer
	Returned        Kind = "returned"        // to the buyer: came back, or was not picked up, and is cancelled
	Expired         Kind = "expired"         // to the buyer: nobody paid in time
	NewOrder        Kind = "new_order"       // to the shop
	OrderCancelled  Kind = "order_cancelled" // to the shop
	OrderReturned   Kind = "order_returned"  // to the shop
	OrderCompleted  Kind = "order_completed" // to the shop
	ShopVerified    Kind = "shop_verified"   // to the shop
	ShopNeedsWork   Kind = "shop_needs_work" // to the shop
	ShopRejected    Kind = "shop_rejected"   // to the shop
	ShopSuspended   Kind = "shop_suspended"  // to the shop
	ShopRestored    Kind = "shop_restored"   // to the shop
	ProductLive     Kind = "product_live"    // to the shop
	ProductChanged  Kind = "product_changed" // to the shop
	ProductSentBack Kind = "product_sent_back"
	ProductDown     Kind = "product_down"
	ProductLifted   Kind = "product_lifted"
	ProductChecked  Kind = "product_checked"
)

// Notice is one word to one reader through one channel.
type Notice struct {
	ID          int64
	Key         string // of what it tells to whom: written once per key and channel
	Channel     Channel
	Recipient   string // an address for a letter, else ""
	AccountID   int64  // 0 for none
	ShopID      int64  // 0 for none: a notice to a shop is read by all its members
	Kind        Kind
	Subject     string // one line
	Body        string
	WhatsAppURL string // a chat with the other side, its text ready; "" without a number
	Path        string // the page to look at, with its language; "" for none
	CreatedAt   time.Time
	SentAt      *time.Time // letters only
	ReadAt      *time.Time // in the program only
}

// Box is whose notices are meant: a shop's, or a person's.
type Box struct {
	ShopID    int64
	AccountID int64
}

// OfShop is the box of a shop; the caller has made sure that the reader works there.
func OfShop(id int64) Box { return Box{ShopID: id} }

// OfAccount is the box of a person.
func OfAccount(id int64) Box { return Box{AccountID: id} }

// OrderFacts is what a notice about an order needs to know.
type OrderFacts struct {
	OrderID       int64
	Number        string
	Cash          bool
	Total         money.Rupiah
	Courier       string
	Receipt       string
	Reason        string
	PurchaseID    int64
	PurchaseCode  string
	PurchaseTotal money.Rupiah
	PayUntil      time.Time
	Lang          string // of the buyer
	AccountID     int64  // of the buyer, 0 for a guest
	BuyerName     string // "" once erased, as are phone and mail
	BuyerPhone    phone.Number
	BuyerEmail    string
	ShopID        int64
	ShopName      string
	ShopSlug      string
	ShopPhone     phone.Number
}

// Owner is somebody who owns a shop.
type Owner struct {
	AccountID int64
	Email     string // "" for none
	Lang      string
}

// Store keeps notices and reads what they are about.
type Store interface {
	database.Transactor
	// Add writes a notice and gives its id; false when its key and channel are there already.
	Add(ctx context.Context, n Notice) (id int64, fresh bool, err error)
	// ByID reads a notice.
	ByID(ctx context.Context, id int64) (Notice, error)
	// MarkSent notes when a letter left.
	MarkSent(ctx context.Context, id int64, at time.Time) error
	// List gives a page of a box, newest first, and how many it holds.
	List(ctx context.Context, box Box, page paging.Request) ([]Notice, int, error)
	// Unread counts the unread notices of a box.
	Unread(ctx context.Context, box Box) (int, error)
	// MarkRead marks one notice of a box read, all of them when id is 0.
	MarkRead(ctx context.Context, box Box, id int64, at time.Time) error
	// Order reads the facts of an order.
	Order(ctx context.Context, orderID int64) (OrderFacts, error)
	// Purchase reads the facts of a purchase's orders, by id.
	Purchase(ctx context.Context, purchaseID int64) ([]OrderFacts, error)
	// Owners lists a shop's address and owners, the first member first; NotFound without such a shop.
	Owners(ctx context.Context, shopID int64) (slug string, owners []Owner, err error)
}

// Messages takes the jobs of this package.
type Messages interface {
	Put(ctx context.Context, msg outbox.Message, opts ...outbox.Option) error
}

// SendMail has a letter sent.
type SendMail struct {
	NoticeID int64 `json:"notice_id"`
}

// Kind implements outbox.Message.
func (SendMail) Kind() string { return "notice.send_mail" }

// Letter is a mail to be sent. Key names it: a repetition has the same.
type Letter struct {
	To, Subject, Text, Key string
}

// ErrNotFound: there is no such notice in the box.
var ErrNotFound = fault.New(fault.NotFound, "not_found")
