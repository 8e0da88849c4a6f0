// Package migrations embeds the versioned SQL files of both databases. They are
// planned by ent/plan (tables of the schema) or written by hand (tables of the
// machinery, triggers, reference rows), read by a person, and never edited once landed.
package migrations

import "embed"

// Files holds sqlite/*.sql and postgres/*.sql in goose's format.
//
//go:embed sqlite/*.sql postgres/*.sql
var Files embed.FS
