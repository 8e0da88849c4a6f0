package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Payment is one way money comes for a purchase; key is our idempotency key at the gateway.
type Payment struct{ ent.Schema }

// Annotations implements ent.Interface.
func (Payment) Annotations() []schema.Annotation {
	return table("payments", map[string]string{
		"payment_amount": "amount > 0",
	})
}

// Fields implements ent.Interface.
func (Payment) Fields() []ent.Field {
	return []ent.Field{
		id(),
		ref("purchase_id"),
		fixedText("method", 16),
		fixedText("gateway", 16),
		state("status"),
		fixedRupiah("amount"),
		fixedText("key", 40),
		field.String("provider_ref").MaxLen(80).Optional().Nillable(),
		text("redirect_url", 2000),
		text("failure", 200),
		maybeAt("expires_at"),
		at("created_at"),
		maybeAt("settled_at"),
	}
}

// Edges implements ent.Interface.
func (Payment) Edges() []ent.Edge {
	return []ent.Edge{
		belongs("purchase", Purchase.Type, "purchase_id"),
	}
}

// Indexes implements ent.Interface.
func (Payment) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("key").Unique(),
		index.Fields("gateway", "provider_ref").Unique(),
		index.Fields("purchase_id"),
		index.Fields("status", "expires_at"),
	}
}
