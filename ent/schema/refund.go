package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Refund gives back a part of a payment that was for one order; key is ours, provider_ref the gateway's.
type Refund struct{ ent.Schema }

// Annotations implements ent.Interface.
func (Refund) Annotations() []schema.Annotation {
	return table("refunds", map[string]string{
		"refund_amount": "amount > 0",
	})
}

// Fields implements ent.Interface.
func (Refund) Fields() []ent.Field {
	return []ent.Field{
		id(),
		ref("payment_id"),
		ref("order_id"),
		fixedRupiah("amount"),
		fixedText("reason", 200),
		fixedText("key", 40),
		field.String("provider_ref").MaxLen(80).Optional().Nillable(),
		state("status"),
		text("failure", 200),
		at("created_at"),
		maybeAt("settled_at"),
	}
}

// Edges implements ent.Interface.
func (Refund) Edges() []ent.Edge {
	return []ent.Edge{
		belongs("payment", Payment.Type, "payment_id"),
		belongs("order", Order.Type, "order_id"),
	}
}

// Indexes implements ent.Interface.
func (Refund) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("key").Unique(),
		index.Fields("provider_ref").Unique(),
		index.Fields("order_id"),
		index.Fields("payment_id"),
		index.Fields("status", "id"),
	}
}
