// Package sure asks once more before something that is hard to take back: archiving a product,
// taking back what waits for a check, sending a helper away.
package sure

import (
	"beli/frontend/layouts"
	"beli/frontend/pages/owner"
)

// Act is what is asked about; the values are keys of the wordings.
type Act string

// The acts. What names the product or the person.
const (
	Archive  Act = "archive"  // posts to …/produk/{id}/arsip
	Withdraw Act = "withdraw" // posts to …/produk/{id}/tarik
	SendAway Act = "sendaway" // posts to …/pembantu/{account}/lepas
)

// Page is one question. Path is the form's address below the shop: {"produk", "12", "arsip"}.
type Page struct {
	owner.Screen
	Act     Act
	What    string
	Path    []string
	BackURL string
}

func (p Page) shell() layouts.Base {
	place := owner.Products
	if p.Act == SendAway {
		place = owner.Shop
	}
	return p.Shell(place, "sure", p.T("owner.sure_"+string(p.Act), p.What))
}
