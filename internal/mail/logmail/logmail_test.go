package logmail_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"beli/internal/mail"
	"beli/internal/mail/logmail"
	"beli/internal/mail/mailtest"
)

// buffer is written by several senders and read by the test.
type buffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *buffer) records(t *testing.T) []mail.Message {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	var list []mail.Message
	for line := range strings.Lines(b.text.String()) {
		var record struct{ Msg, To, Subject, Text, Key string }
		if err := json.Unmarshal([]byte(line), &record); err != nil {
			t.Fatal(err)
		}
		if record.Msg != "mail" {
			t.Errorf("an unexpected record: %s", line)
			continue
		}
		list = append(list, mail.Message{To: record.To, Subject: record.Subject, Text: record.Text, Key: record.Key})
	}
	return list
}

func TestSender(t *testing.T) {
	mailtest.Exercise(t, func(t *testing.T) mailtest.Fixture {
		out := &buffer{}
		return mailtest.Fixture{
			Sender:    logmail.New(slog.New(slog.NewJSONHandler(out, nil))),
			Delivered: out.records,
		}
	})
}
