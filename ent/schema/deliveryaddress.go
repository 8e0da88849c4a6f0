package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/index"
)

// DeliveryAddress is where and to whom a delivery goes: personal data that can be erased.
type DeliveryAddress struct{ ent.Schema }

// Annotations implements ent.Interface.
func (DeliveryAddress) Annotations() []schema.Annotation {
	return table("delivery_addresses", nil)
}

// Fields implements ent.Interface.
func (DeliveryAddress) Fields() []ent.Field {
	return []ent.Field{
		id(),
		ref("delivery_id"),
		text("recipient", 80),
		text("phone_key", 20),
		text("village_code", 13),
		text("region_label", 200),
		text("street", 300),
		text("postal_code", 10),
		maybeAt("erased_at"),
	}
}

// Edges implements ent.Interface.
func (DeliveryAddress) Edges() []ent.Edge {
	return []ent.Edge{
		belongs("delivery", Delivery.Type, "delivery_id"),
	}
}

// Indexes implements ent.Interface.
func (DeliveryAddress) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("delivery_id").Unique(),
	}
}
