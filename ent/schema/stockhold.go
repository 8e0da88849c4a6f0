package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// StockHold keeps stock or a making day for an order until it is posted or voided, once.
type StockHold struct{ ent.Schema }

// Annotations implements ent.Interface.
func (StockHold) Annotations() []schema.Annotation {
	return table("stock_holds", nil)
}

// Fields implements ent.Interface.
func (StockHold) Fields() []ent.Field {
	return []ent.Field{
		id(),
		ref("order_id"),
		ref("variant_id"),
		ref("product_id"),
		fixedText("mode", 16),
		fixedText("day", 10),
		field.Int("quantity").Positive().Immutable(),
		state("status"),
		at("expires_at"),
		at("created_at"),
		maybeAt("resolved_at"),
	}
}

// Edges implements ent.Interface.
func (StockHold) Edges() []ent.Edge {
	return []ent.Edge{
		belongs("order", Order.Type, "order_id"),
		belongs("variant", Variant.Type, "variant_id"),
	}
}

// Indexes implements ent.Interface.
func (StockHold) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("order_id", "variant_id"),
		index.Fields("status", "expires_at"),
		index.Fields("variant_id", "status"),
	}
}
