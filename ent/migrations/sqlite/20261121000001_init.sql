-- +goose Up
-- create "accounts" table
CREATE TABLE `accounts` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `name` text NOT NULL DEFAULT (''), `phone_key` text NULL, `email_key` text NULL, `password_hash` text NOT NULL DEFAULT (''), `staff` text NOT NULL, `session_version` integer NOT NULL DEFAULT (1), `lang` text NOT NULL DEFAULT (''), `created_at` datetime NOT NULL, `disabled_at` datetime NULL, CONSTRAINT `account_reachable` CHECK (phone_key IS NOT NULL OR email_key IS NOT NULL));
-- create index "account_phone_key" to table: "accounts"
CREATE UNIQUE INDEX `account_phone_key` ON `accounts` (`phone_key`);
-- create index "account_email_key" to table: "accounts"
CREATE UNIQUE INDEX `account_email_key` ON `accounts` (`email_key`);
-- create index "account_staff" to table: "accounts"
CREATE INDEX `account_staff` ON `accounts` (`staff`);
-- create "carts" table
CREATE TABLE `carts` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `token_hash` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `account_id` integer NULL, CONSTRAINT `carts_accounts_account` FOREIGN KEY (`account_id`) REFERENCES `accounts` (`id`) ON DELETE RESTRICT);
-- create index "cart_token_hash" to table: "carts"
CREATE UNIQUE INDEX `cart_token_hash` ON `carts` (`token_hash`);
-- create index "cart_updated_at" to table: "carts"
CREATE INDEX `cart_updated_at` ON `carts` (`updated_at`);
-- create "cart_lines" table
CREATE TABLE `cart_lines` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `quantity` integer NOT NULL, `price_seen` integer NOT NULL, `note` text NOT NULL DEFAULT (''), `added_at` datetime NOT NULL, `cart_id` integer NOT NULL, `variant_id` integer NOT NULL, CONSTRAINT `cart_lines_carts_cart` FOREIGN KEY (`cart_id`) REFERENCES `carts` (`id`) ON DELETE CASCADE, CONSTRAINT `cart_lines_variants_variant` FOREIGN KEY (`variant_id`) REFERENCES `variants` (`id`) ON DELETE RESTRICT);
-- create index "cartline_cart_id_variant_id" to table: "cart_lines"
CREATE UNIQUE INDEX `cartline_cart_id_variant_id` ON `cart_lines` (`cart_id`, `variant_id`);
-- create "categories" table
CREATE TABLE `categories` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `slug` text NOT NULL, `name_id` text NOT NULL DEFAULT (''), `name_en` text NOT NULL DEFAULT (''), `position` integer NOT NULL DEFAULT (0), `food` bool NOT NULL DEFAULT (false), `service` bool NOT NULL DEFAULT (false), `parent_id` integer NULL, CONSTRAINT `categories_categories_children` FOREIGN KEY (`parent_id`) REFERENCES `categories` (`id`) ON DELETE RESTRICT);
-- create index "category_slug" to table: "categories"
CREATE UNIQUE INDEX `category_slug` ON `categories` (`slug`);
-- create index "category_parent_id_position" to table: "categories"
CREATE INDEX `category_parent_id_position` ON `categories` (`parent_id`, `position`);
-- create "collections" table
CREATE TABLE `collections` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `slug` text NOT NULL, `title_id` text NOT NULL DEFAULT (''), `title_en` text NOT NULL DEFAULT (''), `text_id` text NOT NULL DEFAULT (''), `text_en` text NOT NULL DEFAULT (''), `starts_at` datetime NOT NULL, `ends_at` datetime NOT NULL, `published_at` datetime NULL, `created_by` integer NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, CONSTRAINT `collection_dates` CHECK (ends_at > starts_at));
-- create index "collection_slug" to table: "collections"
CREATE UNIQUE INDEX `collection_slug` ON `collections` (`slug`);
-- create index "collection_starts_at_ends_at" to table: "collections"
CREATE INDEX `collection_starts_at_ends_at` ON `collections` (`starts_at`, `ends_at`);
-- create "collection_items" table
CREATE TABLE `collection_items` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `position` integer NOT NULL DEFAULT (0), `reason` text NOT NULL DEFAULT (''), `collection_id` integer NOT NULL, `product_id` integer NOT NULL, CONSTRAINT `collection_items_collections_collection` FOREIGN KEY (`collection_id`) REFERENCES `collections` (`id`) ON DELETE CASCADE, CONSTRAINT `collection_items_products_product` FOREIGN KEY (`product_id`) REFERENCES `products` (`id`) ON DELETE RESTRICT);
-- create index "collectionitem_collection_id_product_id" to table: "collection_items"
CREATE UNIQUE INDEX `collectionitem_collection_id_product_id` ON `collection_items` (`collection_id`, `product_id`);
-- create index "collectionitem_product_id" to table: "collection_items"
CREATE INDEX `collectionitem_product_id` ON `collection_items` (`product_id`);
-- create "consents" table
CREATE TABLE `consents` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `purpose` text NOT NULL, `text_version` text NOT NULL, `channel` text NOT NULL, `given_at` datetime NOT NULL, `withdrawn_at` datetime NULL, `account_id` integer NULL, `purchase_id` integer NULL, CONSTRAINT `consents_accounts_account` FOREIGN KEY (`account_id`) REFERENCES `accounts` (`id`) ON DELETE RESTRICT, CONSTRAINT `consents_purchases_purchase` FOREIGN KEY (`purchase_id`) REFERENCES `purchases` (`id`) ON DELETE RESTRICT);
-- create index "consent_account_id" to table: "consents"
CREATE INDEX `consent_account_id` ON `consents` (`account_id`);
-- create index "consent_purchase_id" to table: "consents"
CREATE INDEX `consent_purchase_id` ON `consents` (`purchase_id`);
-- create "deliveries" table
CREATE TABLE `deliveries` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `method` text NOT NULL, `grams` integer NOT NULL, `price` integer NOT NULL, `courier` text NOT NULL DEFAULT (''), `receipt_number` text NOT NULL DEFAULT (''), `days_min` integer NOT NULL, `days_max` integer NOT NULL, `order_id` integer NOT NULL, CONSTRAINT `deliveries_orders_order` FOREIGN KEY (`order_id`) REFERENCES `orders` (`id`) ON DELETE RESTRICT);
-- create index "delivery_order_id" to table: "deliveries"
CREATE UNIQUE INDEX `delivery_order_id` ON `deliveries` (`order_id`);
-- create "delivery_addresses" table
CREATE TABLE `delivery_addresses` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `recipient` text NOT NULL DEFAULT (''), `phone_key` text NOT NULL DEFAULT (''), `village_code` text NOT NULL DEFAULT (''), `region_label` text NOT NULL DEFAULT (''), `street` text NOT NULL DEFAULT (''), `postal_code` text NOT NULL DEFAULT (''), `erased_at` datetime NULL, `delivery_id` integer NOT NULL, CONSTRAINT `delivery_addresses_deliveries_delivery` FOREIGN KEY (`delivery_id`) REFERENCES `deliveries` (`id`) ON DELETE RESTRICT);
-- create index "deliveryaddress_delivery_id" to table: "delivery_addresses"
CREATE UNIQUE INDEX `deliveryaddress_delivery_id` ON `delivery_addresses` (`delivery_id`);
-- create "delivery_rates" table
CREATE TABLE `delivery_rates` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `province_code` text NOT NULL, `per_kg` integer NOT NULL, `days_min` integer NOT NULL, `days_max` integer NOT NULL, CONSTRAINT `delivery_rate_positive` CHECK (per_kg > 0));
-- create index "deliveryrate_province_code" to table: "delivery_rates"
CREATE UNIQUE INDEX `deliveryrate_province_code` ON `delivery_rates` (`province_code`);
-- create "invites" table
CREATE TABLE `invites` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `token_hash` text NOT NULL, `kind` text NOT NULL, `role` text NOT NULL, `contact` text NOT NULL, `invited_by` integer NOT NULL, `created_at` datetime NOT NULL, `expires_at` datetime NOT NULL, `used_at` datetime NULL, `used_by` integer NULL, `shop_id` integer NULL, CONSTRAINT `invites_shops_shop` FOREIGN KEY (`shop_id`) REFERENCES `shops` (`id`) ON DELETE RESTRICT);
-- create index "invite_token_hash" to table: "invites"
CREATE UNIQUE INDEX `invite_token_hash` ON `invites` (`token_hash`);
-- create index "invite_shop_id" to table: "invites"
CREATE INDEX `invite_shop_id` ON `invites` (`shop_id`);
-- create "ledger_entries" table
CREATE TABLE `ledger_entries` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `account` text NOT NULL, `shop_id` integer NULL, `order_id` integer NULL, `amount` integer NOT NULL, `transaction_id` integer NOT NULL, CONSTRAINT `ledger_entries_ledger_transactions_transaction` FOREIGN KEY (`transaction_id`) REFERENCES `ledger_transactions` (`id`) ON DELETE RESTRICT, CONSTRAINT `ledger_entry_amount` CHECK (amount <> 0));
-- create index "ledgerentry_transaction_id" to table: "ledger_entries"
CREATE INDEX `ledgerentry_transaction_id` ON `ledger_entries` (`transaction_id`);
-- create index "ledgerentry_account_id" to table: "ledger_entries"
CREATE INDEX `ledgerentry_account_id` ON `ledger_entries` (`account`, `id`);
-- create index "ledgerentry_shop_id_id" to table: "ledger_entries"
CREATE INDEX `ledgerentry_shop_id_id` ON `ledger_entries` (`shop_id`, `id`);
-- create index "ledgerentry_order_id" to table: "ledger_entries"
CREATE INDEX `ledgerentry_order_id` ON `ledger_entries` (`order_id`);
-- create "ledger_transactions" table
CREATE TABLE `ledger_transactions` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `kind` text NOT NULL, `reference` text NOT NULL, `at` datetime NOT NULL);
-- create index "ledgertransaction_reference" to table: "ledger_transactions"
CREATE UNIQUE INDEX `ledgertransaction_reference` ON `ledger_transactions` (`reference`);
-- create "orders" table
CREATE TABLE `orders` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `number` text NOT NULL, `shop_name` text NOT NULL, `status` text NOT NULL, `pay` text NOT NULL, `items_total` integer NOT NULL, `delivery_total` integer NOT NULL, `total` integer NOT NULL, `note` text NOT NULL, `making_days` integer NOT NULL, `reason` text NOT NULL DEFAULT (''), `deadline_at` datetime NULL, `priced_at` datetime NOT NULL, `placed_at` datetime NOT NULL, `accepted_at` datetime NULL, `delivered_at` datetime NULL, `ended_at` datetime NULL, `purchase_id` integer NOT NULL, `shop_id` integer NOT NULL, CONSTRAINT `orders_purchases_purchase` FOREIGN KEY (`purchase_id`) REFERENCES `purchases` (`id`) ON DELETE RESTRICT, CONSTRAINT `orders_shops_shop` FOREIGN KEY (`shop_id`) REFERENCES `shops` (`id`) ON DELETE RESTRICT, CONSTRAINT `order_total` CHECK (total = items_total + delivery_total AND items_total >= 0 AND delivery_total >= 0));
-- create index "order_number" to table: "orders"
CREATE UNIQUE INDEX `order_number` ON `orders` (`number`);
-- create index "order_purchase_id" to table: "orders"
CREATE INDEX `order_purchase_id` ON `orders` (`purchase_id`);
-- create index "order_shop_id_status_id" to table: "orders"
CREATE INDEX `order_shop_id_status_id` ON `orders` (`shop_id`, `status`, `id`);
-- create index "order_status_deadline_at" to table: "orders"
CREATE INDEX `order_status_deadline_at` ON `orders` (`status`, `deadline_at`);
-- create "order_histories" table
CREATE TABLE `order_histories` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `from_status` text NOT NULL, `to_status` text NOT NULL, `actor_kind` text NOT NULL, `actor_id` integer NULL, `reason` text NOT NULL, `at` datetime NOT NULL, `order_id` integer NOT NULL, CONSTRAINT `order_histories_orders_order` FOREIGN KEY (`order_id`) REFERENCES `orders` (`id`) ON DELETE RESTRICT);
-- create index "orderhistory_order_id_id" to table: "order_histories"
CREATE INDEX `orderhistory_order_id_id` ON `order_histories` (`order_id`, `id`);
-- create "order_lines" table
CREATE TABLE `order_lines` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `product_name` text NOT NULL, `variant_name` text NOT NULL, `unit` text NOT NULL, `cover_key` text NOT NULL, `cover_mat` integer NOT NULL, `unit_price` integer NOT NULL, `quantity` integer NOT NULL, `grams` integer NOT NULL, `total` integer NOT NULL, `order_id` integer NOT NULL, `product_id` integer NOT NULL, `variant_id` integer NOT NULL, `price_id` integer NOT NULL, CONSTRAINT `order_lines_orders_order` FOREIGN KEY (`order_id`) REFERENCES `orders` (`id`) ON DELETE RESTRICT, CONSTRAINT `order_lines_products_product` FOREIGN KEY (`product_id`) REFERENCES `products` (`id`) ON DELETE RESTRICT, CONSTRAINT `order_lines_variants_variant` FOREIGN KEY (`variant_id`) REFERENCES `variants` (`id`) ON DELETE RESTRICT, CONSTRAINT `order_lines_variant_prices_price` FOREIGN KEY (`price_id`) REFERENCES `variant_prices` (`id`) ON DELETE RESTRICT, CONSTRAINT `order_line_total` CHECK (total = unit_price * quantity AND quantity > 0));
-- create index "orderline_order_id" to table: "order_lines"
CREATE INDEX `orderline_order_id` ON `order_lines` (`order_id`);
-- create index "orderline_product_id" to table: "order_lines"
CREATE INDEX `orderline_product_id` ON `order_lines` (`product_id`);
-- create "payments" table
CREATE TABLE `payments` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `method` text NOT NULL, `gateway` text NOT NULL, `status` text NOT NULL, `amount` integer NOT NULL, `key` text NOT NULL, `provider_ref` text NULL, `redirect_url` text NOT NULL DEFAULT (''), `failure` text NOT NULL DEFAULT (''), `expires_at` datetime NULL, `created_at` datetime NOT NULL, `settled_at` datetime NULL, `purchase_id` integer NOT NULL, CONSTRAINT `payments_purchases_purchase` FOREIGN KEY (`purchase_id`) REFERENCES `purchases` (`id`) ON DELETE RESTRICT, CONSTRAINT `payment_amount` CHECK (amount > 0));
-- create index "payment_key" to table: "payments"
CREATE UNIQUE INDEX `payment_key` ON `payments` (`key`);
-- create index "payment_gateway_provider_ref" to table: "payments"
CREATE UNIQUE INDEX `payment_gateway_provider_ref` ON `payments` (`gateway`, `provider_ref`);
-- create index "payment_purchase_id" to table: "payments"
CREATE INDEX `payment_purchase_id` ON `payments` (`purchase_id`);
-- create index "payment_status_expires_at" to table: "payments"
CREATE INDEX `payment_status_expires_at` ON `payments` (`status`, `expires_at`);
-- create "payment_allocations" table
CREATE TABLE `payment_allocations` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `amount` integer NOT NULL, `payment_id` integer NOT NULL, `order_id` integer NOT NULL, CONSTRAINT `payment_allocations_payments_payment` FOREIGN KEY (`payment_id`) REFERENCES `payments` (`id`) ON DELETE RESTRICT, CONSTRAINT `payment_allocations_orders_order` FOREIGN KEY (`order_id`) REFERENCES `orders` (`id`) ON DELETE RESTRICT, CONSTRAINT `payment_allocation_amount` CHECK (amount > 0));
-- create index "paymentallocation_payment_id_order_id" to table: "payment_allocations"
CREATE UNIQUE INDEX `paymentallocation_payment_id_order_id` ON `payment_allocations` (`payment_id`, `order_id`);
-- create index "paymentallocation_order_id" to table: "payment_allocations"
CREATE INDEX `paymentallocation_order_id` ON `payment_allocations` (`order_id`);
-- create "photos" table
CREATE TABLE `photos` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `key` text NOT NULL, `state` text NOT NULL, `position` integer NOT NULL DEFAULT (0), `width` integer NOT NULL, `height` integer NOT NULL, `mat` integer NOT NULL, `contain` bool NOT NULL, `alt` text NOT NULL DEFAULT (''), `advice` text NOT NULL DEFAULT (''), `created_at` datetime NOT NULL, `shop_id` integer NOT NULL, `product_id` integer NULL, CONSTRAINT `photos_shops_shop` FOREIGN KEY (`shop_id`) REFERENCES `shops` (`id`) ON DELETE RESTRICT, CONSTRAINT `photos_products_product` FOREIGN KEY (`product_id`) REFERENCES `products` (`id`) ON DELETE RESTRICT);
-- create index "photo_key" to table: "photos"
CREATE UNIQUE INDEX `photo_key` ON `photos` (`key`);
-- create index "photo_product_id_state_position" to table: "photos"
CREATE INDEX `photo_product_id_state_position` ON `photos` (`product_id`, `state`, `position`);
-- create index "photo_shop_id_state" to table: "photos"
CREATE INDEX `photo_shop_id_state` ON `photos` (`shop_id`, `state`);
-- create "products" table
CREATE TABLE `products` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `code` text NOT NULL, `slug` text NOT NULL, `status` text NOT NULL, `name` text NOT NULL DEFAULT (''), `name_en` text NOT NULL DEFAULT (''), `description` text NOT NULL DEFAULT (''), `description_en` text NOT NULL DEFAULT (''), `unit` text NOT NULL DEFAULT (''), `weight_g` integer NOT NULL DEFAULT (0), `stock_mode` text NOT NULL, `making_days` integer NOT NULL DEFAULT (0), `daily_capacity` integer NOT NULL DEFAULT (0), `service` bool NOT NULL DEFAULT (false), `option1_name` text NOT NULL DEFAULT (''), `option2_name` text NOT NULL DEFAULT (''), `halal_state` text NOT NULL, `halal_number` text NOT NULL DEFAULT (''), `pirt_number` text NOT NULL DEFAULT (''), `shelf_life_days` integer NOT NULL DEFAULT (0), `storage` text NOT NULL DEFAULT (''), `ingredients` text NOT NULL DEFAULT (''), `material` text NOT NULL DEFAULT (''), `size_text` text NOT NULL DEFAULT (''), `credential_checked_at` datetime NULL, `credential_checked_by` integer NULL, `takedown_at` datetime NULL, `takedown_by` integer NULL, `takedown_reason` text NOT NULL DEFAULT (''), `cover_key` text NOT NULL DEFAULT (''), `cover_mat` integer NOT NULL DEFAULT (0), `cover_contain` bool NOT NULL DEFAULT (false), `price_from` integer NOT NULL, `sold` integer NOT NULL DEFAULT (0), `published_at` datetime NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `shop_id` integer NOT NULL, `category_id` integer NOT NULL, CONSTRAINT `products_shops_shop` FOREIGN KEY (`shop_id`) REFERENCES `shops` (`id`) ON DELETE RESTRICT, CONSTRAINT `products_categories_category` FOREIGN KEY (`category_id`) REFERENCES `categories` (`id`) ON DELETE RESTRICT, CONSTRAINT `product_price_from` CHECK (price_from >= 0), CONSTRAINT `product_weight` CHECK (weight_g >= 0));
-- create index "product_code" to table: "products"
CREATE UNIQUE INDEX `product_code` ON `products` (`code`);
-- create index "product_shop_id_status_id" to table: "products"
CREATE INDEX `product_shop_id_status_id` ON `products` (`shop_id`, `status`, `id`);
-- create index "product_category_id_status_id" to table: "products"
CREATE INDEX `product_category_id_status_id` ON `products` (`category_id`, `status`, `id`);
-- create index "product_status_published_at_id" to table: "products"
CREATE INDEX `product_status_published_at_id` ON `products` (`status`, `published_at`, `id`);
-- create "product_changes" table
CREATE TABLE `product_changes` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `status` text NOT NULL, `first` bool NOT NULL, `content` text NOT NULL, `reason` text NOT NULL DEFAULT (''), `proposed_by` integer NOT NULL, `proposed_at` datetime NOT NULL, `decided_by` integer NULL, `decided_at` datetime NULL, `product_id` integer NOT NULL, `shop_id` integer NOT NULL, CONSTRAINT `product_changes_products_product` FOREIGN KEY (`product_id`) REFERENCES `products` (`id`) ON DELETE RESTRICT, CONSTRAINT `product_changes_shops_shop` FOREIGN KEY (`shop_id`) REFERENCES `shops` (`id`) ON DELETE RESTRICT);
-- create index "productchange_product_id" to table: "product_changes"
CREATE UNIQUE INDEX `productchange_product_id` ON `product_changes` (`product_id`) WHERE status = 'proposed';
-- create index "productchange_product_id_id" to table: "product_changes"
CREATE INDEX `productchange_product_id_id` ON `product_changes` (`product_id`, `id`);
-- create index "productchange_status_proposed_at" to table: "product_changes"
CREATE INDEX `productchange_status_proposed_at` ON `product_changes` (`status`, `proposed_at`);
-- create "purchases" table
CREATE TABLE `purchases` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `code` text NOT NULL, `device_key` text NOT NULL, `phone_hash` text NOT NULL, `lang` text NOT NULL, `total` integer NOT NULL, `idempotency_key` text NOT NULL, `request_hash` text NOT NULL, `created_at` datetime NOT NULL, `expires_at` datetime NOT NULL, `account_id` integer NULL, CONSTRAINT `purchases_accounts_account` FOREIGN KEY (`account_id`) REFERENCES `accounts` (`id`) ON DELETE RESTRICT, CONSTRAINT `purchase_total` CHECK (total >= 0));
-- create index "purchase_code" to table: "purchases"
CREATE UNIQUE INDEX `purchase_code` ON `purchases` (`code`);
-- create index "purchase_idempotency_key" to table: "purchases"
CREATE UNIQUE INDEX `purchase_idempotency_key` ON `purchases` (`idempotency_key`);
-- create index "purchase_account_id_id" to table: "purchases"
CREATE INDEX `purchase_account_id_id` ON `purchases` (`account_id`, `id`);
-- create index "purchase_device_key_id" to table: "purchases"
CREATE INDEX `purchase_device_key_id` ON `purchases` (`device_key`, `id`);
-- create index "purchase_phone_hash_id" to table: "purchases"
CREATE INDEX `purchase_phone_hash_id` ON `purchases` (`phone_hash`, `id`);
-- create "purchase_contacts" table
CREATE TABLE `purchase_contacts` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `name` text NOT NULL DEFAULT (''), `phone_key` text NOT NULL DEFAULT (''), `email` text NOT NULL DEFAULT (''), `erased_at` datetime NULL, `purchase_id` integer NOT NULL, CONSTRAINT `purchase_contacts_purchases_purchase` FOREIGN KEY (`purchase_id`) REFERENCES `purchases` (`id`) ON DELETE RESTRICT);
-- create index "purchasecontact_purchase_id" to table: "purchase_contacts"
CREATE UNIQUE INDEX `purchasecontact_purchase_id` ON `purchase_contacts` (`purchase_id`);
-- create index "purchasecontact_phone_key" to table: "purchase_contacts"
CREATE INDEX `purchasecontact_phone_key` ON `purchase_contacts` (`phone_key`);
-- create "refunds" table
CREATE TABLE `refunds` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `amount` integer NOT NULL, `reason` text NOT NULL, `key` text NOT NULL, `provider_ref` text NULL, `status` text NOT NULL, `failure` text NOT NULL DEFAULT (''), `created_at` datetime NOT NULL, `settled_at` datetime NULL, `payment_id` integer NOT NULL, `order_id` integer NOT NULL, CONSTRAINT `refunds_payments_payment` FOREIGN KEY (`payment_id`) REFERENCES `payments` (`id`) ON DELETE RESTRICT, CONSTRAINT `refunds_orders_order` FOREIGN KEY (`order_id`) REFERENCES `orders` (`id`) ON DELETE RESTRICT, CONSTRAINT `refund_amount` CHECK (amount > 0));
-- create index "refund_key" to table: "refunds"
CREATE UNIQUE INDEX `refund_key` ON `refunds` (`key`);
-- create index "refund_provider_ref" to table: "refunds"
CREATE UNIQUE INDEX `refund_provider_ref` ON `refunds` (`provider_ref`);
-- create index "refund_order_id" to table: "refunds"
CREATE INDEX `refund_order_id` ON `refunds` (`order_id`);
-- create index "refund_payment_id" to table: "refunds"
CREATE INDEX `refund_payment_id` ON `refunds` (`payment_id`);
-- create index "refund_status_id" to table: "refunds"
CREATE INDEX `refund_status_id` ON `refunds` (`status`, `id`);
-- create "shops" table
CREATE TABLE `shops` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `slug` text NOT NULL, `name` text NOT NULL DEFAULT (''), `status` text NOT NULL, `status_reason` text NOT NULL DEFAULT (''), `village_code` text NOT NULL, `kecamatan_code` text NOT NULL, `street` text NOT NULL DEFAULT (''), `owner_name` text NOT NULL DEFAULT (''), `phone_key` text NOT NULL DEFAULT (''), `story_id` text NOT NULL DEFAULT (''), `story_en` text NOT NULL DEFAULT (''), `hours` text NOT NULL DEFAULT (''), `photo_key` text NOT NULL DEFAULT (''), `photo_mat` integer NOT NULL DEFAULT (0), `offers_pickup` bool NOT NULL DEFAULT (true), `offers_expedition` bool NOT NULL DEFAULT (true), `accepts_cash` bool NOT NULL DEFAULT (true), `holiday_from` text NOT NULL DEFAULT (''), `holiday_until` text NOT NULL DEFAULT (''), `submitted_at` datetime NULL, `verified_at` datetime NULL, `verified_by` integer NULL, `suspended_at` datetime NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL);
-- create index "shop_slug" to table: "shops"
CREATE UNIQUE INDEX `shop_slug` ON `shops` (`slug`);
-- create index "shop_status_kecamatan_code_id" to table: "shops"
CREATE INDEX `shop_status_kecamatan_code_id` ON `shops` (`status`, `kecamatan_code`, `id`);
-- create index "shop_status_submitted_at" to table: "shops"
CREATE INDEX `shop_status_submitted_at` ON `shops` (`status`, `submitted_at`);
-- create "shop_members" table
CREATE TABLE `shop_members` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `role` text NOT NULL, `created_at` datetime NOT NULL, `shop_id` integer NOT NULL, `account_id` integer NOT NULL, CONSTRAINT `shop_members_shops_shop` FOREIGN KEY (`shop_id`) REFERENCES `shops` (`id`) ON DELETE RESTRICT, CONSTRAINT `shop_members_accounts_account` FOREIGN KEY (`account_id`) REFERENCES `accounts` (`id`) ON DELETE RESTRICT);
-- create index "shopmember_shop_id_account_id" to table: "shop_members"
CREATE UNIQUE INDEX `shopmember_shop_id_account_id` ON `shop_members` (`shop_id`, `account_id`);
-- create index "shopmember_account_id" to table: "shop_members"
CREATE INDEX `shopmember_account_id` ON `shop_members` (`account_id`);
-- create "stock_holds" table
CREATE TABLE `stock_holds` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `product_id` integer NOT NULL, `mode` text NOT NULL, `day` text NOT NULL, `quantity` integer NOT NULL, `status` text NOT NULL, `expires_at` datetime NOT NULL, `created_at` datetime NOT NULL, `resolved_at` datetime NULL, `order_id` integer NOT NULL, `variant_id` integer NOT NULL, CONSTRAINT `stock_holds_orders_order` FOREIGN KEY (`order_id`) REFERENCES `orders` (`id`) ON DELETE RESTRICT, CONSTRAINT `stock_holds_variants_variant` FOREIGN KEY (`variant_id`) REFERENCES `variants` (`id`) ON DELETE RESTRICT);
-- create index "stockhold_order_id_variant_id" to table: "stock_holds"
CREATE INDEX `stockhold_order_id_variant_id` ON `stock_holds` (`order_id`, `variant_id`);
-- create index "stockhold_status_expires_at" to table: "stock_holds"
CREATE INDEX `stockhold_status_expires_at` ON `stock_holds` (`status`, `expires_at`);
-- create index "stockhold_variant_id_status" to table: "stock_holds"
CREATE INDEX `stockhold_variant_id_status` ON `stock_holds` (`variant_id`, `status`);
-- create "stock_movements" table
CREATE TABLE `stock_movements` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `kind` text NOT NULL, `quantity` integer NOT NULL, `order_id` integer NULL, `account_id` integer NULL, `at` datetime NOT NULL, `variant_id` integer NOT NULL, CONSTRAINT `stock_movements_variants_variant` FOREIGN KEY (`variant_id`) REFERENCES `variants` (`id`) ON DELETE RESTRICT);
-- create index "stockmovement_variant_id_id" to table: "stock_movements"
CREATE INDEX `stockmovement_variant_id_id` ON `stock_movements` (`variant_id`, `id`);
-- create index "stockmovement_order_id_variant_id_kind" to table: "stock_movements"
CREATE UNIQUE INDEX `stockmovement_order_id_variant_id_kind` ON `stock_movements` (`order_id`, `variant_id`, `kind`) WHERE order_id IS NOT NULL;
-- create "variants" table
CREATE TABLE `variants` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `option1` text NOT NULL DEFAULT (''), `option2` text NOT NULL DEFAULT (''), `price` integer NOT NULL, `on_hand` integer NOT NULL DEFAULT (0), `reserved` integer NOT NULL DEFAULT (0), `position` integer NOT NULL DEFAULT (0), `archived_at` datetime NULL, `product_id` integer NOT NULL, CONSTRAINT `variants_products_product` FOREIGN KEY (`product_id`) REFERENCES `products` (`id`) ON DELETE RESTRICT, CONSTRAINT `variant_price` CHECK (price > 0), CONSTRAINT `variant_stock` CHECK (reserved >= 0 AND reserved <= on_hand));
-- create index "variant_product_id_option1_option2" to table: "variants"
CREATE UNIQUE INDEX `variant_product_id_option1_option2` ON `variants` (`product_id`, `option1`, `option2`);
-- create "variant_prices" table
CREATE TABLE `variant_prices` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `price` integer NOT NULL, `since` datetime NOT NULL, `set_by` integer NULL, `variant_id` integer NOT NULL, CONSTRAINT `variant_prices_variants_variant` FOREIGN KEY (`variant_id`) REFERENCES `variants` (`id`) ON DELETE RESTRICT, CONSTRAINT `variant_price_positive` CHECK (price > 0));
-- create index "variantprice_variant_id_id" to table: "variant_prices"
CREATE INDEX `variantprice_variant_id_id` ON `variant_prices` (`variant_id`, `id`);

-- +goose Down
-- reverse: create index "variantprice_variant_id_id" to table: "variant_prices"
DROP INDEX `variantprice_variant_id_id`;
-- reverse: create "variant_prices" table
DROP TABLE `variant_prices`;
-- reverse: create index "variant_product_id_option1_option2" to table: "variants"
DROP INDEX `variant_product_id_option1_option2`;
-- reverse: create "variants" table
DROP TABLE `variants`;
-- reverse: create index "stockmovement_order_id_variant_id_kind" to table: "stock_movements"
DROP INDEX `stockmovement_order_id_variant_id_kind`;
-- reverse: create index "stockmovement_variant_id_id" to table: "stock_movements"
DROP INDEX `stockmovement_variant_id_id`;
-- reverse: create "stock_movements" table
DROP TABLE `stock_movements`;
-- reverse: create index "stockhold_variant_id_status" to table: "stock_holds"
DROP INDEX `stockhold_variant_id_status`;
-- reverse: create index "stockhold_status_expires_at" to table: "stock_holds"
DROP INDEX `stockhold_status_expires_at`;
-- reverse: create index "stockhold_order_id_variant_id" to table: "stock_holds"
DROP INDEX `stockhold_order_id_variant_id`;
-- reverse: create "stock_holds" table
DROP TABLE `stock_holds`;
-- reverse: create index "shopmember_account_id" to table: "shop_members"
DROP INDEX `shopmember_account_id`;
-- reverse: create index "shopmember_shop_id_account_id" to table: "shop_members"
DROP INDEX `shopmember_shop_id_account_id`;
-- reverse: create "shop_members" table
DROP TABLE `shop_members`;
-- reverse: create index "shop_status_submitted_at" to table: "shops"
DROP INDEX `shop_status_submitted_at`;
-- reverse: create index "shop_status_kecamatan_code_id" to table: "shops"
DROP INDEX `shop_status_kecamatan_code_id`;
-- reverse: create index "shop_slug" to table: "shops"
DROP INDEX `shop_slug`;
-- reverse: create "shops" table
DROP TABLE `shops`;
-- reverse: create index "refund_status_id" to table: "refunds"
DROP INDEX `refund_status_id`;
-- reverse: create index "refund_payment_id" to table: "refunds"
DROP INDEX `refund_payment_id`;
-- reverse: create index "refund_order_id" to table: "refunds"
DROP INDEX `refund_order_id`;
-- reverse: create index "refund_provider_ref" to table: "refunds"
DROP INDEX `refund_provider_ref`;
-- reverse: create index "refund_key" to table: "refunds"
DROP INDEX `refund_key`;
-- reverse: create "refunds" table
DROP TABLE `refunds`;
-- reverse: create index "purchasecontact_phone_key" to table: "purchase_contacts"
DROP INDEX `purchasecontact_phone_key`;
-- reverse: create index "purchasecontact_purchase_id" to table: "purchase_contacts"
DROP INDEX `purchasecontact_purchase_id`;
-- reverse: create "purchase_contacts" table
DROP TABLE `purchase_contacts`;
-- reverse: create index "purchase_phone_hash_id" to table: "purchases"
DROP INDEX `purchase_phone_hash_id`;
-- reverse: create index "purchase_device_key_id" to table: "purchases"
DROP INDEX `purchase_device_key_id`;
-- reverse: create index "purchase_account_id_id" to table: "purchases"
DROP INDEX `purchase_account_id_id`;
-- reverse: create index "purchase_idempotency_key" to table: "purchases"
DROP INDEX `purchase_idempotency_key`;
-- reverse: create index "purchase_code" to table: "purchases"
DROP INDEX `purchase_code`;
-- reverse: create "purchases" table
DROP TABLE `purchases`;
-- reverse: create index "productchange_status_proposed_at" to table: "product_changes"
DROP INDEX `productchange_status_proposed_at`;
-- reverse: create index "productchange_product_id_id" to table: "product_changes"
DROP INDEX `productchange_product_id_id`;
-- reverse: create index "productchange_product_id" to table: "product_changes"
DROP INDEX `productchange_product_id`;
-- reverse: create "product_changes" table
DROP TABLE `product_changes`;
-- reverse: create index "product_status_published_at_id" to table: "products"
DROP INDEX `product_status_published_at_id`;
-- reverse: create index "product_category_id_status_id" to table: "products"
DROP INDEX `product_category_id_status_id`;
-- reverse: create index "product_shop_id_status_id" to table: "products"
DROP INDEX `product_shop_id_status_id`;
-- reverse: create index "product_code" to table: "products"
DROP INDEX `product_code`;
-- reverse: create "products" table
DROP TABLE `products`;
-- reverse: create index "photo_shop_id_state" to table: "photos"
DROP INDEX `photo_shop_id_state`;
-- reverse: create index "photo_product_id_state_position" to table: "photos"
DROP INDEX `photo_product_id_state_position`;
-- reverse: create index "photo_key" to table: "photos"
DROP INDEX `photo_key`;
-- reverse: create "photos" table
DROP TABLE `photos`;
-- reverse: create index "paymentallocation_order_id" to table: "payment_allocations"
DROP INDEX `paymentallocation_order_id`;
-- reverse: create index "paymentallocation_payment_id_order_id" to table: "payment_allocations"
DROP INDEX `paymentallocation_payment_id_order_id`;
-- reverse: create "payment_allocations" table
DROP TABLE `payment_allocations`;
-- reverse: create index "payment_status_expires_at" to table: "payments"
DROP INDEX `payment_status_expires_at`;
-- reverse: create index "payment_purchase_id" to table: "payments"
DROP INDEX `payment_purchase_id`;
-- reverse: create index "payment_gateway_provider_ref" to table: "payments"
DROP INDEX `payment_gateway_provider_ref`;
-- reverse: create index "payment_key" to table: "payments"
DROP INDEX `payment_key`;
-- reverse: create "payments" table
DROP TABLE `payments`;
-- reverse: create index "orderline_product_id" to table: "order_lines"
DROP INDEX `orderline_product_id`;
-- reverse: create index "orderline_order_id" to table: "order_lines"
DROP INDEX `orderline_order_id`;
-- reverse: create "order_lines" table
DROP TABLE `order_lines`;
-- reverse: create index "orderhistory_order_id_id" to table: "order_histories"
DROP INDEX `orderhistory_order_id_id`;
-- reverse: create "order_histories" table
DROP TABLE `order_histories`;
-- reverse: create index "order_status_deadline_at" to table: "orders"
DROP INDEX `order_status_deadline_at`;
-- reverse: create index "order_shop_id_status_id" to table: "orders"
DROP INDEX `order_shop_id_status_id`;
-- reverse: create index "order_purchase_id" to table: "orders"
DROP INDEX `order_purchase_id`;
-- reverse: create index "order_number" to table: "orders"
DROP INDEX `order_number`;
-- reverse: create "orders" table
DROP TABLE `orders`;
-- reverse: create index "ledgertransaction_reference" to table: "ledger_transactions"
DROP INDEX `ledgertransaction_reference`;
-- reverse: create "ledger_transactions" table
DROP TABLE `ledger_transactions`;
-- reverse: create index "ledgerentry_order_id" to table: "ledger_entries"
DROP INDEX `ledgerentry_order_id`;
-- reverse: create index "ledgerentry_shop_id_id" to table: "ledger_entries"
DROP INDEX `ledgerentry_shop_id_id`;
-- reverse: create index "ledgerentry_account_id" to table: "ledger_entries"
DROP INDEX `ledgerentry_account_id`;
-- reverse: create index "ledgerentry_transaction_id" to table: "ledger_entries"
DROP INDEX `ledgerentry_transaction_id`;
-- reverse: create "ledger_entries" table
DROP TABLE `ledger_entries`;
-- reverse: create index "invite_shop_id" to table: "invites"
DROP INDEX `invite_shop_id`;
-- reverse: create index "invite_token_hash" to table: "invites"
DROP INDEX `invite_token_hash`;
-- reverse: create "invites" table
DROP TABLE `invites`;
-- reverse: create index "deliveryrate_province_code" to table: "delivery_rates"
DROP INDEX `deliveryrate_province_code`;
-- reverse: create "delivery_rates" table
DROP TABLE `delivery_rates`;
-- reverse: create index "deliveryaddress_delivery_id" to table: "delivery_addresses"
DROP INDEX `deliveryaddress_delivery_id`;
-- reverse: create "delivery_addresses" table
DROP TABLE `delivery_addresses`;
-- reverse: create index "delivery_order_id" to table: "deliveries"
DROP INDEX `delivery_order_id`;
-- reverse: create "deliveries" table
DROP TABLE `deliveries`;
-- reverse: create index "consent_purchase_id" to table: "consents"
DROP INDEX `consent_purchase_id`;
-- reverse: create index "consent_account_id" to table: "consents"
DROP INDEX `consent_account_id`;
-- reverse: create "consents" table
DROP TABLE `consents`;
-- reverse: create index "collectionitem_product_id" to table: "collection_items"
DROP INDEX `collectionitem_product_id`;
-- reverse: create index "collectionitem_collection_id_product_id" to table: "collection_items"
DROP INDEX `collectionitem_collection_id_product_id`;
-- reverse: create "collection_items" table
DROP TABLE `collection_items`;
-- reverse: create index "collection_starts_at_ends_at" to table: "collections"
DROP INDEX `collection_starts_at_ends_at`;
-- reverse: create index "collection_slug" to table: "collections"
DROP INDEX `collection_slug`;
-- reverse: create "collections" table
DROP TABLE `collections`;
-- reverse: create index "category_parent_id_position" to table: "categories"
DROP INDEX `category_parent_id_position`;
-- reverse: create index "category_slug" to table: "categories"
DROP INDEX `category_slug`;
-- reverse: create "categories" table
DROP TABLE `categories`;
-- reverse: create index "cartline_cart_id_variant_id" to table: "cart_lines"
DROP INDEX `cartline_cart_id_variant_id`;
-- reverse: create "cart_lines" table
DROP TABLE `cart_lines`;
-- reverse: create index "cart_updated_at" to table: "carts"
DROP INDEX `cart_updated_at`;
-- reverse: create index "cart_token_hash" to table: "carts"
DROP INDEX `cart_token_hash`;
-- reverse: create "carts" table
DROP TABLE `carts`;
-- reverse: create index "account_staff" to table: "accounts"
DROP INDEX `account_staff`;
-- reverse: create index "account_email_key" to table: "accounts"
DROP INDEX `account_email_key`;
-- reverse: create index "account_phone_key" to table: "accounts"
DROP INDEX `account_phone_key`;
-- reverse: create "accounts" table
DROP TABLE `accounts`;
