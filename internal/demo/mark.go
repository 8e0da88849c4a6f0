package demo

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"beli/internal/database"
)

// The rows of table setting that are ours.
const (
	markSetting  = "demo"          // "1" in a database of the demonstration
	albumSetting = "demo_pictures" // the reserved keys, as JSON
	scaleSetting = "demo_scale"    // the seed of Scale
)

// IsDemo tells whether a database holds the demonstration, with its printed passwords.
func IsDemo(ctx context.Context, conn database.Conn) (bool, error) {
	_, there, err := setting(ctx, conn, markSetting)
	return there, err
}

func setting(ctx context.Context, conn database.Conn, name string) (value string, there bool, err error) {
	rows, err := conn.Query(ctx, `SELECT value FROM setting WHERE name = $1`, name)
	if err != nil {
		return "", false, fmt.Errorf("read setting %s: %w", name, err)
	}
	defer rows.Close()
	if rows.Next() {
		there = true
		err = rows.Scan(&value)
	}
	if err == nil {
		err = rows.Err()
	}
	if err != nil {
		return "", false, fmt.Errorf("read setting %s: %w", name, err)
	}
	return value, there, nil
}

// put writes a setting that is not there yet; false when it is.
func put(ctx context.Context, conn database.Conn, name, value string) (bool, error) {
	n, err := conn.Exec(ctx, `INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING`, name, value)
	if err != nil {
		return false, fmt.Errorf("write setting %s: %w", name, err)
	}
	return n == 1, nil
}

// mark claims the database for the demonstration: of two processes one goes on.
func (s *Seeder) mark(ctx context.Context) error {
	fresh, err := put(ctx, s.Conn, markSetting, "1")
	if err != nil {
		return err
	}
	if !fresh {
		return ErrSeeded
	}
	return nil
}

// fresh says early what mark and the first account would refuse later.
func (s *Seeder) fresh(ctx context.Context) error {
	seeded, err := IsDemo(ctx, s.Conn)
	if err != nil {
		return err
	}
	if seeded {
		return ErrSeeded
	}
	empty, err := s.Bulk.Empty(ctx)
	if err != nil {
		return err
	}
	if !empty {
		return ErrNotEmpty
	}
	return nil
}

func (s *Seeder) keepAlbum(ctx context.Context, a album) error {
	text, err := json.Marshal(a)
	if err != nil {
		return fmt.Errorf("encode the album: %w", err)
	}
	_, err = put(ctx, s.Conn, albumSetting, string(text))
	return err
}

// readAlbum gives the reserved keys; ErrNotSeeded where there are none.
func (s *Seeder) readAlbum(ctx context.Context) (album, error) {
	text, there, err := setting(ctx, s.Conn, albumSetting)
	if err != nil {
		return album{}, err
	}
	if !there {
		return album{}, ErrNotSeeded
	}
	var a album
	if err := json.Unmarshal([]byte(text), &a); err != nil {
		return album{}, fmt.Errorf("read the album: %w", err)
	}
	return a, nil
}

// claimSeed notes the seed of Scale, or refuses another one.
func (s *Seeder) claimSeed(ctx context.Context, seed uint64) error {
	mine := strconv.FormatUint(seed, 10)
	return s.Conn.InTx(ctx, func(ctx context.Context) error {
		fresh, err := put(ctx, s.Conn, scaleSetting, mine)
		if err != nil || fresh {
			return err
		}
		first, _, err := setting(ctx, s.Conn, scaleSetting)
		if err == nil && first != mine {
			err = ErrOtherSeed
		}
		return err
	})
}
