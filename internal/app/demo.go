package app

import "context"

func (a *App) prepareDemo(ctx context.Context) ([]string, error)        { return nil, nil }
func (a *App) fillPictures(ctx context.Context)                         {}
func (a *App) isDemo(ctx context.Context) (bool, error)                 { return false, nil }
func (a *App) handleNotices() error                                     { return nil }
func (a *App) Seed(ctx context.Context, scale int, pictures bool) error { return nil }
func (a *App) Verify(ctx context.Context) error                         { return nil }
