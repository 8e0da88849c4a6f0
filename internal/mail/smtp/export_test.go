package smtp

import (
	"context"
	"crypto/x509"
	"net"
	"time"
)

// Through makes a sender that takes the server's name for real but reaches it by dial,
// trusts roots and waits no longer than within (0 for as long as ever).
func Through(s *Sender, dial func(ctx context.Context, network, address string) (net.Conn, error), roots *x509.CertPool, within time.Duration) {
	s.dial, s.roots = dial, roots
	if within > 0 {
		s.within = within
	}
}

// MessageID shows what a key becomes.
func MessageID(s *Sender, key string) string { return s.messageID(key) }
