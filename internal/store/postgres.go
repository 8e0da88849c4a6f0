package store

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"

	"beli/internal/database"
)

// What a session asks of PostgreSQL unless the address says otherwise: nobody waits long for a
// lock or an answer, and nobody holds a lock for the rest of the world.
func sessionLimits() map[string]string {
	return map[string]string{
		"lock_timeout": "3s", "statement_timeout": "5s", "idle_in_transaction_session_timeout": "10s",
		"synchronous_commit": "on", "application_name": "beli",
	}
}

const (
	// connectWithin bounds one attempt to reach the server; connect_timeout in the address overrides it.
	connectWithin = 3 * time.Second
	// connections of one process; pool_max_conns in the address overrides it.
	connections = 20
)

// postgresConfig reads the address; limits are set where the address does not set them. open is how
// many connections the pool may have.
func postgresConfig(address string, limits map[string]string) (cfg *pgx.ConnConfig, open int, err error) {
	if cfg, err = pgx.ParseConfig(address); err != nil {
		return nil, 0, unreadable(address, err)
	}
	for name, value := range limits {
		if _, said := cfg.RuntimeParams[name]; !said {
			cfg.RuntimeParams[name] = value
		}
	}
	cfg.RuntimeParams["timezone"] = "UTC" // days are ours to count, never the server's
	if cfg.ConnectTimeout == 0 {
		cfg.ConnectTimeout = connectWithin
	}
	open = connections
	if text, said := cfg.RuntimeParams["pool_max_conns"]; said {
		delete(cfg.RuntimeParams, "pool_max_conns") // ours, not the server's
		if open, err = strconv.Atoi(text); err != nil || open < 2 {
			return nil, 0, errors.New("the address of PostgreSQL: pool_max_conns must be a number, 2 or more")
		}
	}
	return cfg, open, nil
}

func openPostgres(ctx context.Context, address string) (*DB, error) {
	cfg, open, err := postgresConfig(address, sessionLimits())
	if err != nil {
		return nil, err
	}
	losses := new(atomic.Int64)
	pool := stdlib.OpenDB(*cfg, stdlib.OptionShouldPing(doubt(losses)))
	pool.SetMaxOpenConns(open)
	pool.SetMaxIdleConns(open)
	pool.SetConnMaxIdleTime(5 * time.Minute)
	pool.SetConnMaxLifetime(time.Hour)
	if err := pool.PingContext(ctx); err != nil {
		pool.Close()
		return nil, describe("reach PostgreSQL", err)
	}
	d := newDB(database.Postgres, pool, pool)
	d.losses = losses
	return d, nil
}

// doubt decides which idle connections are asked whether they live before they are used: those
// that have rested, and all that were there when another one broke.
func doubt(losses *atomic.Int64) func(context.Context, stdlib.ShouldPingParams) bool {
	const seen = "beli.losses"
	return func(_ context.Context, p stdlib.ShouldPingParams) bool {
		now, about := losses.Load(), p.Conn.PgConn().CustomData()
		before, _ := about[seen].(int64)
		about[seen] = now
		return before < now || p.IdleDuration > time.Second
	}
}

// unreadable tells what is wrong with an address and never repeats it: the parts of an address that
// cannot be taken apart may each be the password.
func unreadable(address string, err error) error {
	const form = "the address of PostgreSQL cannot be read; it looks like postgres://user:password@host:5432/name"
	var broken *url.Error
	if errors.As(err, &broken) {
		return errors.New(form + ", signs other than letters and digits in the password written as %XX")
	}
	var parse *pgconn.ParseConfigError
	if !errors.As(err, &parse) {
		return errors.New(form)
	}
	why := ""
	if u, failed := url.Parse(address); failed == nil && u.Scheme != "" { // it could be taken apart: a parameter is wrong
		_, why, _ = strings.Cut(err.Error(), "`: ")
		secrets := []string{address, u.Query().Get("password"), u.Query().Get("sslpassword")}
		if u.User != nil {
			password, _ := u.User.Password()
			secrets = append(secrets, u.User.String(), password)
		}
		for _, secret := range secrets {
			if secret != "" && strings.Contains(why, secret) {
				return errors.New(form)
			}
		}
	}
	if why == "" {
		return errors.New(form)
	}
	return fmt.Errorf("%s: %s", form, why)
}
