package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// DeliveryRate is the agency's expedition tariff from Blitar to a province, per kilogram.
type DeliveryRate struct{ ent.Schema }

// Annotations implements ent.Interface.
func (DeliveryRate) Annotations() []schema.Annotation {
	return table("delivery_rates", map[string]string{
		"delivery_rate_positive": "per_kg > 0",
	})
}

// Fields implements ent.Interface.
func (DeliveryRate) Fields() []ent.Field {
	return []ent.Field{
		id(),
		fixedText("province_code", 2),
		rupiah("per_kg"),
		field.Int("days_min"),
		field.Int("days_max"),
	}
}

// Indexes implements ent.Interface.
func (DeliveryRate) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("province_code").Unique(),
	}
}
