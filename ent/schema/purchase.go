package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/index"
)

// Purchase is one checkout of one buyer over one or more shops; amounts are frozen.
type Purchase struct{ ent.Schema }

// Annotations implements ent.Interface.
func (Purchase) Annotations() []schema.Annotation {
	return table("purchases", map[string]string{
		"purchase_total": "total >= 0",
	})
}

// Fields implements ent.Interface.
func (Purchase) Fields() []ent.Field {
	return []ent.Field{
		id(),
		fixedText("code", 12),
		maybeRef("account_id"),
		fixedText("device_key", 64),
		fixedText("phone_hash", 64),
		fixedText("lang", 2),
		fixedRupiah("total"),
		fixedText("idempotency_key", 64),
		fixedText("request_hash", 64),
		at("created_at"),
		at("expires_at"),
	}
}

// Edges implements ent.Interface.
func (Purchase) Edges() []ent.Edge {
	return []ent.Edge{
		maybeBelongs("account", Account.Type, "account_id"),
	}
}

// Indexes implements ent.Interface.
func (Purchase) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("code").Unique(),
		index.Fields("idempotency_key").Unique(),
		index.Fields("account_id", "id"),
		index.Fields("device_key", "id"),
		index.Fields("phone_hash", "id"),
	}
}
