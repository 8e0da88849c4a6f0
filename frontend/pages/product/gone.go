package product

import (
	"beli/frontend/components"
	"beli/frontend/layouts"
)

// Gone is the page of a product that was withdrawn.
type Gone struct {
	layouts.Base
	Shop    string // "" when the shop is gone too
	ShopURL string
	Similar components.Rack
}

func (p Gone) empty() components.Empty {
	e := components.Empty{Scene: components.SceneEmpty, Title: p.T("buyer.gone_title"), Text: p.T("buyer.gone_text"), Heading: 1}
	if p.ShopURL != "" {
		e.Actions = append(e.Actions, components.Button{Label: p.Shop, Kind: components.Primary, URL: p.ShopURL})
	}
	e.Actions = append(e.Actions, components.Button{Label: p.T("shell.back_home"), Kind: components.Secondary, URL: p.URL("/")})
	return e
}
