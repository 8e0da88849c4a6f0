package photo

import (
	"context"
	"io"
	"time"
)

// Store keeps the bytes of photos by key and variant. What was put is immutable.
// Names are checked with Check; a store that cannot do its work answers with
// ErrUnavailable, a cancelled context with its own error. phototest.Exercise is
// the contract.
type Store interface {
	// Put keeps exactly size bytes of body. Nothing is visible before all of them are
	// safe, and nothing at all when body fails, ends early or goes on. ErrExists if
	// the name is taken; the first content stays.
	Put(ctx context.Context, key Key, v Variant, body io.Reader, size int64) error
	// Open reads a variant; the caller closes it. ErrNotFound if absent.
	Open(ctx context.Context, key Key, v Variant) (*Object, error)
	// Exists says whether a variant is there.
	Exists(ctx context.Context, key Key, v Variant) (bool, error)
	// Delete removes one variant; removing an absent one succeeds.
	Delete(ctx context.Context, key Key, v Variant) error
	// Each calls visit for every variant kept, in no order, until visit fails; that
	// error comes back. visit may delete what it is shown.
	Each(ctx context.Context, visit func(Entry) error) error
}

// Object is an open variant: its bytes, their number, and when they were put (UTC).
type Object struct {
	io.ReadCloser
	Size     int64
	Modified time.Time
}

// Entry is one variant in the listing of a store.
type Entry struct {
	Key      Key
	Variant  Variant
	Size     int64
	Modified time.Time
}
