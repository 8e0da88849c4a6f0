package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/index"
)

// PurchaseContact is who bought: personal data in a row of its own that can be erased.
type PurchaseContact struct{ ent.Schema }

// Annotations implements ent.Interface.
func (PurchaseContact) Annotations() []schema.Annotation {
	return table("purchase_contacts", nil)
}

// Fields implements ent.Interface.
func (PurchaseContact) Fields() []ent.Field {
	return []ent.Field{
		id(),
		ref("purchase_id"),
		text("name", 80),
		text("phone_key", 20),
		text("email", 254),
		maybeAt("erased_at"),
	}
}

// Edges implements ent.Interface.
func (PurchaseContact) Edges() []ent.Edge {
	return []ent.Edge{
		belongs("purchase", Purchase.Type, "purchase_id"),
	}
}

// Indexes implements ent.Interface.
func (PurchaseContact) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("purchase_id").Unique(),
		index.Fields("phone_key"),
	}
}
