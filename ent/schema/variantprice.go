package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/index"
)

// VariantPrice is an append-only price version: the price of a variant since an instant.
type VariantPrice struct{ ent.Schema }

// Annotations implements ent.Interface.
func (VariantPrice) Annotations() []schema.Annotation {
	return table("variant_prices", map[string]string{
		"variant_price_positive": "price > 0",
	})
}

// Fields implements ent.Interface.
func (VariantPrice) Fields() []ent.Field {
	return []ent.Field{
		id(),
		ref("variant_id"),
		fixedRupiah("price"),
		at("since"),
		maybeRef("set_by"),
	}
}

// Edges implements ent.Interface.
func (VariantPrice) Edges() []ent.Edge {
	return []ent.Edge{
		belongs("variant", Variant.Type, "variant_id"),
	}
}

// Indexes implements ent.Interface.
func (VariantPrice) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("variant_id", "id"),
	}
}
