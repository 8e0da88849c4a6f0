-- +goose Up
-- Tables of the machinery: plain SQL behind small stores of their own. Instants are microseconds since 1970, UTC.
CREATE TABLE session (
  token_hash text PRIMARY KEY, account_id bigint NOT NULL REFERENCES accounts (id), version bigint NOT NULL,
  csrf text NOT NULL, created_at bigint NOT NULL, seen_at bigint NOT NULL, expires_at bigint NOT NULL);
CREATE INDEX session_account ON session (account_id);
CREATE INDEX session_expiry ON session (expires_at);
CREATE TABLE one_time_code (
  id integer PRIMARY KEY AUTOINCREMENT, contact text NOT NULL, purpose text NOT NULL, code_hash text NOT NULL, attempts bigint NOT NULL DEFAULT 0,
  created_at bigint NOT NULL, expires_at bigint NOT NULL, used_at bigint NULL);
CREATE INDEX one_time_code_contact ON one_time_code (contact, purpose, id);
CREATE TABLE outbox_message (
  id integer PRIMARY KEY AUTOINCREMENT, kind text NOT NULL, unique_key text NULL, payload text NOT NULL, attempts bigint NOT NULL DEFAULT 0,
  run_at bigint NOT NULL, locked_until bigint NOT NULL DEFAULT 0, last_error text NOT NULL DEFAULT '',
  created_at bigint NOT NULL, done_at bigint NULL, dead_at bigint NULL);
CREATE UNIQUE INDEX outbox_message_key ON outbox_message (kind, unique_key) WHERE unique_key IS NOT NULL;
CREATE INDEX outbox_message_due ON outbox_message (run_at) WHERE done_at IS NULL AND dead_at IS NULL;
CREATE INDEX outbox_message_done ON outbox_message (done_at) WHERE done_at IS NOT NULL;
CREATE TABLE change_log (
  id integer PRIMARY KEY AUTOINCREMENT, kind text NOT NULL, ref bigint NOT NULL, at bigint NOT NULL);
CREATE INDEX change_log_at ON change_log (at);
CREATE TABLE gateway_event (
  id integer PRIMARY KEY AUTOINCREMENT, gateway text NOT NULL, event_id text NOT NULL, kind text NOT NULL, provider_ref text NOT NULL,
  outcome text NOT NULL, received_at bigint NOT NULL);
CREATE UNIQUE INDEX gateway_event_once ON gateway_event (gateway, event_id);
CREATE TABLE audit_entry (
  id integer PRIMARY KEY AUTOINCREMENT, actor_kind text NOT NULL, actor_id bigint NULL, actor_name text NOT NULL, act text NOT NULL,
  object_kind text NOT NULL, object_id bigint NOT NULL, object_name text NOT NULL, reason text NOT NULL, at bigint NOT NULL);
CREATE INDEX audit_entry_object ON audit_entry (object_kind, object_id, id);
CREATE TABLE rate_limit (
  bucket text PRIMARY KEY, started_at bigint NOT NULL, used bigint NOT NULL);
CREATE INDEX rate_limit_age ON rate_limit (started_at);
CREATE TABLE notice (
  id integer PRIMARY KEY AUTOINCREMENT, message_key text NOT NULL, channel text NOT NULL, recipient text NOT NULL, account_id bigint NULL, shop_id bigint NULL,
  kind text NOT NULL, subject text NOT NULL, body text NOT NULL, whatsapp_url text NOT NULL DEFAULT '',
  path text NOT NULL DEFAULT '', created_at bigint NOT NULL, sent_at bigint NULL, read_at bigint NULL);
CREATE UNIQUE INDEX notice_once ON notice (message_key, channel);
CREATE INDEX notice_shop ON notice (shop_id, id);
CREATE INDEX notice_account ON notice (account_id, id);
CREATE TABLE product_day (
  product_id bigint NOT NULL REFERENCES products (id), day text NOT NULL, used bigint NOT NULL,
  PRIMARY KEY (product_id, day), CONSTRAINT product_day_used CHECK (used >= 0));
CREATE TABLE setting (
  name text PRIMARY KEY, value text NOT NULL);
-- The sandbox gateway is an outside party that happens to live in this program: these two tables are its own books.
CREATE TABLE sandbox_payment (
  ref text PRIMARY KEY, key text NOT NULL, amount bigint NOT NULL, description text NOT NULL, return_url text NOT NULL,
  status text NOT NULL, created_at bigint NOT NULL, expires_at bigint NOT NULL);
CREATE UNIQUE INDEX sandbox_payment_key ON sandbox_payment (key);
CREATE TABLE sandbox_refund (
  ref text PRIMARY KEY, payment_ref text NOT NULL REFERENCES sandbox_payment (ref), key text NOT NULL, amount bigint NOT NULL,
  status text NOT NULL, created_at bigint NOT NULL);
CREATE UNIQUE INDEX sandbox_refund_key ON sandbox_refund (key);

-- What happened stays as it happened: these tables refuse UPDATE and DELETE.
-- +goose StatementBegin
CREATE TRIGGER variant_prices_no_update BEFORE UPDATE ON variant_prices
BEGIN SELECT RAISE(ABORT, 'table variant_prices is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER variant_prices_no_delete BEFORE DELETE ON variant_prices
BEGIN SELECT RAISE(ABORT, 'table variant_prices is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER stock_movements_no_update BEFORE UPDATE ON stock_movements
BEGIN SELECT RAISE(ABORT, 'table stock_movements is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER stock_movements_no_delete BEFORE DELETE ON stock_movements
BEGIN SELECT RAISE(ABORT, 'table stock_movements is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER order_lines_no_update BEFORE UPDATE ON order_lines
BEGIN SELECT RAISE(ABORT, 'table order_lines is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER order_lines_no_delete BEFORE DELETE ON order_lines
BEGIN SELECT RAISE(ABORT, 'table order_lines is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER order_histories_no_update BEFORE UPDATE ON order_histories
BEGIN SELECT RAISE(ABORT, 'table order_histories is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER order_histories_no_delete BEFORE DELETE ON order_histories
BEGIN SELECT RAISE(ABORT, 'table order_histories is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER ledger_transactions_no_update BEFORE UPDATE ON ledger_transactions
BEGIN SELECT RAISE(ABORT, 'table ledger_transactions is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER ledger_transactions_no_delete BEFORE DELETE ON ledger_transactions
BEGIN SELECT RAISE(ABORT, 'table ledger_transactions is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER ledger_entries_no_update BEFORE UPDATE ON ledger_entries
BEGIN SELECT RAISE(ABORT, 'table ledger_entries is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER ledger_entries_no_delete BEFORE DELETE ON ledger_entries
BEGIN SELECT RAISE(ABORT, 'table ledger_entries is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER gateway_event_no_update BEFORE UPDATE ON gateway_event
BEGIN SELECT RAISE(ABORT, 'table gateway_event is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER gateway_event_no_delete BEFORE DELETE ON gateway_event
BEGIN SELECT RAISE(ABORT, 'table gateway_event is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'table audit_entry is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'table audit_entry is append-only'); END;
-- +goose StatementEnd

-- The category tree and, in rupiah per kilogram from Blitar, the agency's first expedition tariff; staff edit both later.
INSERT INTO categories (slug, parent_id, name_id, name_en, position, food, service) VALUES ('makanan', NULL, 'Makanan', 'Food', 1, true, false);
INSERT INTO categories (slug, parent_id, name_id, name_en, position, food, service) SELECT 'oleh-oleh-jajanan-kering', id, 'Oleh-oleh & jajanan kering', 'Gifts & dry snacks', 1, true, false FROM categories WHERE slug = 'makanan';
INSERT INTO categories (slug, parent_id, name_id, name_en, position, food, service) SELECT 'bumbu-sambal-lauk', id, 'Bumbu, sambal & lauk', 'Spices, sambal & side dishes', 2, true, false FROM categories WHERE slug = 'makanan';
INSERT INTO categories (slug, parent_id, name_id, name_en, position, food, service) SELECT 'bahan-pokok', id, 'Bahan pokok', 'Pantry staples', 3, true, false FROM categories WHERE slug = 'makanan';
INSERT INTO categories (slug, parent_id, name_id, name_en, position, food, service) SELECT 'basah-siap-saji', id, 'Basah & siap saji', 'Fresh & ready to eat', 4, true, false FROM categories WHERE slug = 'makanan';
INSERT INTO categories (slug, parent_id, name_id, name_en, position, food, service) SELECT 'cokelat', id, 'Cokelat', 'Chocolate', 5, true, false FROM categories WHERE slug = 'makanan';
INSERT INTO categories (slug, parent_id, name_id, name_en, position, food, service) VALUES ('minuman', NULL, 'Minuman', 'Drinks', 2, true, false);
INSERT INTO categories (slug, parent_id, name_id, name_en, position, food, service) SELECT 'kopi-teh', id, 'Kopi & teh', 'Coffee & tea', 1, true, false FROM categories WHERE slug = 'minuman';
INSERT INTO categories (slug, parent_id, name_id, name_en, position, food, service) SELECT 'jamu-susu-es', id, 'Jamu, susu & es', 'Jamu, milk & ices', 2, true, false FROM categories WHERE slug = 'minuman';
INSERT INTO categories (slug, parent_id, name_id, name_en, position, food, service) VALUES ('buah-ikan-hias-tanaman', NULL, 'Buah, ikan hias & tanaman', 'Fruit, ornamental fish & plants', 3, false, false);
INSERT INTO categories (slug, parent_id, name_id, name_en, position, food, service) VALUES ('batik', NULL, 'Batik', 'Batik', 4, false, false);
INSERT INTO categories (slug, parent_id, name_id, name_en, position, food, service) SELECT 'kain-batik', id, 'Kain batik', 'Batik cloth', 1, false, false FROM categories WHERE slug = 'batik';
INSERT INTO categories (slug, parent_id, name_id, name_en, position, food, service) SELECT 'busana-batik', id, 'Busana batik', 'Batik clothing', 2, false, false FROM categories WHERE slug = 'batik';
INSERT INTO categories (slug, parent_id, name_id, name_en, position, food, service) SELECT 'aksesori-batik', id, 'Aksesori batik', 'Batik accessories', 3, false, false FROM categories WHERE slug = 'batik';
INSERT INTO categories (slug, parent_id, name_id, name_en, position, food, service) VALUES ('kerajinan', NULL, 'Kerajinan', 'Crafts', 5, false, false);
INSERT INTO categories (slug, parent_id, name_id, name_en, position, food, service) SELECT 'kayu-alat-musik', id, 'Kayu & alat musik', 'Wood & instruments', 1, false, false FROM categories WHERE slug = 'kerajinan';
INSERT INTO categories (slug, parent_id, name_id, name_en, position, food, service) SELECT 'batok-bambu-anyaman', id, 'Batok, bambu & anyaman', 'Coconut shell, bamboo & weaving', 2, false, false FROM categories WHERE slug = 'kerajinan';
INSERT INTO categories (slug, parent_id, name_id, name_en, position, food, service) SELECT 'gerabah-suvenir', id, 'Gerabah & suvenir', 'Pottery & souvenirs', 3, false, false FROM categories WHERE slug = 'kerajinan';
INSERT INTO categories (slug, parent_id, name_id, name_en, position, food, service) SELECT 'kulit-logam', id, 'Kulit & logam', 'Leather & metal', 4, false, false FROM categories WHERE slug = 'kerajinan';
INSERT INTO categories (slug, parent_id, name_id, name_en, position, food, service) VALUES ('fesyen-bordir', NULL, 'Fesyen & bordir', 'Fashion & embroidery', 6, false, false);
INSERT INTO categories (slug, parent_id, name_id, name_en, position, food, service) VALUES ('jasa', NULL, 'Jasa', 'Services', 7, false, true);
INSERT INTO categories (slug, parent_id, name_id, name_en, position, food, service) SELECT 'jasa-foto', id, 'Jasa foto', 'Photography', 1, false, true FROM categories WHERE slug = 'jasa';
INSERT INTO categories (slug, parent_id, name_id, name_en, position, food, service) SELECT 'jasa-desain', id, 'Jasa desain', 'Design', 2, false, true FROM categories WHERE slug = 'jasa';
INSERT INTO categories (slug, parent_id, name_id, name_en, position, food, service) SELECT 'jasa-jahit', id, 'Jasa jahit', 'Tailoring', 3, false, true FROM categories WHERE slug = 'jasa';
INSERT INTO categories (slug, parent_id, name_id, name_en, position, food, service) SELECT 'jasa-kelas-wisata', id, 'Kelas & wisata edukasi', 'Classes & educational visits', 4, false, true FROM categories WHERE slug = 'jasa';
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('11', 45000, 4, 7);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('12', 40000, 3, 7);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('13', 38000, 3, 7);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('14', 37000, 3, 7);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('15', 36000, 3, 7);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('16', 33000, 3, 6);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('17', 36000, 3, 7);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('18', 30000, 3, 6);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('19', 36000, 3, 7);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('21', 40000, 3, 7);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('31', 20000, 2, 4);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('32', 20000, 2, 4);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('33', 16500, 2, 4);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('34', 16000, 2, 4);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('35', 11000, 1, 3);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('36', 21000, 2, 4);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('51', 20000, 2, 4);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('52', 32000, 3, 6);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('53', 50000, 4, 7);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('61', 40000, 3, 7);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('62', 42000, 3, 7);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('63', 38000, 3, 6);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('64', 42000, 3, 7);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('65', 52000, 4, 7);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('71', 48000, 4, 7);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('72', 50000, 4, 7);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('73', 40000, 3, 6);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('74', 50000, 4, 7);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('75', 52000, 4, 7);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('76', 50000, 4, 7);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('81', 75000, 5, 9);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('82', 80000, 5, 9);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('91', 110000, 5, 10);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('92', 105000, 5, 10);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('93', 130000, 6, 12);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('94', 130000, 6, 12);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('95', 140000, 6, 12);
INSERT INTO delivery_rates (province_code, per_kg, days_min, days_max) VALUES ('96', 105000, 5, 10);
