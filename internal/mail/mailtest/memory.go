// Package mailtest holds what every mail.Sender must do, and a Sender that remembers,
// for the tests of those who write letters.
package mailtest

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"beli/internal/mail"
)

// Memory remembers letters instead of sending them. The zero value is ready.
type Memory struct {
	mu   sync.Mutex
	away bool
	sent []mail.Message
}

// Send implements mail.Sender.
func (s *Memory) Send(ctx context.Context, m mail.Message) error {
	if err := m.Validate(); err != nil {
		return fmt.Errorf("remember mail: %w", err)
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("remember mail: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.away {
		return fmt.Errorf("remember mail: %w", mail.ErrUnavailable)
	}
	s.sent = append(s.sent, m)
	return nil
}

// GoAway makes Send return mail.ErrUnavailable until ComeBack.
func (s *Memory) GoAway() { s.setAway(true) }

// ComeBack ends GoAway.
func (s *Memory) ComeBack() { s.setAway(false) }

func (s *Memory) setAway(away bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.away = away
}

// Sent lists every letter so far, oldest first.
func (s *Memory) Sent() []mail.Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.sent)
}

// SentTo lists the letters to one address, oldest first.
func (s *Memory) SentTo(address string) []mail.Message {
	return slices.DeleteFunc(s.Sent(), func(m mail.Message) bool { return m.To != address })
}
