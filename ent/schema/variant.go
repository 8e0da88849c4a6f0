package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Variant is what is sold: a price, and for counted stock on_hand and the part of it reserved by unpaid orders.
type Variant struct{ ent.Schema }

// Annotations implements ent.Interface.
func (Variant) Annotations() []schema.Annotation {
	return table("variants", map[string]string{
		"variant_price": "price > 0",
		"variant_stock": "reserved >= 0 AND reserved <= on_hand",
	})
}

// Fields implements ent.Interface.
func (Variant) Fields() []ent.Field {
	return []ent.Field{
		id(),
		ref("product_id"),
		text("option1", 40),
		text("option2", 40),
		rupiah("price"),
		field.Int("on_hand").Default(0),
		field.Int("reserved").Default(0),
		field.Int("position").Default(0),
		maybeAt("archived_at"),
	}
}

// Edges implements ent.Interface.
func (Variant) Edges() []ent.Edge {
	return []ent.Edge{
		belongs("product", Product.Type, "product_id"),
	}
}

// Indexes implements ent.Interface.
func (Variant) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("product_id", "option1", "option2").Unique(),
	}
}
