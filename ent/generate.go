// Package ent holds the database: schema by hand, the generated client in db, the
// versioned migrations of both databases, and the program that plans them.
package ent

//go:generate go run -mod=mod entgo.io/ent/cmd/ent generate --target ./db --feature sql/execquery ./schema
