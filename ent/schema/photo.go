package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Photo is one picture of a product; position orders the live ones, state tells whether buyers see it.
type Photo struct{ ent.Schema }

// Annotations implements ent.Interface.
func (Photo) Annotations() []schema.Annotation {
	return table("photos", nil)
}

// Fields implements ent.Interface.
func (Photo) Fields() []ent.Field {
	return []ent.Field{
		id(),
		fixedText("key", 36),
		ref("shop_id"),
		maybeRef("product_id"),
		state("state"),
		field.Int("position").Default(0),
		field.Int("width").Immutable(),
		field.Int("height").Immutable(),
		field.Int("mat").Immutable(),
		field.Bool("contain").Immutable(),
		text("alt", 160),
		text("advice", 120),
		at("created_at"),
	}
}

// Edges implements ent.Interface.
func (Photo) Edges() []ent.Edge {
	return []ent.Edge{
		belongs("shop", Shop.Type, "shop_id"),
		maybeBelongs("product", Product.Type, "product_id"),
	}
}

// Indexes implements ent.Interface.
func (Photo) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("key").Unique(),
		index.Fields("product_id", "state", "position"),
		index.Fields("shop_id", "state"),
	}
}
