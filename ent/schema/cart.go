package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Cart is what one browser or account means to buy; the cookie's token is kept as its SHA-256.
type Cart struct{ ent.Schema }

// Annotations implements ent.Interface.
func (Cart) Annotations() []schema.Annotation {
	return table("carts", nil)
}

// Fields implements ent.Interface.
func (Cart) Fields() []ent.Field {
	return []ent.Field{
		id(),
		fixedText("token_hash", 64),
		maybeRef("account_id"),
		at("created_at"),
		field.Time("updated_at"),
	}
}

// Edges implements ent.Interface.
func (Cart) Edges() []ent.Edge {
	return []ent.Edge{
		maybeBelongs("account", Account.Type, "account_id"),
	}
}

// Indexes implements ent.Interface.
func (Cart) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("token_hash").Unique(),
		index.Fields("updated_at"),
	}
}
