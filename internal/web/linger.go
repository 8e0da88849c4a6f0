package web

import (
	"io"
	"net"
	"sync/atomic"
	"time"

	"beli/internal/clock"
)

// A visitor whose request is refused before all of it was read, a photo that is too large for one,
// must still be able to read why: closing a connection with unread bytes makes the network throw the
// answer away, and browsers say "connection reset".
const (
	lingerTime  = 2 * time.Second
	lingerBytes = 32 << 20
)

// lingering is a listener whose connections end in two steps: nothing more is said, what still
// comes is read and dropped for a moment, then it is closed. Once the listener itself is closed
// nobody is waited for.
type lingering struct {
	net.Listener
	closed *atomic.Bool
}

func newLingering(l net.Listener) lingering { return lingering{l, new(atomic.Bool)} }

// Accept implements net.Listener.
func (l lingering) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if tcp, ok := c.(*net.TCPConn); ok {
		return lingerer{tcp, l.closed}, err
	}
	return c, err
}

// Close implements net.Listener.
func (l lingering) Close() error {
	l.closed.Store(true)
	return l.Listener.Close()
}

type lingerer struct {
	*net.TCPConn
	hurry *atomic.Bool
}

// Close implements net.Conn. A visitor who has sent everything and gone costs nothing: the reading
// ends at once.
func (c lingerer) Close() error {
	if !c.hurry.Load() && c.CloseWrite() == nil && c.SetReadDeadline(clock.Started().Add(lingerTime)) == nil {
		_, _ = io.CopyN(io.Discard, c.TCPConn, lingerBytes) // what comes is of no interest, nor how it ends
	}
	return c.TCPConn.Close()
}
