package mailtest_test

import (
	"testing"

	"beli/internal/mail"
	"beli/internal/mail/mailtest"
)

func TestMemory(t *testing.T) {
	mailtest.Exercise(t, func(*testing.T) mailtest.Fixture {
		s := &mailtest.Memory{}
		return mailtest.Fixture{
			Sender: s, HTML: true, GoAway: s.GoAway, ComeBack: s.ComeBack,
			Delivered: func(*testing.T) []mail.Message { return s.Sent() },
		}
	})
}

func TestMemory_tells_letters_apart_by_recipient(t *testing.T) {
	s := &mailtest.Memory{}
	for _, to := range []string{"a@contoh.id", "b@contoh.id", "a@contoh.id"} {
		if err := s.Send(t.Context(), mail.Message{To: to, Subject: "Halo", Text: "isi", Key: "k"}); err != nil {
			t.Fatal(err)
		}
	}
	if a, b, c := len(s.SentTo("a@contoh.id")), len(s.SentTo("b@contoh.id")), len(s.SentTo("c@contoh.id")); a != 2 || b != 1 || c != 0 {
		t.Errorf("a got %d, b %d, c %d", a, b, c)
	}
}
