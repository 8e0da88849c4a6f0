package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/index"
)

// PaymentAllocation is the share of a payment that is for one order.
type PaymentAllocation struct{ ent.Schema }

// Annotations implements ent.Interface.
func (PaymentAllocation) Annotations() []schema.Annotation {
	return table("payment_allocations", map[string]string{
		"payment_allocation_amount": "amount > 0",
	})
}

// Fields implements ent.Interface.
func (PaymentAllocation) Fields() []ent.Field {
	return []ent.Field{
		id(),
		ref("payment_id"),
		ref("order_id"),
		fixedRupiah("amount"),
	}
}

// Edges implements ent.Interface.
func (PaymentAllocation) Edges() []ent.Edge {
	return []ent.Edge{
		belongs("payment", Payment.Type, "payment_id"),
		belongs("order", Order.Type, "order_id"),
	}
}

// Indexes implements ent.Interface.
func (PaymentAllocation) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("payment_id", "order_id").Unique(),
		index.Fields("order_id"),
	}
}
