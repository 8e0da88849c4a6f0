package main

import (
	"context"

	"beli/internal/app"
)

// serve runs the server; with BELI_DEMO it fills an empty database first.
func serve(ctx context.Context, c call) error {
	a, err := app.New(ctx, c.config, c.out)
	if err != nil {
		return err
	}
	defer a.Close()
	return a.Run(ctx)
}
