package store

import (
	"context"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"beli/ent/migrations"
	"beli/internal/database"
)

// Pending counts the migrations that the database at url has not had yet; it changes nothing. A
// database that nothing was ever applied to lacks them all; one of a newer program is ErrNewer.
func Pending(ctx context.Context, url string) (int, error) {
	d, err := Open(ctx, url)
	if err != nil {
		return 0, err
	}
	defer d.Close()
	at, err := d.applied(ctx)
	if err != nil {
		return 0, err
	}
	folder := "sqlite"
	if d.dialect == database.Postgres {
		folder = "postgres"
	}
	files, err := fs.Glob(migrations.Files, folder+"/*.sql")
	if err != nil {
		return 0, err
	}
	waiting, newest := 0, int64(0)
	for _, file := range files {
		number, _, _ := strings.Cut(path.Base(file), "_")
		v, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			return 0, err
		}
		newest = max(newest, v)
		if v > at {
			waiting++
		}
	}
	if at > newest {
		return 0, ErrNewer
	}
	return waiting, nil
}

// applied is the newest migration of the database, 0 for none.
func (d *DB) applied(ctx context.Context) (at int64, err error) {
	catalogue := `SELECT COUNT(*) FROM sqlite_master WHERE name = '` + versions + `'`
	if d.dialect == database.Postgres {
		catalogue = `SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = '` + versions + `'`
	}
	for _, query := range []string{catalogue, `SELECT COALESCE(MAX(version_id), 0) FROM ` + versions} {
		rows, err := d.Query(ctx, query)
		if err != nil {
			return 0, err
		}
		if rows.Next() {
			err = rows.Scan(&at)
		}
		rows.Close()
		if err != nil || at == 0 {
			return 0, err
		}
	}
	return at, nil
}
