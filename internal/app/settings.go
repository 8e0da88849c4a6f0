package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"

	"beli/internal/clock"
	"beli/internal/config"
	"beli/internal/database"
	"beli/internal/fault"
	"beli/internal/store"
)

// Settings reads the settings; every problem is named.
func Settings(getenv func(string) string, environ []string) (config.Config, error) {
	c, err := config.Load(getenv)
	if err != nil {
		return c, err
	}
	if unknown := config.Unknown(environ); len(unknown) > 0 {
		return c, fmt.Errorf("unknown settings: %s", strings.Join(unknown, ", "))
	}
	return c, nil
}

// databaseURL is where the rows are.
func databaseURL(c config.Config) string {
	if c.Database.Dialect == database.Postgres {
		return c.Database.URL.Reveal()
	}
	return "sqlite:" + c.Database.Path
}

// stepped tells what a migration does: which file it applied, or where it kept a copy before.
func stepped(out io.Writer) func(file string) {
	return func(file string) {
		if strings.Contains(file, ".before-") {
			fmt.Fprintf(out, "database: kept a copy in %s\n", file)
			return
		}
		fmt.Fprintf(out, "database: applied %s\n", file)
	}
}

// Migrate brings the database to this program's version and names each file it applies.
func Migrate(ctx context.Context, c config.Config, out io.Writer) error {
	n := 0
	err := store.Migrate(ctx, databaseURL(c), func(file string) {
		n++
		stepped(out)(file)
	})
	if err == nil && n == 0 {
		fmt.Fprintln(out, "the database is up to date")
	}
	return err
}

// patience is how long a start waits for a database that is not there yet.
const patience = time.Minute

// startDatabase opens the database at this program's version. One that is started at the same
// moment, as in a compose file, is waited for.
func startDatabase(ctx context.Context, c config.Config, log *slog.Logger, step func(string)) (*store.DB, error) {
	for started, told := clock.Started(), false; ; {
		db, err := store.Start(ctx, databaseURL(c), step)
		if err == nil || fault.KindOf(err) != fault.Unavailable || c.Database.Dialect != database.Postgres || clock.Since(started) > patience {
			return db, err
		}
		if !told {
			log.Warn("the database does not answer yet; waiting for it", "for_at_most", patience.String(), "error", err)
			told = true
		}
		select {
		case <-ctx.Done():
			return nil, err
		case <-time.After(time.Second):
		}
	}
}

// secret is the key that signs links and cookies: as set, else made once in the data folder.
func secret(c config.Config) ([]byte, error) {
	s := c.Secret
	if !s.Set() {
		if c.Production() {
			return nil, errors.New("BELI_SECRET must be set in production")
		}
		made, err := config.EnsureSecret(c.DataDir)
		if err != nil {
			return nil, fmt.Errorf("make the secret: %w", err)
		}
		s = made
	}
	return []byte(s.Reveal()), nil
}
