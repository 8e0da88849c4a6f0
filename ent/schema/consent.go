package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/index"
)

// Consent records what somebody agreed to: purpose, version of the text, time and channel.
type Consent struct{ ent.Schema }

// Annotations implements ent.Interface.
func (Consent) Annotations() []schema.Annotation {
	return table("consents", nil)
}

// Fields implements ent.Interface.
func (Consent) Fields() []ent.Field {
	return []ent.Field{
		id(),
		maybeRef("account_id"),
		maybeRef("purchase_id"),
		fixedText("purpose", 40),
		fixedText("text_version", 20),
		fixedText("channel", 20),
		at("given_at"),
		maybeAt("withdrawn_at"),
	}
}

// Edges implements ent.Interface.
func (Consent) Edges() []ent.Edge {
	return []ent.Edge{
		maybeBelongs("account", Account.Type, "account_id"),
		maybeBelongs("purchase", Purchase.Type, "purchase_id"),
	}
}

// Indexes implements ent.Interface.
func (Consent) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("account_id"),
		index.Fields("purchase_id"),
	}
}
