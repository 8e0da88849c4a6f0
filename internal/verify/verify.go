// Package verify compares a live database with what must hold in it: the invariants of
// money, stock and orders, each with its id and in words, and that its rows belong together,
// which a restored or edited database may break. It reads only, and may run
// beside a serving program: every check is one statement, so that it never sees half a
// transaction.
package verify

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"beli/internal/database"
	"beli/internal/order"
)

// Database is what is verified.
type Database interface {
	database.Conn
	// CheckTriggers tells which append-only table has lost its guard.
	CheckTriggers(ctx context.Context) error
	// Orphans names rows that point to a row that is not there, at most limit for each foreign key.
	Orphans(ctx context.Context, limit int) ([]string, error)
	// Overtaken names tables that would give a new row the number of one that is there.
	Overtaken(ctx context.Context) ([]string, error)
}

// Violation is one row, or one thing, in which an invariant does not hold.
type Violation struct {
	ID    string // of the invariant: I1 … I15; R1 and R2 are about rows as such, after a restore for one
	Words string // what must hold
	Where string // what breaks it: a table and an id
}

// String prints a violation on one line.
func (v Violation) String() string { return v.ID + " " + v.Words + ": " + v.Where }

// Check is one invariant or a part of one.
type Check struct {
	ID    string
	Words string
	thing string // what the ids are of
	query string // gives the ids of what breaks it; $1 is an instant when timed
	timed bool
}

// perCheck bounds how many violations of one check are told.
const perCheck = 20

// grace is how long after its end a hold may wait to be resolved.
const grace = 15 * time.Minute

// Run makes every check as of an instant and gives what it finds, none when all holds.
func Run(ctx context.Context, db Database, now time.Time) ([]Violation, error) {
	var found []Violation
	if err := db.CheckTriggers(ctx); err != nil {
		found = append(found, Violation{"I2", "ledger, inbox and histories refuse to be changed", err.Error()})
	}
	for _, c := range Checks() {
		list, err := c.run(ctx, db, now)
		if err != nil {
			return nil, fmt.Errorf("check %s (%s): %w", c.ID, c.Words, err)
		}
		found = append(found, list...)
	}
	list, err := histories(ctx, db)
	if err != nil {
		return nil, fmt.Errorf("check I13: %w", err)
	}
	found = append(found, list...)
	for _, c := range []struct {
		id, words string
		look      func(context.Context) ([]string, error)
	}{
		{"R1", "every row points to rows that are there", func(ctx context.Context) ([]string, error) { return db.Orphans(ctx, perCheck) }},
		{"R2", "the next row of every table gets a number of its own", db.Overtaken},
	} {
		places, err := c.look(ctx)
		if err != nil {
			return nil, fmt.Errorf("check %s (%s): %w", c.id, c.words, err)
		}
		for _, where := range places {
			found = append(found, Violation{c.id, c.words, where})
		}
	}
	return found, nil
}

func (c Check) run(ctx context.Context, db Database, now time.Time) ([]Violation, error) {
	var args []any
	if c.timed {
		args = append(args, now.Add(-grace))
	}
	rows, err := db.Query(ctx, c.query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var found []Violation
	for rows.Next() && len(found) < perCheck {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		found = append(found, Violation{c.ID, c.Words, c.thing + " " + strconv.FormatInt(id, 10)})
	}
	return found, rows.Err()
}

// path is what was read so far of one order's history.
type path struct {
	order   int64
	at      order.Status // where its moves have led
	current order.Status // what its row says
	told    bool         // one violation per order is enough
}

// histories walks each order's moves through the graph (I13).
func histories(ctx context.Context, db Database) (found []Violation, err error) {
	rows, err := db.Query(ctx, `SELECT o.id, o.status, COALESCE(h.from_status, ''), COALESCE(h.to_status, ''), COALESCE(h.actor_kind, '')
		FROM orders o LEFT JOIN order_histories h ON h.order_id = o.id ORDER BY o.id, h.id`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	breaks := func(p *path, words, how string) {
		if !p.told && len(found) < perCheck {
			found = append(found, Violation{"I13", words, fmt.Sprintf("order %d: %s", p.order, how)})
		}
		p.told = true
	}
	end := func(p *path) {
		if p.order != 0 && p.at != p.current {
			breaks(p, "an order stands where its moves led", fmt.Sprintf("is %s, moved to %q", p.current, p.at))
		}
	}
	now := path{}
	for rows.Next() {
		var id int64
		var current, from, to order.Status
		var kind string
		if err := rows.Scan(&id, &current, &from, &to, &kind); err != nil {
			return nil, err
		}
		if id != now.order {
			end(&now)
			now = path{order: id, current: current}
		}
		switch {
		case from != now.at:
			breaks(&now, "each move starts where the one before ended", fmt.Sprintf("%q after %q", from, now.at))
		case from == "" && to != order.Pending && to != order.AwaitingQuote:
			breaks(&now, "an order begins pending or without its postage", fmt.Sprintf("began %q", to))
		case from != "" && !from.CanBecome(to):
			breaks(&now, "each move is in the table", fmt.Sprintf("%s to %s", from, to))
		case from != "" && !may(from, to, kind):
			breaks(&now, "each move is made by who may make it", fmt.Sprintf("%s to %s by %s", from, to, kind))
		}
		now.at = to
	}
	end(&now)
	return found, rows.Err()
}

// may tells whether an actor of a kind can have been one of the parties of a move.
func may(from, to order.Status, kind string) bool {
	for _, party := range from.By(to) {
		switch party {
		case order.Buyer, order.Owner, order.Courier:
			if kind == "person" || kind == "anonymous" {
				return true
			}
		case order.Mediator:
			if kind == "person" {
				return true
			}
		case order.System:
			if kind == "system" {
				return true
			}
		case order.Payment:
			if kind == "gateway" || kind == "system" {
				return true
			}
		}
	}
	return false
}
