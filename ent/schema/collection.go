package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Collection is a curated, dated selection of products with a text in both languages.
type Collection struct{ ent.Schema }

// Annotations implements ent.Interface.
func (Collection) Annotations() []schema.Annotation {
	return table("collections", map[string]string{
		"collection_dates": "ends_at > starts_at",
	})
}

// Fields implements ent.Interface.
func (Collection) Fields() []ent.Field {
	return []ent.Field{
		id(),
		field.String("slug").MaxLen(80),
		text("title_id", 80),
		text("title_en", 80),
		text("text_id", 2000),
		text("text_en", 2000),
		field.Time("starts_at"),
		field.Time("ends_at"),
		maybeAt("published_at"),
		ref("created_by"),
		at("created_at"),
		field.Time("updated_at"),
	}
}

// Indexes implements ent.Interface.
func (Collection) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("slug").Unique(),
		index.Fields("starts_at", "ends_at"),
	}
}
