package config

// option is one setting. def is the default as one would write it, "" for none.
type option struct {
	name, def, help string
	secret          bool // never printed; may come from the file named by name + "_FILE"
	address         bool // a secret address: printed without its password
}

// options is the table that Load reads and `beli config` prints, in this order.
func options() []option {
	return []option{
		{name: "BELI_ENV", def: "development", help: "development or production; production is strict"},
		{name: "BELI_ADDR", def: "127.0.0.1:8080", help: "host:port to listen on"},
		{name: "BELI_PUBLIC_URL", help: "address that visitors use; every link in a letter is made from it (default: http://localhost with the port of BELI_ADDR)"},
		{name: "BELI_TRUSTED_PROXIES", help: "addresses or networks of the proxies in front, with commas: 10.0.0.5, 172.16.0.0/12"},
		{name: "BELI_PAGES_PER_MINUTE", def: "600", help: "pages one address may ask for in a minute without signing in; many telephones share one (0: no limit, nor on searches and uploads)"},
		{name: "BELI_METRICS_ADDR", help: "host:port of /metrics, apart from the public address (default: none)"},
		{name: "BELI_DATA_DIR", def: "./data", help: "folder of the embedded database, pictures and the secret"},
		{name: "BELI_SECRET", secret: true, help: "signs links and cookies, 32 bytes or more (default: made once in the data folder)"},
		{name: "BELI_DATABASE_URL", secret: true, address: true, help: "postgres://user:password@host/name (default: SQLite in the data folder)"},
		{name: "BELI_MEILI_URL", help: "address of Meilisearch (default: the embedded search)"},
		{name: "BELI_MEILI_KEY", secret: true, help: "key of Meilisearch"},
		{name: "BELI_S3_ENDPOINT", help: "address of MinIO or S3 (default: pictures in the data folder)"},
		{name: "BELI_S3_BUCKET", help: "bucket of the pictures"},
		{name: "BELI_S3_REGION", help: "region of the bucket (default: read from an address of Amazon, else us-east-1)"},
		{name: "BELI_S3_ACCESS_KEY", help: "name of the S3 key"},
		{name: "BELI_S3_SECRET_KEY", secret: true, help: "secret of the S3 key"},
		{name: "BELI_OPERATOR", help: "who collects card money; without it no card payment is offered"},
		{name: "BELI_STRIPE_KEY", secret: true, help: "secret key of Stripe"},
		{name: "BELI_STRIPE_WEBHOOK_SECRET", secret: true, help: "signing secret of Stripe's webhook"},
		{name: "BELI_STRIPE_URL", help: "address of Stripe's API, for rehearsals with another server (default: Stripe's own); refused in production"},
		{name: "BELI_PAYMENT_SANDBOX", help: "a pretended gateway that moves no money (default: true in development, false in production, where true is refused)"},
		{name: "BELI_SMTP_URL", secret: true, address: true, help: "smtp://user:password@host:port or smtps://… (default: letters are written to the log)"},
		{name: "BELI_MAIL_FROM", help: "address that letters come from: surat@contoh.id or Name <surat@contoh.id>; needed with BELI_SMTP_URL"},
		{name: "BELI_AGENCY_NAME", def: "Dinas pengelola Beli Produk Blitar", help: "name of the agency on every page"},
		{name: "BELI_AGENCY_WHATSAPP", help: "the agency's WhatsApp number (default: none is shown)"},
		{name: "BELI_UNPAID_MINUTES", def: "60", help: "minutes that stock is held for an unpaid purchase"},
		{name: "BELI_ACCEPT_HOURS", def: "24", help: "hours a shop has to accept a paid order"},
		{name: "BELI_SHIP_HOURS", def: "48", help: "hours a shop has to ship an accepted order"},
		{name: "BELI_COMPLETE_DAYS", def: "3", help: "days after which a delivered order is complete"},
		{name: "BELI_MAX_UNPAID", def: "3", help: "unpaid purchases one buyer may have at a time"},
		{name: "BELI_DEMO", def: "false", help: "the database holds demo shops and printed passwords; refused in production"},
	}
}
