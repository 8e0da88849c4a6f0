package database

import "time"

// Micros is an instant as the machinery's tables keep it: microseconds since 1970, UTC.
func Micros(t time.Time) int64 { return t.UnixMicro() }

// Instant is the inverse of Micros.
func Instant(us int64) time.Time { return time.UnixMicro(us).UTC() }
