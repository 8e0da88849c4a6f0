package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Product is the live version of a product. price_from, cover_* and sold are kept for lists.
type Product struct{ ent.Schema }

// Annotations implements ent.Interface.
func (Product) Annotations() []schema.Annotation {
	return table("products", map[string]string{
		"product_price_from": "price_from >= 0",
		"product_weight":     "weight_g >= 0",
	})
}

// Fields implements ent.Interface.
func (Product) Fields() []ent.Field {
	return []ent.Field{
		id(),
		fixedText("code", 10),
		field.String("slug").MaxLen(80),
		ref("shop_id"),
		field.Int64("category_id"),
		state("status"),
		text("name", 70),
		text("name_en", 90),
		text("description", 4000),
		text("description_en", 4000),
		text("unit", 24),
		field.Int("weight_g").Default(0),
		state("stock_mode"),
		field.Int("making_days").Default(0),
		field.Int("daily_capacity").Default(0),
		field.Bool("service").Default(false),
		text("option1_name", 24),
		text("option2_name", 24),
		state("halal_state"),
		text("halal_number", 40),
		text("pirt_number", 40),
		field.Int("shelf_life_days").Default(0),
		text("storage", 200),
		text("ingredients", 1000),
		text("material", 200),
		text("size_text", 100),
		maybeAt("credential_checked_at"),
		maybeRef("credential_checked_by"),
		maybeAt("takedown_at"),
		maybeRef("takedown_by"),
		text("takedown_reason", 500),
		text("cover_key", 36),
		field.Int("cover_mat").Default(0),
		field.Bool("cover_contain").Default(false),
		rupiah("price_from"),
		field.Int("sold").Default(0),
		maybeAt("published_at"),
		at("created_at"),
		field.Time("updated_at"),
	}
}

// Edges implements ent.Interface.
func (Product) Edges() []ent.Edge {
	return []ent.Edge{
		belongs("shop", Shop.Type, "shop_id"),
		edge.To("category", Category.Type).Unique().Required().Field("category_id").Annotations(entsql.OnDelete(entsql.Restrict)),
	}
}

// Indexes implements ent.Interface.
func (Product) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("code").Unique(),
		index.Fields("shop_id", "status", "id"),
		index.Fields("category_id", "status", "id"),
		index.Fields("status", "published_at", "id"),
	}
}
