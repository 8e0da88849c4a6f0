package demo

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"

	"beli/internal/account"
	"beli/internal/actor"
	"beli/internal/demo/catalogue"
	"beli/internal/phone"
	"beli/internal/slug"
)

// Role is what a person of the demonstration shows.
type Role string

// The roles one can try.
const (
	Curator Role = "curator"
	Admin   Role = "admin"
	Owner   Role = "owner"
	Buyer   Role = "buyer"
)

// Login is a person of the demonstration who can sign in. The password stands nowhere
// else: whoever asked for the seed shows it.
type Login struct {
	Role     Role
	Name     string
	Contact  string // as typed at the door: an e-mail address, or 0812-0000-1037
	Password string
	Shop     string // address of the owner's shop, "" for others
}

// Accounts are all who can sign in: a curator, an admin, two owners, a buyer.
type Accounts []Login

// curatorContact names the curator who verified everything. Addresses below .test reach nobody.
const curatorContact = "kurator@contoh.test"

// ownersToTry are the shops whose owners can sign in: sweets and cloth, to buy from two.
func ownersToTry() []string { return []string{"wajik-mbah-sarmi", "batik-omah-retno"} }

// cast chooses who can sign in and gives each a password.
func cast(c catalogue.Catalogue) (Accounts, error) {
	all := Accounts{
		{Role: Curator, Name: "Kurator Contoh", Contact: curatorContact},
		{Role: Admin, Name: "Admin Contoh", Contact: "admin@contoh.test"},
	}
	for _, key := range ownersToTry() {
		s, ok := c.Shop(key)
		if !ok {
			return nil, fmt.Errorf("the catalogue has no shop %q", key)
		}
		all = append(all, Login{Role: Owner, Name: s.Owner, Contact: phone.Number("+" + s.Phone).String(), Shop: slug.Make(s.Name)})
	}
	all = append(all, Login{Role: Buyer, Name: "Pembeli Contoh", Contact: "pembeli@contoh.test"})
	for i := range all {
		all[i].Password = password()
	}
	return all, nil
}

// password makes six syllables and three digits, 48 bits that can be read out: "bakuro-tisana-427".
func password() string {
	const consonants, vowels, digits = "bcdfghjkmnprstwy", "aeiou", "0123456789"
	var b strings.Builder
	for i := range 6 {
		if i == 3 {
			b.WriteByte('-')
		}
		b.WriteByte(draw(consonants))
		b.WriteByte(draw(vowels))
	}
	b.WriteByte('-')
	for range 3 {
		b.WriteByte(draw(digits))
	}
	return b.String()
}

// draw takes one of a few letters; bytes that would favour the first ones are drawn again.
func draw(letters string) byte {
	b := make([]byte, 1)
	for {
		rand.Read(b)
		if int(b[0]) < 256/len(letters)*len(letters) {
			return letters[int(b[0])%len(letters)]
		}
	}
}

// person makes an account; without a password nobody can sign in as that person.
func (s *Seeder) person(ctx context.Context, name string, contact account.Contact, hash string, staff actor.Staff) (actor.Actor, error) {
	now := s.Clock.Now()
	a := account.Account{Name: name, PasswordHash: hash, Staff: staff, SessionVersion: 1, Lang: "id", CreatedAt: now}
	if contact.IsEmail() {
		a.EmailKey = contact.Key()
	} else {
		a.PhoneKey = contact.Key()
	}
	id, err := s.People.Create(ctx, a)
	if err != nil {
		return actor.Actor{}, fmt.Errorf("create account of %s: %w", name, err)
	}
	err = s.People.AddConsent(ctx, id, account.Consent{Purpose: "account", TextVersion: account.PrivacyVersion, Channel: "web", GivenAt: now})
	if err != nil {
		return actor.Actor{}, fmt.Errorf("consent of %s: %w", name, err)
	}
	return actor.Actor{Kind: actor.Person, AccountID: id, Staff: staff, Name: name}, nil
}
