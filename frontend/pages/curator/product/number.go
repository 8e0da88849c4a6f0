package product

import (
	"strconv"
	"strings"
)

// Where officers look numbers up.
const (
	halalRegister = "https://bpjph.halal.go.id"
	pirtRegister  = "https://sppirt.pom.go.id"
)

// halalHint says what the form of a certificate number tells. It is a hint: only the register knows.
func (p Page) halalHint() string {
	digits := strings.TrimPrefix(p.Numbers.Halal, "ID")
	if digits == p.Numbers.Halal || len(digits) < 14 || len(digits) > 18 || !numeric(digits) {
		return p.T("curator.halal_odd")
	}
	return p.T("curator.halal_fits", strconv.Itoa(len(digits)))
}

// pirtHints read the parts of a P-IRT number: packaging, kind of food, regency, year of expiry.
func (p Page) pirtHints() []string {
	digits := strings.ReplaceAll(p.Numbers.PIRT, "-", "")
	if len(digits) < 15 || len(digits) > 17 || !numeric(digits) {
		return []string{p.T("curator.pirt_odd")}
	}
	part := func(key, code string) string {
		if p.Has(key + code) {
			return p.T(key + code)
		}
		return p.T("curator.pirt_unknown", code)
	}
	return []string{
		p.T("curator.pirt_packaging", part("curator.pirt_packaging_", digits[:1])),
		p.T("curator.pirt_kind", part("curator.pirt_kind_", digits[1:3])),
		p.T("curator.pirt_region", part("curator.pirt_region_", digits[3:7])),
		p.T("curator.pirt_until", "20"+digits[13:15]),
	}
}

func numeric(s string) bool { return strings.Trim(s, "0123456789") == "" }
