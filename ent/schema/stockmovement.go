package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// StockMovement is an append-only change of what a variant has on hand.
type StockMovement struct{ ent.Schema }

// Annotations implements ent.Interface.
func (StockMovement) Annotations() []schema.Annotation {
	return table("stock_movements", nil)
}

// Fields implements ent.Interface.
func (StockMovement) Fields() []ent.Field {
	return []ent.Field{
		id(),
		ref("variant_id"),
		fixedText("kind", 16),
		field.Int("quantity").Immutable(),
		maybeRef("order_id"),
		maybeRef("account_id"),
		at("at"),
	}
}

// Edges implements ent.Interface.
func (StockMovement) Edges() []ent.Edge {
	return []ent.Edge{
		belongs("variant", Variant.Type, "variant_id"),
	}
}

// Indexes implements ent.Interface.
func (StockMovement) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("variant_id", "id"),
		index.Fields("order_id", "variant_id", "kind").Unique().Annotations(entsql.IndexWhere("order_id IS NOT NULL")),
	}
}
