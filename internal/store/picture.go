package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"beli/internal/photo"
)

// Pictures tells which photos rows name. Every row counts, whatever its state: a removed
// photo is what an order line or a curator may still have to look at, and a change under
// review names its photos by the ids of their rows.
type Pictures struct{ *DB }

// NewPictures reads from d.
func NewPictures(d *DB) *Pictures { return &Pictures{d} }

// keysAtOnce bounds the arguments of one query.
const keysAtOnce = 500

// pictureColumns are the columns that hold keys, that of photos first: it has an index
// and knows nearly all.
func pictureColumns() []string {
	return []string{"photos.key", "products.cover_key", "shops.photo_key", "order_lines.cover_key"}
}

// Used tells which of some keys a row names: a photo in any state, the cover of a product
// or of a line of an order, the face of a shop, a setting (the reserved pictures of the
// demonstration).
func (p *Pictures) Used(ctx context.Context, keys []photo.Key) (map[photo.Key]bool, error) {
	used := make(map[photo.Key]bool, len(keys))
	for part := range slices.Chunk(keys, keysAtOnce) {
		rest := slices.Clone(part)
		for _, column := range pictureColumns() {
			found, err := p.named(ctx, column, rest)
			if err != nil {
				return nil, err
			}
			for _, key := range found {
				used[key] = true
			}
			rest = slices.DeleteFunc(rest, func(key photo.Key) bool { return used[key] })
		}
		if err := p.inSettings(ctx, rest, used); err != nil {
			return nil, err
		}
	}
	return used, nil
}

func (p *Pictures) named(ctx context.Context, column string, keys []photo.Key) ([]photo.Key, error) {
	if len(keys) == 0 {
		return nil, nil
	}
	table, name, _ := strings.Cut(column, ".")
	args := make([]any, len(keys))
	for i, key := range keys {
		args[i] = string(key)
	}
	found, err := collect(ctx, p.DB, scalar[string], `SELECT DISTINCT `+name+` FROM `+table+` WHERE `+name+` IN (`+places(1, len(keys))+`)`, args...)
	if err != nil {
		return nil, fmt.Errorf("read used photos of %s: %w", table, err)
	}
	return keysOf(found), nil
}

// inSettings looks for keys in the texts of the settings; they are few and long.
func (p *Pictures) inSettings(ctx context.Context, keys []photo.Key, used map[photo.Key]bool) error {
	if len(keys) == 0 {
		return nil
	}
	texts, err := collect(ctx, p.DB, scalar[string], `SELECT value FROM setting`)
	if err != nil {
		return fmt.Errorf("read used photos of settings: %w", err)
	}
	for _, key := range keys {
		for _, text := range texts {
			if strings.Contains(text, string(key)) {
				used[key] = true
			}
		}
	}
	return nil
}

// Named lists the keys that rows name and a page may show, in their order, those after
// one, at most so many. Removed photos are left out.
func (p *Pictures) Named(ctx context.Context, after photo.Key, limit int) ([]photo.Key, error) {
	var parts []string
	for _, column := range pictureColumns() {
		table, name, _ := strings.Cut(column, ".")
		part := `SELECT ` + name + ` AS key FROM ` + table + ` WHERE ` + name + ` > $1`
		if table == "photos" {
			part += ` AND state <> 'removed'`
		}
		parts = append(parts, part)
	}
	found, err := collect(ctx, p.DB, scalar[string], strings.Join(parts, ` UNION `)+` ORDER BY key LIMIT $2`, string(after), limit)
	if err != nil {
		return nil, fmt.Errorf("list named photos: %w", err)
	}
	return keysOf(found), nil
}

func keysOf(list []string) []photo.Key {
	out := make([]photo.Key, len(list))
	for i, key := range list {
		out[i] = photo.Key(key)
	}
	return out
}
