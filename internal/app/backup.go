package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"os"
	"slices"

	"beli/internal/backup"
	"beli/internal/clock"
	"beli/internal/config"
	"beli/internal/database"
	"beli/internal/money"
	"beli/internal/store"
)

// withPictures opens the configured store of pictures for one act.
func withPictures(c config.Config, act func(photoFiles) error) error {
	p := &parts{config: c, log: slog.New(slog.DiscardHandler), clock: clock.System{}}
	if err := p.openPhotos(); err != nil {
		return err
	}
	defer p.photoFiles.Close()
	return act(p.photoFiles)
}

// Backup writes one archive of the database and every picture into a folder; the server may run
// meanwhile.
func Backup(ctx context.Context, c config.Config, folder string, out io.Writer) error {
	started := clock.Started()
	if err := present(c); err != nil {
		return err
	}
	db, err := store.Open(ctx, databaseURL(c))
	if err != nil {
		return err
	}
	defer db.Close()
	far := newMeter(out)
	return withPictures(c, func(files photoFiles) error {
		made, err := backup.Write(ctx, backup.WriteInput{Folder: folder, Now: clock.System{}.Now(), Database: db, Photos: files,
			Told: func(photos int) { far.show("%d files of pictures", photos) }})
		far.end()
		if err != nil {
			return err
		}
		rows := int64(0)
		for _, n := range made.Manifest.Rows {
			rows += n
		}
		fmt.Fprintf(out, "%s: %d rows, %d MB, in %.1f s\n", made.Path, rows, made.Bytes>>20, clock.Since(started).Seconds())
		return nil
	})
}

// present refuses an embedded database that was never made: opening it would make an empty one.
func present(c config.Config) error {
	if c.Database.Dialect != database.SQLite {
		return nil
	}
	if _, err := os.Stat(c.Database.Path); err != nil {
		return fmt.Errorf("there is no database in %s; is BELI_DATA_DIR right?", c.DataDir)
	}
	return nil
}

// Restore puts an archive into the configured database and store of pictures, which must be empty,
// and checks the books of what came back.
func Restore(ctx context.Context, c config.Config, path string, out io.Writer) error {
	started := clock.Started()
	far := newMeter(out)
	err := withPictures(c, func(files photoFiles) error {
		place := store.NewPlace(databaseURL(c), c.DataDir, stepped(out))
		back, err := backup.Restore(ctx, backup.RestoreInput{Path: path, Database: place, Photos: files,
			Told: func(photos, of int) { far.show("%d of %d files of pictures", photos, of) }})
		far.end()
		if err != nil {
			return err
		}
		rows := int64(0)
		for _, n := range back.Rows {
			rows += n
		}
		fmt.Fprintf(out, "the state of %s is back: %d rows; %d files of pictures, %d of which were there already; in %.1f s\n",
			back.Manifest.Made.In(clock.WIB).Format("2006-01-02 15:04 MST"), rows, back.Photos+back.Present, back.Present, clock.Since(started).Seconds())
		return nil
	})
	if err != nil {
		return err
	}
	db, err := store.Open(ctx, databaseURL(c))
	if err != nil {
		return err
	}
	defer db.Close()
	return examine(ctx, db, clock.System{}, out)
}

// MoveDatabase copies the shop from one database to the other, which must be empty, and compares
// both. The server must not run meanwhile, or what it writes stays behind.
func MoveDatabase(ctx context.Context, c config.Config, from, to string, out io.Writer) error {
	if c.Database.Dialect != database.Postgres {
		return errors.New("set BELI_DATABASE_URL: PostgreSQL is one of the two databases; the other is SQLite in the data folder")
	}
	lite := c
	lite.Database = config.Database{Dialect: database.SQLite, Path: c.SQLitePath()}
	places := map[string]config.Config{"sqlite": lite, "postgres": c}
	source, ok := places[from]
	target, known := places[to]
	if !ok || !known || from == to {
		return errors.New("say from where to where: migrate -from sqlite -to postgres, or the other way")
	}
	open := func(c config.Config) (*store.DB, error) {
		return store.Start(ctx, databaseURL(c), stepped(out))
	}
	if err := present(source); err != nil {
		return err
	}
	a, err := open(source)
	if err != nil {
		return err
	}
	defer a.Close()
	b, err := open(target)
	if err != nil {
		return err
	}
	defer b.Close()
	started, far := clock.Started(), newMeter(out)
	report, err := store.Transfer(ctx, a, b, func(table string, done, total int) { far.show("%-24s %d/%d", table, done, total) })
	far.end()
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%d rows of %d tables are the same on both sides, in %.1f s; %d pieces in stock, %d of them held\n", report.Rows, len(report.Tables),
		clock.Since(started).Seconds(), report.OnHand, report.Reserved)
	for _, account := range slices.Sorted(maps.Keys(report.Ledger)) {
		fmt.Fprintf(out, "  %-24s %s\n", account, money.Rupiah(report.Ledger[account]))
	}
	return examine(ctx, b, clock.System{}, out)
}
