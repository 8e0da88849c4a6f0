package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"math/big"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// class is what a column holds, the same word for both databases.
type class string

const (
	whole  class = "whole number"
	real   class = "real number"
	truth  class = "yes or no"
	words  class = "text"
	stamp  class = "instant"
	tree   class = "JSON"
	octets class = "bytes"
	serial class = "transaction" // PostgreSQL's own numbering, which means nothing elsewhere
)

// classOf knows the types that migrations use. One it does not know is an error: guessing could
// damage what is copied.
func classOf(decl string) (class, error) {
	known := map[string]class{
		"integer": whole, "int": whole, "bigint": whole, "smallint": whole,
		"real": real, "double precision": real, "double": real,
		"bool": truth, "boolean": truth,
		"text": words, "varchar": words, "character varying": words,
		"datetime": stamp, "timestamp with time zone": stamp,
		"json": tree, "jsonb": tree,
		"blob": octets, "bytea": octets,
		"xid8": serial,
	}
	name, _, _ := strings.Cut(strings.ToLower(decl), "(")
	if c, ok := known[strings.TrimSpace(name)]; ok {
		return c, nil
	}
	return "", fmt.Errorf("the type %q is not known to the transfer; say in store what it holds", decl)
}

var errKind = errors.New("holds another kind of value than its type says")

// read brings what a driver gives to the one form of its class: int64, float64, bool, string (text
// and JSON), time.Time in UTC, []byte, or nil.
func (c class) read(v any) (any, error) {
	if v == nil {
		return nil, nil
	}
	switch c {
	case whole:
		if n, ok := v.(int64); ok {
			return n, nil
		}
	case real:
		switch n := v.(type) {
		case float64:
			return n, nil
		case int64:
			return float64(n), nil
		}
	case truth:
		switch b := v.(type) {
		case bool:
			return b, nil
		case int64:
			if b == 0 || b == 1 {
				return b == 1, nil
			}
		}
	case words, tree:
		s, ok := v.(string)
		if raw, isBytes := v.([]byte); isBytes && c == tree {
			s, ok = string(raw), true
		}
		if ok && (!utf8.ValidString(s) || strings.ContainsRune(s, 0)) {
			return nil, errors.New("holds a text that is not UTF-8 without zero bytes")
		}
		if ok {
			return s, nil
		}
	case stamp:
		return readInstant(v)
	case octets:
		if b, ok := v.([]byte); ok {
			return bytes.Clone(b), nil
		}
	}
	return nil, fmt.Errorf("%w (%T for %s)", errKind, v, c)
}

// readInstant refuses what would lose digits: both databases keep microseconds.
func readInstant(v any) (any, error) {
	at, ok := v.(time.Time)
	if text, isText := v.(string); isText {
		var err error
		if at, err = time.Parse(time.RFC3339Nano, text); err != nil {
			return nil, fmt.Errorf("%w (%q is no instant)", errKind, text)
		}
		ok = true
	}
	if !ok || at.Nanosecond()%1000 != 0 {
		return nil, fmt.Errorf("%w (%v as an instant of microseconds)", errKind, v)
	}
	return at.UTC(), nil
}

// canonical is the text by which a value is compared between databases.
func (c class) canonical(v any) (string, error) {
	switch v := v.(type) {
	case int64:
		return strconv.FormatInt(v, 10), nil
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64), nil
	case bool:
		return strconv.FormatBool(v), nil
	case time.Time:
		return strconv.FormatInt(v.UnixMicro(), 10), nil
	case []byte:
		return string(v), nil
	case string:
		if c == tree {
			return canonicalJSON(v)
		}
		return v, nil
	}
	return "", fmt.Errorf("%w (%T)", errKind, v)
}

// canonicalJSON forgets what jsonb forgets: order of names, space, the way a number is written.
func canonicalJSON(s string) (string, error) {
	d := json.NewDecoder(strings.NewReader(s))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return "", fmt.Errorf("read JSON: %w", err)
	}
	out, err := json.Marshal(plainNumbers(v))
	return string(out), err
}

func plainNumbers(v any) any {
	switch v := v.(type) {
	case json.Number:
		// An exponent of many digits is left as it is written: spelling it out would fill the memory.
		if _, exponent, _ := strings.Cut(strings.ToLower(v.String()), "e"); len(exponent) > 4 {
			return v
		}
		if r, ok := new(big.Rat).SetString(v.String()); ok {
			return map[string]any{"#": r.RatString()}
		}
		return v
	case []any:
		for i := range v {
			v[i] = plainNumbers(v[i])
		}
	case map[string]any:
		for k := range v {
			v[k] = plainNumbers(v[k])
		}
	}
	return v
}

// sum is the content of a table: one hash for each row, added, so that the order in which two
// databases give their rows does not matter.
type sum struct {
	rows  int64
	lanes [4]uint64
	hash  hash.Hash
}

func newSum() *sum { return &sum{hash: sha256.New()} }

func (s *sum) add(columns []column, values []any) error {
	s.hash.Reset()
	var head [9]byte
	for i, c := range columns {
		if values[i] == nil {
			s.hash.Write([]byte{'n'})
			continue
		}
		text, err := c.class.canonical(values[i])
		if err != nil {
			return err
		}
		head[0] = 'v'
		binary.BigEndian.PutUint64(head[1:], uint64(len(text)))
		s.hash.Write(head[:])
		s.hash.Write([]byte(text))
	}
	of := s.hash.Sum(nil)
	for i := range s.lanes {
		s.lanes[i] += binary.BigEndian.Uint64(of[8*i:])
	}
	s.rows++
	return nil
}

// String is the sum in hexadecimal.
func (s *sum) String() string {
	var out [32]byte
	for i, lane := range s.lanes {
		binary.BigEndian.PutUint64(out[8*i:], lane)
	}
	return hex.EncodeToString(out[:])
}
