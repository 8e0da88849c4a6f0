package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// CartLine is one variant in a cart, with the price the buyer last saw.
type CartLine struct{ ent.Schema }

// Annotations implements ent.Interface.
func (CartLine) Annotations() []schema.Annotation {
	return table("cart_lines", nil)
}

// Fields implements ent.Interface.
func (CartLine) Fields() []ent.Field {
	return []ent.Field{
		id(),
		ref("cart_id"),
		ref("variant_id"),
		field.Int("quantity").Positive(),
		rupiah("price_seen"),
		text("note", 200),
		at("added_at"),
	}
}

// Edges implements ent.Interface.
func (CartLine) Edges() []ent.Edge {
	return []ent.Edge{
		partOf("cart", Cart.Type, "cart_id"),
		belongs("variant", Variant.Type, "variant_id"),
	}
}

// Indexes implements ent.Interface.
func (CartLine) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("cart_id", "variant_id").Unique(),
	}
}
