package account

import (
	"net/mail"
	"strings"

	"beli/internal/fault"
	"beli/internal/phone"
)

// Contact is a telephone number or an e-mail address in the one form that is compared.
type Contact struct{ key string }

// ParseContact reads what a person types: 0812…, +62…, or an e-mail address.
// The problem is coded contact_unreadable.
func ParseContact(s string) (Contact, error) {
	s = strings.TrimSpace(s)
	if strings.Contains(s, "@") {
		return parseEmail(s)
	}
	key, err := phone.Parse(s)
	if err != nil {
		return Contact{}, fault.Wrap(fault.Invalid, "contact_unreadable", err)
	}
	return Contact{key: string(key)}, nil
}

func parseEmail(s string) (Contact, error) {
	a, err := mail.ParseAddress(s)
	if err != nil || a.Address != s || len(s) > 254 || strings.ContainsAny(s, "\r\n\t ") {
		return Contact{}, fault.New(fault.Invalid, "contact_unreadable")
	}
	_, domain, _ := strings.Cut(s, "@")
	if !strings.Contains(domain, ".") {
		return Contact{}, fault.New(fault.Invalid, "contact_unreadable")
	}
	return Contact{key: strings.ToLower(s)}, nil
}

// Key is the form that is stored and compared, "" for the zero Contact.
func (c Contact) Key() string { return c.key }

// IsEmail tells an address from a number.
func (c Contact) IsEmail() bool { return strings.Contains(c.key, "@") }

// keys splits a contact into the account's two columns.
func (c Contact) keys() (phoneKey, emailKey string) {
	if c.IsEmail() {
		return "", c.key
	}
	return c.key, ""
}
