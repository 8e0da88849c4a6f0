package web

import (
	"context"
	"log/slog"

	"beli/frontend"
	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/text"
	"beli/internal/clock"
	"beli/internal/photo"
)

// Deps is what the server is made of. Handlers take narrower views of it.
type Deps struct {
	Config     Config
	Production bool
	Log        *slog.Logger
	Clock      clock.Clock
	Words      *text.Bundles
	Assets     *frontend.Built
	Agency     layouts.Agency
	Navigation func(lang string) []components.Link // the top categories

	Sessions sessions
	Members  members
	Carts    cartCounter
	Photos   *photo.Library

	// Ready names what does not serve yet, "" when all does.
	Ready func(ctx context.Context) string
}
