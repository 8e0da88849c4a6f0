package app

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"beli/internal/clock"
)

// meter shows how far a long command is: on a terminal in one line that is written over, elsewhere
// now and then in a line of its own.
type meter struct {
	out      io.Writer
	terminal bool

	mu   sync.Mutex
	last time.Time
	open bool // a line stands that is not ended
}

func newMeter(out io.Writer) *meter {
	m := &meter{out: out, last: clock.Started()} // what is done at once needs no word
	if f, ok := out.(*os.File); ok {
		if info, err := f.Stat(); err == nil {
			m.terminal = info.Mode()&os.ModeCharDevice != 0
		}
	}
	return m
}

// show prints where the work stands, unless it did so a moment ago.
func (m *meter) show(format string, args ...any) {
	every := 10 * time.Second
	if m.terminal {
		every = 100 * time.Millisecond
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if clock.Since(m.last) < every {
		return
	}
	m.last = clock.Started()
	line := fmt.Sprintf(format, args...)
	if !m.terminal {
		fmt.Fprintln(m.out, line)
		return
	}
	fmt.Fprintf(m.out, "\r%-70s", line)
	m.open = true
}

// end leaves the line, so that what follows stands in its own.
func (m *meter) end() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.open {
		fmt.Fprintln(m.out)
		m.open = false
	}
}
