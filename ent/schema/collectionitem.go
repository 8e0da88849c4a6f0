package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// CollectionItem is one product of a collection, its place and why it was chosen.
type CollectionItem struct{ ent.Schema }

// Annotations implements ent.Interface.
func (CollectionItem) Annotations() []schema.Annotation {
	return table("collection_items", nil)
}

// Fields implements ent.Interface.
func (CollectionItem) Fields() []ent.Field {
	return []ent.Field{
		id(),
		ref("collection_id"),
		ref("product_id"),
		field.Int("position").Default(0),
		text("reason", 300),
	}
}

// Edges implements ent.Interface.
func (CollectionItem) Edges() []ent.Edge {
	return []ent.Edge{
		partOf("collection", Collection.Type, "collection_id"),
		belongs("product", Product.Type, "product_id"),
	}
}

// Indexes implements ent.Interface.
func (CollectionItem) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("collection_id", "product_id").Unique(),
		index.Fields("product_id"),
	}
}
