package config

import (
	"net/url"
	"slices"
	"strings"
)

// row is one printable setting.
type row struct{ name, value, from, help string }

func (r *reader) rows() []row {
	rows := make([]row, 0, len(r.options))
	for _, o := range r.options {
		line := row{name: o.name, value: r.values[o.name], from: "default", help: o.help}
		if from := r.source[o.name]; from == o.name {
			line.from = "set"
		} else if from != "" {
			line.from = "from " + from
		}
		switch {
		case o.address:
			line.value = redact(line.value)
		case o.secret:
			line.value = NewSecret(line.value).String()
		}
		rows = append(rows, line)
	}
	return rows
}

// Setting is one option as it may be shown: secrets are hidden, of addresses only the password.
type Setting struct{ Name, Value, From, Help string }

// Settings is the whole table for a page.
func (c Config) Settings() []Setting {
	out := make([]Setting, len(c.rows))
	for i, r := range c.rows {
		out[i] = Setting{r.name, r.value, r.from, r.help}
	}
	return out
}

// Dump is the whole table for a person, one option a line: name, value, where it
// came from, help. Secrets are hidden, of addresses only the password.
func (c Config) Dump() []string {
	wide, long := 0, 0
	for _, r := range c.rows {
		wide, long = max(wide, len(r.name)), max(long, len([]rune(printable(r))))
	}
	lines := make([]string, 0, len(c.rows))
	for _, r := range c.rows {
		value := printable(r)
		lines = append(lines, r.name+strings.Repeat(" ", wide-len(r.name)+2)+
			value+strings.Repeat(" ", long-len([]rune(value))+2)+r.help)
	}
	return lines
}

func printable(r row) string {
	value := r.value
	if value == "" {
		value = "-"
	}
	return value + " (" + r.from + ")"
}

// Unknown gives the names in environ (lines NAME=value) that begin with BELI_ and that
// no option has, sorted: a typing mistake would else go unnoticed. BELI_TEST_* are the tests' own.
func Unknown(environ []string) []string {
	known := map[string]bool{}
	for _, o := range options() {
		known[o.name] = true
		known[o.name+"_FILE"] = o.secret
	}
	var names []string
	for _, line := range environ {
		name, _, _ := strings.Cut(line, "=")
		if strings.HasPrefix(name, "BELI_") && !strings.HasPrefix(name, "BELI_TEST_") && !known[name] {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// redact keeps of an address what helps a person and cannot hold a password; anything else is hidden whole.
func redact(value string) string {
	u, err := url.Parse(value)
	if value == "" || err != nil || u.Host == "" || spills(u) {
		return NewSecret(value).String()
	}
	var b strings.Builder
	b.WriteString(u.Scheme + "://")
	if u.User != nil {
		b.WriteString(url.PathEscape(u.User.Username()))
		if _, has := u.User.Password(); has {
			b.WriteString(":" + hidden)
		}
		b.WriteString("@")
	}
	b.WriteString(u.Host + u.EscapedPath())
	if u.RawQuery != "" {
		b.WriteString("?" + hidden)
	}
	return b.String()
}

// spills tells whether part of a password may stand outside its place in u,
// because a character like # or / in it was not written as %23 or %2F.
func spills(u *url.URL) bool {
	return u.Opaque != "" || u.Fragment != "" || strings.Contains(u.Host+u.Path+u.RawQuery, "@")
}

// passwordIn is the password of an address, "" when there is none.
func passwordIn(value string) string {
	u, err := url.Parse(value)
	if err != nil || u.User == nil {
		return ""
	}
	password, _ := u.User.Password()
	return password
}
