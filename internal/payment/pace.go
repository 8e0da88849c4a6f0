package payment

import (
	"sync"
	"time"
)

// turn is one payment or refund that is asked about again and again.
type turn struct {
	what string
	id   int64
}

// pace says who is asked about in a round: the longer the silence, the less often, each a little
// out of step with the others. It lives in one process; a restart only asks once more.
type pace struct {
	mu   sync.Mutex
	last map[turn]time.Time
}

func newPace() *pace { return &pace{last: map[turn]time.Time{}} }

const (
	pauseLeast = 50 * time.Second // the rounds are a minute apart, or a little less
	pauseYoung = 5 * time.Minute  // at most, in the first day
	pauseMost  = time.Hour
	forgetIn   = 3 * pauseMost
)

// pause is how long to wait after asking about something that is of an age: a fifth of it, within
// bounds, and up to a quarter more.
func (t turn) pause(age time.Duration) time.Duration {
	d := pauseMost
	if age < 24*time.Hour {
		d = min(max(age/5, pauseLeast), pauseYoung)
	}
	const steps = 64
	if d == pauseLeast {
		return d
	}
	return d + d/4*time.Duration(uint64(t.id)*0x9e3779b97f4a7c15>>58)/steps
}

// due tells whether it is t's turn, and notes that it was taken. The end of its time always is one.
func (p *pace) due(t turn, since time.Time, end *time.Time, now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	last, asked := p.last[t]
	ended := asked && end != nil && last.Before(*end) && !now.Before(*end)
	if asked && !ended && now.Sub(last) < t.pause(now.Sub(since)) {
		return false
	}
	p.last[t] = now
	return true
}

// forget drops who was not asked about for long.
func (p *pace) forget(now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for t, last := range p.last {
		if now.Sub(last) > forgetIn {
			delete(p.last, t)
		}
	}
}
