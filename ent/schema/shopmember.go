package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/index"
)

// ShopMember gives a person a role in a shop; it is read at use, so removing it takes effect at once.
type ShopMember struct{ ent.Schema }

// Annotations implements ent.Interface.
func (ShopMember) Annotations() []schema.Annotation {
	return table("shop_members", nil)
}

// Fields implements ent.Interface.
func (ShopMember) Fields() []ent.Field {
	return []ent.Field{
		id(),
		ref("shop_id"),
		ref("account_id"),
		state("role"),
		at("created_at"),
	}
}

// Edges implements ent.Interface.
func (ShopMember) Edges() []ent.Edge {
	return []ent.Edge{
		belongs("shop", Shop.Type, "shop_id"),
		belongs("account", Account.Type, "account_id"),
	}
}

// Indexes implements ent.Interface.
func (ShopMember) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("shop_id", "account_id").Unique(),
		index.Fields("account_id"),
	}
}
