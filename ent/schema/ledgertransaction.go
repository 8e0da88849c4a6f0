package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/index"
)

// LedgerTransaction is one append-only booking; reference makes it happen once.
type LedgerTransaction struct{ ent.Schema }

// Annotations implements ent.Interface.
func (LedgerTransaction) Annotations() []schema.Annotation {
	return table("ledger_transactions", nil)
}

// Fields implements ent.Interface.
func (LedgerTransaction) Fields() []ent.Field {
	return []ent.Field{
		id(),
		fixedText("kind", 20),
		fixedText("reference", 60),
		at("at"),
	}
}

// Indexes implements ent.Interface.
func (LedgerTransaction) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("reference").Unique(),
	}
}
