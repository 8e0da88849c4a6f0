package mail_test

import (
	netmail "net/mail"
	"strings"
	"testing"

	"beli/internal/fault"
	"beli/internal/mail"
)

func TestParseAddress(t *testing.T) {
	for text, want := range map[string]string{
		"siti@contoh.id":              "siti@contoh.id",
		" Siti.Aminah+beli@Contoh.ID": "Siti.Aminah+beli@contoh.id",
		"a@b.co":                      "a@b.co",
		"x_y-z@sub.contoh-dua.co.id":  "x_y-z@sub.contoh-dua.co.id",
	} {
		if got, err := mail.ParseAddress(text); err != nil || got != want {
			t.Errorf("ParseAddress(%q) = %q, %v; want %q", text, got, err, want)
		}
	}
	for _, text := range []string{
		"", "siti", "@contoh.id", "siti@", "siti@contoh", "siti@@contoh.id", "siti@contoh..id", "siti@-contoh.id", "siti@contoh-.id",
		".siti@contoh.id", "siti.@contoh.id", "si..ti@contoh.id", "si ti@contoh.id", `"siti"@contoh.id`, "siti@[127.0.0.1]",
		"siti@contoh.id(x)", "Siti <siti@contoh.id>", "<siti@contoh.id>", "a@contoh.id,b@contoh.id", "a@contoh.id;b@contoh.id",
		"siti@contoh.id\nBcc: x@contoh.id", "siti\x00@contoh.id", "siti@cоntoh.id", "sitì@contoh.id",
		strings.Repeat("a", 65) + "@contoh.id", "a@" + strings.Repeat("a", 64) + ".id", "a@" + strings.Repeat("abc.", 70) + "id",
	} {
		if got, err := mail.ParseAddress(text); fault.KindOf(err) != fault.Invalid {
			t.Errorf("ParseAddress(%q) = %q, %v; want fault.Invalid", text, got, err)
		}
	}
}

func TestValidate_reports_every_problem_at_once(t *testing.T) {
	err := mail.Message{To: "x", Subject: "a\nb", Text: "", HTML: "\x00", Key: "ä"}.Validate()
	var got []string
	for _, f := range fault.FieldsOf(err) {
		got = append(got, f.Name+" "+f.Code)
	}
	if strings.Join(got, ", ") != "to mail_address, subject mail_subject, text mail_text, html mail_text, key mail_key" {
		t.Errorf("problems = %v", got)
	}
}

func TestValidate_refuses_a_subject_that_turns_itself_around(t *testing.T) {
	m := mail.Message{To: "siti@contoh.id", Subject: "Bayar \u202eexe.", Text: "isi", Key: "k"}
	if m.Validate() == nil {
		t.Error("a right-to-left override is accepted")
	}
	m.Subject = strings.Repeat("é", 200)
	if err := m.Validate(); err != nil {
		t.Errorf("200 letters: %v", err)
	}
	m.Subject += "é"
	if m.Validate() == nil {
		t.Error("201 letters are accepted")
	}
}

func FuzzParseAddress(f *testing.F) {
	for _, seed := range []string{"siti@contoh.id", `"a b"@c.id`, "a@b.c\r\nBcc: d@e.f", "Ä <a@b.c>"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		address, err := mail.ParseAddress(text)
		if err != nil {
			return
		}
		if strings.ContainsAny(address, " \t\r\n<>,;:\"()[]\\\x00") || strings.Count(address, "@") != 1 {
			t.Fatalf("ParseAddress(%q) = %q", text, address)
		}
		if again, err := mail.ParseAddress(address); err != nil || again != address {
			t.Fatalf("%q is read again as %q, %v", address, again, err)
		}
		if parsed, err := netmail.ParseAddress(address); err != nil || parsed.Address != address {
			t.Fatalf("the standard library reads %q otherwise: %v", address, err)
		}
	})
}
