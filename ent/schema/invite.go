package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/index"
)

// Invite asks one person to join the staff or to help in a shop; the token is kept as its SHA-256.
type Invite struct{ ent.Schema }

// Annotations implements ent.Interface.
func (Invite) Annotations() []schema.Annotation {
	return table("invites", nil)
}

// Fields implements ent.Interface.
func (Invite) Fields() []ent.Field {
	return []ent.Field{
		id(),
		fixedText("token_hash", 64),
		fixedText("kind", 16),
		fixedText("role", 16),
		maybeRef("shop_id"),
		fixedText("contact", 254),
		ref("invited_by"),
		at("created_at"),
		at("expires_at"),
		maybeAt("used_at"),
		maybeRef("used_by"),
	}
}

// Edges implements ent.Interface.
func (Invite) Edges() []ent.Edge {
	return []ent.Edge{
		maybeBelongs("shop", Shop.Type, "shop_id"),
	}
}

// Indexes implements ent.Interface.
func (Invite) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("token_hash").Unique(),
		index.Fields("shop_id"),
	}
}
