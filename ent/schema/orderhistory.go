package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/index"
)

// OrderHistory is one append-only move of an order: from, to, who, why.
type OrderHistory struct{ ent.Schema }

// Annotations implements ent.Interface.
func (OrderHistory) Annotations() []schema.Annotation {
	return table("order_histories", nil)
}

// Fields implements ent.Interface.
func (OrderHistory) Fields() []ent.Field {
	return []ent.Field{
		id(),
		ref("order_id"),
		fixedText("from_status", 32),
		fixedText("to_status", 32),
		fixedText("actor_kind", 16),
		maybeRef("actor_id"),
		fixedText("reason", 500),
		at("at"),
	}
}

// Edges implements ent.Interface.
func (OrderHistory) Edges() []ent.Edge {
	return []ent.Edge{
		belongs("order", Order.Type, "order_id"),
	}
}

// Indexes implements ent.Interface.
func (OrderHistory) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("order_id", "id"),
	}
}
