package web

import (
	"encoding/json"

	"beli/frontend/components"
	"beli/internal/catalog"
)

// linked encodes a schema.org object; Go's encoder writes < > & as escapes, so that no text
// can end the script element it stands in.
func linked(kind string, fields map[string]any) string {
	fields["@context"], fields["@type"] = "https://schema.org", kind
	raw, err := json.Marshal(fields)
	if err != nil {
		return "" // only strings and numbers come here
	}
	return string(raw)
}

func siteJSON(v *visit) string {
	root := v.server.deps.Config.PublicURL
	return linked("WebSite", map[string]any{
		"name": v.words.T("shell.site"), "url": root + v.url("/"),
		"potentialAction": map[string]any{"@type": "SearchAction", "query-input": "required name=q",
			"target": root + v.url("/cari") + "?q={q}"},
	})
}

// productJSON describes a product the way shops are read by search engines.
func productJSON(v *visit, p catalog.Page, name, description, canonical string, photos []components.Photo) string {
	root := v.server.deps.Config.PublicURL
	var images []string
	for _, f := range photos {
		images = append(images, root+f.Path+"/1600.jpg")
	}
	stock := "https://schema.org/InStock"
	switch {
	case p.State == catalog.SoldOut:
		stock = "https://schema.org/OutOfStock"
	case p.StockMode == catalog.MadeToOrder:
		stock = "https://schema.org/PreOrder"
	}
	return linked("Product", map[string]any{
		"name": name, "description": description, "sku": p.Code, "image": images,
		"brand": map[string]any{"@type": "Brand", "name": p.Shop.Name},
		"offers": map[string]any{"@type": "Offer", "price": int64(p.PriceFrom), "priceCurrency": "IDR", "availability": stock,
			"itemCondition": "https://schema.org/NewCondition", "url": canonical,
			"seller": map[string]any{"@type": "LocalBusiness", "name": p.Shop.Name}},
	})
}
