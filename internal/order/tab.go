package order

// Tab is one list of the owner's desk.
type Tab string

// The owner's lists. Orders that wait for the buyer's money are in none.
const (
	TabNew       Tab = "new"
	TabPreparing Tab = "preparing"
	TabSent      Tab = "sent"
	TabDone      Tab = "done"
	TabCancelled Tab = "cancelled"
)

// Tabs lists the owner's lists in their order on the screen.
func Tabs() []Tab { return []Tab{TabNew, TabPreparing, TabSent, TabDone, TabCancelled} }

// Statuses are the states an order of this list may have; none for an unknown list.
func (t Tab) Statuses() []Status {
	switch t {
	case TabNew:
		return []Status{AwaitingQuote, AwaitingConfirmation, Paid, Confirmed}
	case TabPreparing:
		return []Status{Accepted, Packed}
	case TabSent:
		return []Status{Shipped, Ready, Delivered, Returned, Disputed}
	case TabDone:
		return []Status{Completed}
	case TabCancelled:
		return []Status{Cancelled, Expired, Refunded}
	}
	return nil
}

// Urgent tells whether the list shows the nearest deadline first, else the newest order.
func (t Tab) Urgent() bool { return t == TabNew || t == TabPreparing }
