package notice

import (
	"context"
	"fmt"
	"strconv"
)

// ShopDecided is what a curator decided about a shop, by the names of its states.
type ShopDecided struct {
	ShopID   int64
	ShopName string
	From, To string
	Reason   string
	At       int64 // microseconds since 1970: tells two decisions apart
}

// ShopDecided tells a shop what was decided, with the curator's words.
func (s *Service) ShopDecided(ctx context.Context, d ShopDecided) error {
	kind, known := map[string]Kind{"verified": ShopVerified, "needs_work": ShopNeedsWork, "rejected": ShopRejected, "suspended": ShopSuspended}[d.To]
	if !known {
		return nil
	}
	if kind == ShopVerified && d.From == "suspended" {
		kind = ShopRestored
	}
	return s.decided(ctx, d.ShopID, "shop-"+strconv.FormatInt(d.ShopID, 10)+"-"+strconv.FormatInt(d.At, 10), kind, d.ShopName, d.Reason, s.Paths.Shop)
}

// ProductDecided is what a curator decided about a product; Outcome is one of catalog's.
type ProductDecided struct {
	ShopID      int64
	ProductID   int64
	ProductName string
	Outcome     string
	First       bool // it was never on sale before
	Reason      string
	At          int64 // microseconds since 1970
}

// ProductDecided tells a shop what was decided, with the curator's words.
func (s *Service) ProductDecided(ctx context.Context, d ProductDecided) error {
	kind, known := map[string]Kind{"confirmed": ProductChanged, "sent_back": ProductSentBack, "taken_down": ProductDown,
		"lifted": ProductLifted, "credential_checked": ProductChecked}[d.Outcome]
	if !known {
		return nil
	}
	if kind == ProductChanged && d.First {
		kind = ProductLive
	}
	key := "product-" + strconv.FormatInt(d.ProductID, 10) + "-" + d.Outcome + "-" + strconv.FormatInt(d.At, 10)
	return s.decided(ctx, d.ShopID, key, kind, d.ProductName, d.Reason, func(slug string) string { return s.Paths.Product(slug, d.ProductID) })
}

func (s *Service) decided(ctx context.Context, shopID int64, key string, kind Kind, name, reason string, path func(slug string) string) error {
	slug, _, err := s.Store.Owners(ctx, shopID)
	if err != nil {
		return fmt.Errorf("shop %d: %w", shopID, err)
	}
	return s.shop(ctx, shopID, key, func(lang string) Notice {
		body := s.word(lang, kind, "body", name)
		if reason != "" {
			body += "\n" + s.Words(lang, "mail.curator_says", reason)
		}
		return Notice{Kind: kind, Subject: oneLine(s.word(lang, kind, "subject", name)), Body: body, Path: s.Localize(lang, path(slug))}
	})
}
