package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Delivery is how one order reaches its buyer.
type Delivery struct{ ent.Schema }

// Annotations implements ent.Interface.
func (Delivery) Annotations() []schema.Annotation {
	return table("deliveries", nil)
}

// Fields implements ent.Interface.
func (Delivery) Fields() []ent.Field {
	return []ent.Field{
		id(),
		ref("order_id"),
		fixedText("method", 16),
		field.Int("grams").Immutable(),
		fixedRupiah("price"),
		text("courier", 40),
		text("receipt_number", 30),
		field.Int("days_min").Immutable(),
		field.Int("days_max").Immutable(),
	}
}

// Edges implements ent.Interface.
func (Delivery) Edges() []ent.Edge {
	return []ent.Edge{
		belongs("order", Order.Type, "order_id"),
	}
}

// Indexes implements ent.Interface.
func (Delivery) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("order_id").Unique(),
	}
}
