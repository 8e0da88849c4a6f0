package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// ProductChange is an owner's edit under review; the live version stays on sale until it is confirmed.
type ProductChange struct{ ent.Schema }

// Annotations implements ent.Interface.
func (ProductChange) Annotations() []schema.Annotation {
	return table("product_changes", nil)
}

// Fields implements ent.Interface.
func (ProductChange) Fields() []ent.Field {
	return []ent.Field{
		id(),
		ref("product_id"),
		ref("shop_id"),
		state("status"),
		field.Bool("first").Immutable(),
		field.Text("content"),
		text("reason", 500),
		ref("proposed_by"),
		field.Time("proposed_at"),
		maybeRef("decided_by"),
		maybeAt("decided_at"),
	}
}

// Edges implements ent.Interface.
func (ProductChange) Edges() []ent.Edge {
	return []ent.Edge{
		belongs("product", Product.Type, "product_id"),
		belongs("shop", Shop.Type, "shop_id"),
	}
}

// Indexes implements ent.Interface.
func (ProductChange) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("product_id").Unique().Annotations(entsql.IndexWhere("status = 'proposed'")),
		index.Fields("product_id", "id"),
		index.Fields("status", "proposed_at"),
	}
}
