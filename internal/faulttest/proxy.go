// Package faulttest stands between the program and an outside party and has it go away, come
// late, be slow or talk nonsense.
package faulttest

import (
	"io"
	"net"
	"net/url"
	"sync"
	"testing"
	"time"
)

// Proxy passes bytes on as they are until it is told otherwise. Every change of mind cuts the
// connections that are open. The zero value is not usable; see Open.
type Proxy struct {
	t       testing.TB
	network string
	target  string

	mu     sync.Mutex
	l      net.Listener
	addr   string
	delay  time.Duration
	answer string
	open   map[net.Conn]struct{}
}

// Open stands before a target: a network and an address as net.Dial takes them.
func Open(t testing.TB, network, target string) *Proxy {
	t.Helper()
	p := &Proxy{t: t, network: network, target: target, addr: "127.0.0.1:0", open: map[net.Conn]struct{}{}}
	p.Start()
	t.Cleanup(p.Stop)
	return p
}

// Before stands before a server of HTTP and gives the address to use instead of its own.
func Before(t testing.TB, address string) (*Proxy, string) {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	p := Open(t, "tcp", u.Host)
	u.Host = p.Addr()
	return p, u.String()
}

// Addr is host:port, the same for the proxy's whole life.
func (p *Proxy) Addr() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.addr
}

// Stop refuses connections, as a server that is not running.
func (p *Proxy) Stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.l != nil {
		p.l.Close()
		p.l = nil
	}
	p.cut()
}

// Start takes connections again.
func (p *Proxy) Start() {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.l != nil {
		return
	}
	l, err := net.Listen("tcp", p.addr)
	if err != nil {
		p.t.Fatalf("the proxy cannot come back: %v", err)
	}
	p.l, p.addr = l, l.Addr().String()
	go p.serve(l)
}

// Slow lets every answer wait before it goes on.
func (p *Proxy) Slow(d time.Duration) { p.become(d, "") }

// Answer says one thing to whatever is asked, instead of the target, and hangs up.
func (p *Proxy) Answer(bytes string) { p.become(0, bytes) }

// Broken is what an HTTP server says that has a fault of its own.
const Broken = "HTTP/1.1 500 Internal Server Error\r\nContent-Type: text/plain\r\nContent-Length: 6\r\nConnection: close\r\n\r\nbroken"

// Mend passes everything on again, and starts where it was stopped.
func (p *Proxy) Mend() {
	p.t.Helper()
	p.become(0, "")
	p.Start()
}

func (p *Proxy) become(delay time.Duration, answer string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.delay, p.answer = delay, answer
	p.cut()
}

// cut ends every connection; the caller holds the lock.
func (p *Proxy) cut() {
	for c := range p.open {
		c.Close()
	}
	p.open = map[net.Conn]struct{}{}
}

func (p *Proxy) serve(l net.Listener) {
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		go p.talk(c)
	}
}

// keep notes a connection so that it can be cut, and tells how to behave on it.
func (p *Proxy) keep(list ...net.Conn) (delay time.Duration, answer string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range list {
		p.open[c] = struct{}{}
	}
	return p.delay, p.answer
}

func (p *Proxy) drop(list ...net.Conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range list {
		delete(p.open, c)
		c.Close()
	}
}

func (p *Proxy) talk(c net.Conn) {
	delay, answer := p.keep(c)
	defer p.drop(c)
	if answer != "" {
		if _, err := c.Read(make([]byte, 64<<10)); err == nil {
			_, _ = io.WriteString(c, answer)
		}
		return
	}
	to, err := net.Dial(p.network, p.target)
	if err != nil {
		return
	}
	p.keep(to)
	defer p.drop(to)
	go func() {
		_, _ = io.Copy(to, c)
		p.drop(to)
	}()
	pass(c, to, delay)
}

// pass hands answers on, each after a while.
func pass(to io.Writer, from io.Reader, delay time.Duration) {
	buf := make([]byte, 64<<10)
	for {
		n, err := from.Read(buf)
		if n > 0 {
			if delay > 0 {
				<-time.After(delay)
			}
			if _, err := to.Write(buf[:n]); err != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}
