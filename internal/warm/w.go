package warm

import (
	_ "ariga.io/atlas/sql/sqltool"
	_ "entgo.io/ent/dialect/sql/schema"
	_ "github.com/RoaringBitmap/roaring/v2"
	_ "github.com/a-h/templ"
	_ "github.com/andybalholm/brotli"
	_ "github.com/blevesearch/vellum"
	_ "github.com/chai2010/webp"
	_ "github.com/chromedp/chromedp"
	_ "github.com/evanw/esbuild/pkg/api"
	_ "github.com/gofiber/fiber/v2"
	_ "github.com/jackc/pgx/v5/stdlib"
	_ "github.com/ncruces/go-sqlite3/driver"
	_ "github.com/pressly/goose/v3"
	_ "golang.org/x/crypto/argon2"
	_ "golang.org/x/image/draw"
	_ "golang.org/x/net/html"
	_ "golang.org/x/sync/errgroup"
	_ "golang.org/x/text/language"
	_ "pgregory.net/rapid"
)
