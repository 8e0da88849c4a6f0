// Package store keeps everything in the database: SQLite by default, PostgreSQL
// when its address is given. It is the only importer of the generated client; what
// comes out of it are plain values of the domains. Each domain's port is
// implemented by a small type of its own over the one DB.
package store
