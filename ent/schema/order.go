package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Order is the part of a purchase that one shop fulfils; it holds no personal data.
type Order struct{ ent.Schema }

// Annotations implements ent.Interface.
func (Order) Annotations() []schema.Annotation {
	return table("orders", map[string]string{
		"order_total": "total = items_total + delivery_total AND items_total >= 0 AND delivery_total >= 0",
	})
}

// Fields implements ent.Interface.
func (Order) Fields() []ent.Field {
	return []ent.Field{
		id(),
		fixedText("number", 16),
		ref("purchase_id"),
		ref("shop_id"),
		fixedText("shop_name", 70),
		state("status"),
		fixedText("pay", 16),
		fixedRupiah("items_total"),
		fixedRupiah("delivery_total"),
		fixedRupiah("total"),
		fixedText("note", 300),
		field.Int("making_days").Immutable(),
		text("reason", 500),
		maybeAt("deadline_at"),
		at("priced_at"),
		at("placed_at"),
		maybeAt("accepted_at"),
		maybeAt("delivered_at"),
		maybeAt("ended_at"),
	}
}

// Edges implements ent.Interface.
func (Order) Edges() []ent.Edge {
	return []ent.Edge{
		belongs("purchase", Purchase.Type, "purchase_id"),
		belongs("shop", Shop.Type, "shop_id"),
	}
}

// Indexes implements ent.Interface.
func (Order) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("number").Unique(),
		index.Fields("purchase_id"),
		index.Fields("shop_id", "status", "id"),
		index.Fields("status", "deadline_at"),
	}
}
