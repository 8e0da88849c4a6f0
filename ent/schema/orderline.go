package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// OrderLine is a snapshot of what was bought: names and price as they were at the order.
type OrderLine struct{ ent.Schema }

// Annotations implements ent.Interface.
func (OrderLine) Annotations() []schema.Annotation {
	return table("order_lines", map[string]string{
		"order_line_total": "total = unit_price * quantity AND quantity > 0",
	})
}

// Fields implements ent.Interface.
func (OrderLine) Fields() []ent.Field {
	return []ent.Field{
		id(),
		ref("order_id"),
		ref("product_id"),
		ref("variant_id"),
		ref("price_id"),
		fixedText("product_name", 70),
		fixedText("variant_name", 90),
		fixedText("unit", 24),
		fixedText("cover_key", 36),
		field.Int("cover_mat").Immutable(),
		fixedRupiah("unit_price"),
		field.Int("quantity").Positive().Immutable(),
		field.Int("grams").Immutable(),
		fixedRupiah("total"),
	}
}

// Edges implements ent.Interface.
func (OrderLine) Edges() []ent.Edge {
	return []ent.Edge{
		belongs("order", Order.Type, "order_id"),
		belongs("product", Product.Type, "product_id"),
		belongs("variant", Variant.Type, "variant_id"),
		belongs("price", VariantPrice.Type, "price_id"),
	}
}

// Indexes implements ent.Interface.
func (OrderLine) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("order_id"),
		index.Fields("product_id"),
	}
}
