package queue

import (
	"beli/frontend/components"
	"beli/frontend/pages/curator"
)

func (p Page) table() components.Table {
	switch {
	case p.Kind == Shops:
		return p.shopTable()
	case p.waits():
		return p.changeTable()
	case p.tab() == Unchecked:
		return p.numberTable()
	}
	return p.registerTable()
}

func (p Page) shopTable() components.Table {
	waiting := p.tab() == Tab(curator.ShopSubmitted)
	t := components.Table{Caption: p.T("curator.shops_caption", p.T("curator.shop_"+string(p.tab()))), Columns: []components.Column{
		{Label: p.T("curator.shop")}, {Label: p.T("curator.owner")}, {Label: p.T("curator.kecamatan")}}}
	if waiting {
		t.Columns = append(t.Columns, components.Column{Label: p.T("curator.sent"), Sorted: "ascending"},
			components.Column{Label: p.T("curator.age")}, components.Column{Label: p.T("curator.missing"), Number: true})
	} else {
		t.Columns = append(t.Columns, components.Column{Label: p.T("curator.opened"), Sorted: "descending"})
	}
	t.Columns = append(t.Columns, components.Column{Label: p.T("curator.products"), Number: true})
	for _, r := range p.Shops {
		row := []components.Cell{{Text: r.Name, URL: p.ShopURL(r.ID)}, {Text: r.Owner}, {Text: r.Kecamatan}}
		if waiting {
			row = append(row, components.Cell{Text: r.Sent}, components.Cell{Text: r.Age}, components.Cell{Text: p.Base.Number(r.Missing)})
		} else {
			row = append(row, components.Cell{Text: r.Created})
		}
		t.Rows = append(t.Rows, append(row, components.Cell{Text: p.Base.Number(r.Products)}))
	}
	return t
}

// name leads to the review; a new name stands with the one on sale.
func (p Page) name(r ProductRow) components.Cell {
	c := components.Cell{Text: r.Name, URL: p.ProductURL(r.ID), Photo: r.Photo}
	if r.LiveName != "" && r.LiveName != r.Name {
		c.Text = p.T("curator.renamed", r.LiveName, r.Name)
	}
	return c
}

// shop leads to the shop's review, with its state where buyers do not see it.
func (p Page) shop(r ProductRow) components.Cell {
	c := components.Cell{Text: r.Shop, URL: p.ShopURL(r.ShopID)}
	if r.ShopState != curator.ShopVerified {
		c.Tag = p.ShopTag(r.ShopState)
	}
	return c
}

func (p Page) changeTable() components.Table {
	t := components.Table{Caption: p.T("curator.caption_" + string(p.tab())), Columns: []components.Column{
		{Label: p.T("curator.product")}, {Label: p.T("curator.shop")}, {Label: p.T("curator.category")},
		{Label: p.T("curator.sent"), Sorted: "ascending"}, {Label: p.T("curator.age")}}}
	for _, r := range p.Products {
		t.Rows = append(t.Rows, []components.Cell{p.name(r), p.shop(r), {Text: r.Category}, {Text: r.Sent}, {Text: r.Age}})
	}
	return t
}

func (p Page) numberTable() components.Table {
	t := components.Table{Caption: p.T("curator.caption_unchecked"), Columns: []components.Column{
		{Label: p.T("curator.product")}, {Label: p.T("curator.shop")}, {Label: p.T("curator.halal")}, {Label: p.T("curator.pirt")},
		{Label: p.T("curator.on_sale_since"), Sorted: "ascending"}}}
	for _, r := range p.Products {
		t.Rows = append(t.Rows, []components.Cell{p.name(r), p.shop(r), {Text: r.Halal}, {Text: r.PIRT}, {Text: r.Published}})
	}
	return t
}

func (p Page) registerTable() components.Table {
	t := components.Table{Caption: p.T("curator.caption_" + string(p.tab())), Columns: []components.Column{
		{Label: p.T("curator.product")}, {Label: p.T("curator.code")}, {Label: p.T("curator.shop")}, {Label: p.T("curator.state")},
		{Label: p.T("curator.on_sale_since"), Sorted: "descending"}}}
	for _, r := range p.Products {
		t.Rows = append(t.Rows, []components.Cell{p.name(r), {Text: r.Code}, p.shop(r), {Tag: p.ProductTag(r.State)}, {Text: r.Published}})
	}
	return t
}
