package app

import (
	"context"
	"io"
	"log/slog"
	"testing"
)

func TestBeside_begins_again_after_a_panic_and_ends_with_its_work(t *testing.T) {
	a := &App{parts: &parts{log: slog.New(slog.NewTextHandler(io.Discard, nil))}}
	begun := 0
	a.beside(t.Context(), func(context.Context) {
		if begun++; begun == 1 {
			panic("a bad row")
		}
	})
	if begun != 2 {
		t.Errorf("begun %d times, want twice", begun)
	}
	ctx, cancel := context.WithCancel(t.Context())
	a.beside(ctx, func(context.Context) {
		begun++
		cancel()
		panic("again")
	})
	if begun != 3 {
		t.Errorf("begun %d times after the end", begun)
	}
}
