package app

import (
	"context"
	"errors"
	"fmt"
	"io"

	"beli/internal/clock"
	"beli/internal/store"
	"beli/internal/verify"
)

// errBroken is what verify ends with when something does not hold.
var errBroken = errors.New("the books do not hold")

// Verify compares the database with what must hold in it and prints what does not.
func (a *App) Verify(ctx context.Context) error {
	return examine(ctx, a.parts.db, a.parts.clock, a.out)
}

// examine looks through the books of a database.
func examine(ctx context.Context, db *store.DB, clk clock.Clock, out io.Writer) error {
	found, err := verify.Run(ctx, db, clk.Now())
	if err != nil {
		return err
	}
	for _, v := range found {
		fmt.Fprintln(out, v)
	}
	if len(found) > 0 {
		return fmt.Errorf("%w: %d violations", errBroken, len(found))
	}
	fmt.Fprintln(out, "all invariants hold")
	return nil
}
