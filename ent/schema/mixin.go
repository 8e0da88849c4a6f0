// Package schema is the database by hand: one file per table. States and kinds are
// plain text columns whose only list of values lives in the owning domain (its
// Values method): the schema imports no domain, so that editing a domain does not
// recompile the generated client. Money is whole rupiah. Times are UTC.
package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"beli/internal/money"
)

// table names the table and its database checks (unquoted identifiers: both dialects read them).
func table(name string, checks map[string]string) []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{Table: name, Checks: checks}}
}

func id() ent.Field { return field.Int64("id").Positive().Immutable() }

func state(name string) ent.Field { return field.String(name).MaxLen(32) }

func fixedText(name string, max int) ent.Field { return field.String(name).MaxRuneLen(max).Immutable() }

func text(name string, max int) ent.Field { return field.String(name).MaxRuneLen(max).Default("") }

func rupiah(name string) ent.Field { return field.Int64(name).GoType(money.Rupiah(0)) }

func fixedRupiah(name string) ent.Field {
	return field.Int64(name).GoType(money.Rupiah(0)).Immutable()
}

func at(name string) ent.Field { return field.Time(name).Immutable() }

func maybeAt(name string) ent.Field { return field.Time(name).Optional().Nillable() }

func ref(name string) ent.Field { return field.Int64(name).Immutable() }

func maybeRef(name string) ent.Field { return field.Int64(name).Optional().Nillable() }

// belongs is a required reference that forbids deleting its target.
func belongs(name string, t any, column string) ent.Edge {
	return edge.To(name, t).Unique().Required().Immutable().Field(column).
		Annotations(entsql.OnDelete(entsql.Restrict))
}

// maybeBelongs is an optional reference that forbids deleting its target.
func maybeBelongs(name string, t any, column string) ent.Edge {
	return edge.To(name, t).Unique().Field(column).Annotations(entsql.OnDelete(entsql.Restrict))
}

// partOf is a required reference whose row goes with its target.
func partOf(name string, t any, column string) ent.Edge {
	return edge.To(name, t).Unique().Required().Immutable().Field(column).
		Annotations(entsql.OnDelete(entsql.Cascade))
}
