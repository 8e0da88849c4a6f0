package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Category is a node of the catalogue tree; food asks for halal facts, service has no delivery.
type Category struct{ ent.Schema }

// Annotations implements ent.Interface.
func (Category) Annotations() []schema.Annotation {
	return table("categories", nil)
}

// Fields implements ent.Interface.
func (Category) Fields() []ent.Field {
	return []ent.Field{
		id(),
		field.String("slug").MaxLen(60),
		maybeRef("parent_id"),
		text("name_id", 80),
		text("name_en", 80),
		field.Int("position").Default(0),
		field.Bool("food").Default(false),
		field.Bool("service").Default(false),
	}
}

// Edges implements ent.Interface.
func (Category) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("children", Category.Type).Annotations(entsql.OnDelete(entsql.Restrict)).From("parent").Unique().Field("parent_id"),
	}
}

// Indexes implements ent.Interface.
func (Category) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("slug").Unique(),
		index.Fields("parent_id", "position"),
	}
}
