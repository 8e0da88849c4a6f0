package app

import (
	"bytes"
	"strings"
	"testing"
)

func TestMeter_does_not_flood_a_log(t *testing.T) {
	var log bytes.Buffer
	m := newMeter(&log)
	for i := range 100_000 {
		m.show("%d pictures", i)
	}
	m.end()
	if n := strings.Count(log.String(), "\n"); n > 20 || strings.Contains(log.String(), "\r") {
		t.Errorf("%d lines: %.200q", n, log.String())
	}
}
