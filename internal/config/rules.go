package config

import (
	"strings"
	"time"
)

// longestCardSession is how long Stripe keeps a Checkout Session open, less a minute for clocks that differ.
const longestCardSession = 1439 * time.Minute

// leastSecret is the length of BELI_SECRET in bytes.
const leastSecret = 32

func (r *reader) checkSecret(s Secret) {
	if s.Set() && len(s.Reveal()) < leastSecret {
		r.problem("BELI_SECRET", "is shorter than 32 bytes")
	}
}

// checkWhole names what a half-configured service lacks.
func (r *reader) checkWhole(c Config) {
	for _, names := range [][]string{
		{"BELI_MEILI_URL", "BELI_MEILI_KEY"},
		{"BELI_S3_ENDPOINT", "BELI_S3_BUCKET", "BELI_S3_ACCESS_KEY", "BELI_S3_SECRET_KEY"},
		{"BELI_STRIPE_KEY", "BELI_STRIPE_WEBHOOK_SECRET"},
		{"BELI_SMTP_URL", "BELI_MAIL_FROM"},
	} {
		first := ""
		for _, name := range names {
			if r.isSet(name) {
				first = name
				break
			}
		}
		if first == "" {
			continue
		}
		for _, name := range names {
			if !r.isSet(name) {
				r.missing(name, first)
			}
		}
	}
	if minutes := c.Timing.UnpaidHold; r.isSet("BELI_STRIPE_KEY") && minutes > longestCardSession {
		r.problem("BELI_UNPAID_MINUTES", "is more than 1439, and a card payment at Stripe lasts a day at most")
	}
	for name, because := range map[string]string{"BELI_STRIPE_URL": "BELI_STRIPE_KEY", "BELI_S3_REGION": "BELI_S3_ENDPOINT"} {
		if r.isSet(name) && !r.isSet(because) {
			r.missing(because, name)
		}
	}
	if r.isSet("BELI_STRIPE_KEY") && !r.isSet("BELI_OPERATOR") {
		r.missing("BELI_OPERATOR", "BELI_STRIPE_KEY")
	}
}

// checkProduction refuses what is only good for trying the program out.
func (r *reader) checkProduction(c Config) {
	if !c.Secret.Set() {
		r.problem("BELI_SECRET", "is missing: production takes no secret from the data folder")
	} else if len(c.Secret.Reveal()) >= leastSecret && looksInvented(c.Secret.Reveal()) {
		r.problem("BELI_SECRET", "is no random value")
	}
	if !r.isSet("BELI_PUBLIC_URL") {
		r.problem("BELI_PUBLIC_URL", "is missing: production needs the https address that visitors use")
	} else if c.Server.PublicURL != "" && !c.Server.Secure {
		r.problem("BELI_PUBLIC_URL", "is plain http: production needs https")
	}
	if !r.isSet("BELI_TRUSTED_PROXIES") {
		r.problem("BELI_TRUSTED_PROXIES", "is missing: production runs behind a proxy that is named here")
	}
	if c.Payment.Sandbox {
		r.problem("BELI_PAYMENT_SANDBOX", "is on: production refuses sandbox payments")
	}
	if key := c.Payment.StripeKey.Reveal(); strings.Contains(key, "_test_") {
		r.problem("BELI_STRIPE_KEY", "is a test key: production refuses sandbox payments")
	}
	if r.isSet("BELI_STRIPE_URL") {
		r.problem("BELI_STRIPE_URL", "is set: production talks to Stripe itself")
	}
	if c.Demo {
		r.problem("BELI_DEMO", "is on: production refuses demo data")
	}
	for _, o := range r.options {
		value := r.values[o.name]
		if !o.secret && o.name != "BELI_S3_ACCESS_KEY" {
			continue
		}
		if isWellKnown(value) || isWellKnown(passwordIn(value)) {
			r.problem(o.name, "is a well-known default")
		}
	}
}

// looksInvented tells a keyboard's "aaaa…" or "change-me" from random bytes.
func looksInvented(s string) bool {
	seen := map[rune]bool{}
	for _, c := range s {
		seen[c] = true
	}
	low := strings.ToLower(s)
	return len(seen) < 8 || strings.Contains(low, "change") || strings.Contains(low, "example") || strings.Contains(low, "secret")
}

// isWellKnown knows the passwords that services are delivered and documented with.
func isWellKnown(s string) bool {
	switch strings.ToLower(s) {
	case "minioadmin", "postgres", "password", "changeme", "change-me", "masterkey", "secret", "admin", "beli", "test":
		return true
	}
	return false
}
