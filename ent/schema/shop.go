package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Shop is one producer's shop in a village of Blitar.
type Shop struct{ ent.Schema }

// Annotations implements ent.Interface.
func (Shop) Annotations() []schema.Annotation {
	return table("shops", nil)
}

// Fields implements ent.Interface.
func (Shop) Fields() []ent.Field {
	return []ent.Field{
		id(),
		field.String("slug").MaxLen(80),
		text("name", 70),
		state("status"),
		text("status_reason", 500),
		field.String("village_code").MaxLen(13),
		field.String("kecamatan_code").MaxLen(8),
		text("street", 200),
		text("owner_name", 80),
		text("phone_key", 20),
		text("story_id", 4000),
		text("story_en", 4000),
		text("hours", 200),
		text("photo_key", 36),
		field.Int("photo_mat").Default(0),
		field.Bool("offers_pickup").Default(true),
		field.Bool("offers_expedition").Default(true),
		field.Bool("accepts_cash").Default(true),
		text("holiday_from", 10),
		text("holiday_until", 10),
		maybeAt("submitted_at"),
		maybeAt("verified_at"),
		maybeRef("verified_by"),
		maybeAt("suspended_at"),
		at("created_at"),
		field.Time("updated_at"),
	}
}

// Indexes implements ent.Interface.
func (Shop) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("slug").Unique(),
		index.Fields("status", "kecamatan_code", "id"),
		index.Fields("status", "submitted_at"),
	}
}
