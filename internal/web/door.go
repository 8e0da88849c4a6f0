package web

import (
	"fmt"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"beli/internal/ratelimit"
)

// How much one visitor may ask for; who asks as a browser does never comes near it. Many telephones
// share one address, so addresses are counted loosely (Config.PagesPerMinute) and devices tightly.
const (
	searchesPerMinute = 60  // of one device or person
	uploadsPerHour    = 120 // of one shop: forty products with three pictures each
)

// door counts who comes in. What it counts stays in memory and is forgotten after its window.
type door struct {
	pages int // of one address in a minute, 0 without a limit
	local *ratelimit.Local
}

// rules are what a visit to a route uses up.
func (d *door) rules(v *visit, r route) []ratelimit.Rule {
	if d.pages == 0 || r.policy == machine {
		return nil
	}
	var out []ratelimit.Rule
	if v.session == nil {
		out = append(out, ratelimit.Rule{Bucket: "page:" + v.ip(), Most: d.pages, Window: time.Minute})
	}
	if who := v.who(); r.path == "/cari" && who != "" {
		out = append(out, ratelimit.Rule{Bucket: "search:" + who, Most: searchesPerMinute, Window: time.Minute})
	}
	if shop := v.param("toko"); shop != "" && r.limit > usualLimit && r.method == fiber.MethodPost {
		out = append(out, ratelimit.Rule{Bucket: "upload:" + shop, Most: uploadsPerHour, Window: time.Hour})
	}
	return out
}

// knock refuses a visit that is too much, and says when to come back.
func (d *door) knock(v *visit, r route) error {
	for _, rule := range d.rules(v, r) {
		if ok, wait := d.local.Allow(rule); !ok {
			v.c.Set(fiber.HeaderRetryAfter, strconv.Itoa(int(wait/time.Second)+1))
			return ratelimit.ErrTooMany
		}
	}
	return nil
}

// who names the person or the device, "" for one that keeps no cookie.
func (v *visit) who() string {
	if v.session != nil {
		return fmt.Sprintf("account:%d", v.session.AccountID)
	}
	if key := deviceKey(v.cart); key != "" {
		return "device:" + key
	}
	return ""
}
