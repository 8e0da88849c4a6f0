package mailtest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"beli/internal/fault"
	"beli/internal/mail"
)

// Fixture is a sender together with what a test sees at the other end.
type Fixture struct {
	Sender mail.Sender
	// Delivered lists what has arrived, oldest first.
	Delivered func(t *testing.T) []mail.Message
	// HTML tells that the layout arrives too.
	HTML bool
	// GoAway and ComeBack close and open the way out; nil for a sender that has none to lose.
	GoAway, ComeBack func()
}

func letter() mail.Message {
	return mail.Message{
		To: "siti@contoh.id", Subject: "Pesanan BPB-7K2M dikirim — terima kasih",
		Text: "Halo Bu Siti,\n\npesanan Anda sudah dikirim.\n", Key: "order/7K2M/shipped",
	}
}

// Exercise runs the contract of mail.Sender; open gives each part a fresh one.
func Exercise(t *testing.T, open func(t *testing.T) Fixture) {
	t.Run("a_letter_arrives_as_written", func(t *testing.T) { exerciseArrival(t, open) })
	t.Run("a_bad_letter_is_refused_and_not_sent", func(t *testing.T) { exerciseRefusal(t, open(t)) })
	t.Run("an_ended_context_sends_nothing", func(t *testing.T) {
		f := open(t)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := f.Sender.Send(ctx, letter()); !errors.Is(err, context.Canceled) {
			t.Errorf("Send = %v, want context.Canceled in its chain", err)
		}
		expect(t, f)
	})
	t.Run("many_at_once_each_arrive_once", func(t *testing.T) { exerciseCrowd(t, open(t)) })
	t.Run("unavailable_while_the_way_out_is_closed", func(t *testing.T) {
		f := open(t)
		if f.GoAway == nil {
			t.Skip("this sender has no way out to lose")
		}
		f.GoAway()
		if err := f.Sender.Send(t.Context(), letter()); fault.KindOf(err) != fault.Unavailable {
			t.Errorf("Send = %v, want fault.Unavailable", err)
		}
		f.ComeBack()
		if err := f.Sender.Send(t.Context(), letter()); err != nil {
			t.Errorf("Send after coming back = %v", err)
		}
		expect(t, f, letter())
	})
}

func exerciseArrival(t *testing.T, open func(t *testing.T) Fixture) {
	for name, change := range map[string]func(*mail.Message){
		"plain":       func(*mail.Message) {},
		"with_layout": func(m *mail.Message) { m.HTML = "<p>Halo Bu Siti</p>" },
		"other_scripts": func(m *mail.Message) {
			m.Subject, m.Text = "ꦥꦱꦂ 市場 🥭", "ꦩꦠꦸꦂꦤꦸꦮꦸꦤ꧀ “kutip” — 市場 🥭\n"
		},
		"dots_and_From":   func(m *mail.Message) { m.Text = ".\n..\nFrom here on\n.\nend\n" },
		"a_very_long_row": func(m *mail.Message) { m.Text = strings.Repeat("panjang ", 2000) + "\nend\n" },
		"header_in_text":  func(m *mail.Message) { m.Text = "Bcc: lain@contoh.id\n\nend\n" },
		"odd_address":     func(m *mail.Message) { m.To = "o'neil+beli=x@sub.contoh.id" },
	} {
		t.Run(name, func(t *testing.T) {
			f, m := open(t), letter()
			change(&m)
			if err := f.Sender.Send(t.Context(), m); err != nil {
				t.Fatal(err)
			}
			if !f.HTML {
				m.HTML = ""
			}
			expect(t, f, m)
		})
	}
}

func exerciseRefusal(t *testing.T, f Fixture) {
	for name, change := range map[string]func(*mail.Message){
		"no address":           func(m *mail.Message) { m.To = "" },
		"two addresses":        func(m *mail.Message) { m.To = "siti@contoh.id, lain@contoh.id" },
		"a header in address":  func(m *mail.Message) { m.To = "siti@contoh.id\r\nBcc: lain@contoh.id" },
		"a command in address": func(m *mail.Message) { m.To = "siti@contoh.id>\nRCPT TO:<lain@contoh.id" },
		"a name in address":    func(m *mail.Message) { m.To = "Siti <siti@contoh.id>" },
		"a quoted local part":  func(m *mail.Message) { m.To = `"siti@contoh.id> lain"@contoh.id` },
		"a header in subject":  func(m *mail.Message) { m.Subject = "Halo\r\nBcc: lain@contoh.id" },
		"a line in subject":    func(m *mail.Message) { m.Subject = "Halo\n\nisi palsu" },
		"no subject":           func(m *mail.Message) { m.Subject = " " },
		"no text":              func(m *mail.Message) { m.Text = "\n" },
		"a bare return":        func(m *mail.Message) { m.Text = "a\r.\r\nMAIL FROM:<x@contoh.id>" },
		"a header in key":      func(m *mail.Message) { m.Key = "a\nBcc: lain@contoh.id" },
		"no key":               func(m *mail.Message) { m.Key = "" },
	} {
		m := letter()
		change(&m)
		if err := f.Sender.Send(t.Context(), m); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%s: Send = %v, want fault.Invalid", name, err)
		}
	}
	expect(t, f)
}

func exerciseCrowd(t *testing.T, f Fixture) {
	const crowd = 20
	var wg sync.WaitGroup
	for i := range crowd {
		wg.Go(func() {
			m := letter()
			m.Key, m.To = fmt.Sprint("letter/", i), fmt.Sprintf("orang%d@contoh.id", i)
			if err := f.Sender.Send(t.Context(), m); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	got := map[string]int{}
	for _, m := range f.Delivered(t) {
		got[m.To]++
	}
	for i := range crowd {
		if to := fmt.Sprintf("orang%d@contoh.id", i); got[to] != 1 {
			t.Errorf("%s got %d letters", to, got[to])
		}
	}
}

func expect(t *testing.T, f Fixture, want ...mail.Message) {
	t.Helper()
	got := f.Delivered(t)
	if len(got) != len(want) {
		t.Fatalf("%d letters arrived, want %d", len(got), len(want))
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("arrived:\n%+v\nwritten:\n%+v", got[i], want[i])
		}
	}
}
