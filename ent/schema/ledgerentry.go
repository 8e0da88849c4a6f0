package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/index"
)

// LedgerEntry is one append-only line of a booking; the lines of a booking sum to zero.
type LedgerEntry struct{ ent.Schema }

// Annotations implements ent.Interface.
func (LedgerEntry) Annotations() []schema.Annotation {
	return table("ledger_entries", map[string]string{
		"ledger_entry_amount": "amount <> 0",
	})
}

// Fields implements ent.Interface.
func (LedgerEntry) Fields() []ent.Field {
	return []ent.Field{
		id(),
		ref("transaction_id"),
		fixedText("account", 40),
		maybeRef("shop_id"),
		maybeRef("order_id"),
		fixedRupiah("amount"),
	}
}

// Edges implements ent.Interface.
func (LedgerEntry) Edges() []ent.Edge {
	return []ent.Edge{
		belongs("transaction", LedgerTransaction.Type, "transaction_id"),
	}
}

// Indexes implements ent.Interface.
func (LedgerEntry) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("transaction_id"),
		index.Fields("account", "id"),
		index.Fields("shop_id", "id"),
		index.Fields("order_id"),
	}
}
