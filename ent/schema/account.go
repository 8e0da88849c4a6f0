package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Account is a person who can sign in; phone_key and email_key are normalised (+62…, lower case).
type Account struct{ ent.Schema }

// Annotations implements ent.Interface.
func (Account) Annotations() []schema.Annotation {
	return table("accounts", map[string]string{
		"account_reachable": "phone_key IS NOT NULL OR email_key IS NOT NULL",
	})
}

// Fields implements ent.Interface.
func (Account) Fields() []ent.Field {
	return []ent.Field{
		id(),
		text("name", 80),
		field.String("phone_key").MaxLen(20).Optional().Nillable(),
		field.String("email_key").MaxLen(254).Optional().Nillable(),
		field.String("password_hash").MaxLen(255).Default("").Sensitive(),
		state("staff"),
		field.Int("session_version").Default(1),
		text("lang", 2),
		at("created_at"),
		maybeAt("disabled_at"),
	}
}

// Indexes implements ent.Interface.
func (Account) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("phone_key").Unique(),
		index.Fields("email_key").Unique(),
		index.Fields("staff"),
	}
}
