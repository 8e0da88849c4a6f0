package main

import (
	"context"
	"os"
	"runtime/debug"

	"beli/internal/app"
)

// collectAt has the collector run half as often as usual: pages are made of short-lived memory, and at
// twenty thousand products the program stays far below the 300 MB it may have. GOGC overrides it.
const collectAt = 200

// serve runs the server; with BELI_DEMO it fills an empty database first.
func serve(ctx context.Context, c call) error {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(collectAt)
	}
	a, err := app.New(ctx, c.config, c.out)
	if err != nil {
		return err
	}
	defer a.Close()
	return a.Run(ctx)
}
