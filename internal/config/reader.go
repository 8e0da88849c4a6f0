package config

import (
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"os"
	"strconv"
	"strings"

	"beli/internal/database"
	"beli/internal/phone"
)

// maxSecretFile bounds what is read for one secret; a longer file is a mistake in its path.
const maxSecretFile = 64 << 10

// reader holds the raw value of every option and gathers what is wrong with them.
type reader struct {
	options  []option
	values   map[string]string
	source   map[string]string // name of the variable the value came from; "" for a default
	problems []error
}

func newReader(getenv func(string) string) *reader {
	r := &reader{options: options(), values: map[string]string{}, source: map[string]string{}}
	for _, o := range r.options {
		value, from := strings.TrimSpace(getenv(o.name)), o.name
		if o.secret {
			value, from = r.fromFile(o.name, value, strings.TrimSpace(getenv(o.name+"_FILE")))
		}
		if value == "" {
			value, from = o.def, ""
		}
		r.values[o.name], r.source[o.name] = value, from
	}
	return r
}

// fromFile reads the secret's file when one is named.
func (r *reader) fromFile(name, value, path string) (string, string) {
	if path == "" {
		return value, name
	}
	file := name + "_FILE"
	if value != "" {
		r.problem(name, "is set twice, here and by "+file)
		return value, name
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		r.problem(file, fmt.Sprintf("cannot be read: %v", err))
		return "", file
	case !info.Mode().IsRegular() || info.Size() > maxSecretFile:
		r.problem(file, "is not a small file: "+path)
		return "", file
	}
	content, err := os.ReadFile(path)
	if err != nil {
		r.problem(file, fmt.Sprintf("cannot be read: %v", err))
		return "", file
	}
	text := strings.TrimSpace(string(content))
	if text == "" {
		r.problem(file, "is empty: "+path)
	}
	return text, file
}

func (r *reader) problem(name, reason string) {
	r.problems = append(r.problems, Problem{Name: name, Reason: reason})
}

// derive sets a value that follows from others.
func (r *reader) derive(name, value string) { r.values[name] = value }

func (r *reader) isSet(name string) bool     { return r.source[name] != "" }
func (r *reader) text(name string) string    { return r.values[name] }
func (r *reader) secret(name string) Secret  { return NewSecret(r.values[name]) }
func (r *reader) missing(name, other string) { r.problem(name, "is missing, because "+other+" is set") }

func (r *reader) oneOf(name string, allowed ...string) string {
	for _, a := range allowed {
		if r.values[name] == a {
			return a
		}
	}
	r.problem(name, fmt.Sprintf("is %q, expected %s", r.values[name], strings.Join(allowed, " or ")))
	return allowed[0]
}

func (r *reader) truth(name string) bool {
	switch strings.ToLower(r.values[name]) {
	case "true", "1", "yes", "on":
		return true
	case "false", "0", "no", "off":
		return false
	}
	r.problem(name, fmt.Sprintf("is %q, expected true or false", r.values[name]))
	return false
}

func (r *reader) number(name string, least, most int) int {
	n, err := strconv.Atoi(r.values[name])
	if err != nil || n < least || n > most {
		r.problem(name, fmt.Sprintf("is %q, expected a whole number from %d to %d", r.values[name], least, most))
		return least
	}
	return n
}

func (r *reader) address(name string) string {
	value := r.values[name]
	if value == "" {
		return ""
	}
	_, port, err := net.SplitHostPort(value)
	if n, e := strconv.Atoi(port); err != nil || e != nil || n < 0 || n > 65_535 {
		r.problem(name, fmt.Sprintf("is %q, expected host:port like 127.0.0.1:8080", value))
	}
	return value
}

func portOf(addr string) string {
	if _, port, err := net.SplitHostPort(addr); err == nil {
		return port
	}
	return "8080"
}

// prefixes refuses networks that hold everybody: they would let each visitor
// choose the address that limits and logs see.
func (r *reader) prefixes(name string) []netip.Prefix {
	var list []netip.Prefix
	for item := range strings.SplitSeq(r.values[name], ",") {
		item = strings.TrimSpace(item)
		if item == "" {
			continue
		}
		p, err := netip.ParsePrefix(item)
		if err != nil {
			var a netip.Addr
			if a, err = netip.ParseAddr(item); err == nil {
				p = netip.PrefixFrom(a.WithZone(""), a.BitLen())
			}
		}
		switch {
		case err != nil:
			r.problem(name, fmt.Sprintf("holds %q, which is no address or network like 172.16.0.0/12", item))
		case p.Bits() == 0:
			r.problem(name, fmt.Sprintf("holds %q, which is everybody", item))
		default:
			list = append(list, p.Masked())
		}
	}
	return list
}

// serviceURL takes no password: each service has a variable of its own for that, which is kept from print.
func (r *reader) serviceURL(name string) string {
	value := r.values[name]
	if value == "" {
		return ""
	}
	u, err := url.Parse(value)
	switch {
	case err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Hostname() == "":
		r.problem(name, "is not an address like https://host:port")
	case u.User != nil:
		r.problem(name, "must not hold a user or password")
	}
	return strings.TrimSuffix(value, "/")
}

const spilt = "holds a character that must be written as %XX, like %23 for # and %2F for / in a password"

// smtp never repeats the value in its problem: it may hold a password.
func (r *reader) smtp(name string) Secret {
	value := r.values[name]
	if value == "" {
		return Secret{}
	}
	u, err := url.Parse(value)
	if err != nil || (u.Scheme != "smtp" && u.Scheme != "smtps") || u.Hostname() == "" {
		r.problem(name, "is not an address like smtp://user:password@host:587")
	} else if spills(u) {
		r.problem(name, spilt)
	}
	return NewSecret(value)
}

// database never repeats the value either.
func (r *reader) database(dataDir string) Database {
	const name = "BELI_DATABASE_URL"
	value := r.values[name]
	if value == "" {
		return Database{Dialect: database.SQLite, Path: Config{DataDir: dataDir}.SQLitePath()}
	}
	u, err := url.Parse(value)
	switch {
	case err != nil || (u.Scheme != "postgres" && u.Scheme != "postgresql"):
		r.problem(name, "is not an address like postgres://user:password@host:5432/name")
	case spills(u):
		r.problem(name, spilt)
	case u.Hostname() == "" && u.Query().Get("host") == "":
		r.problem(name, "names no host")
	case strings.Trim(u.Path, "/") == "" && u.Query().Get("dbname") == "":
		r.problem(name, "names no database: postgres://host/name")
	}
	return Database{Dialect: database.Postgres, URL: NewSecret(value)}
}

// mobile reads a number that WhatsApp can reach.
func (r *reader) mobile(name string) phone.Number {
	if r.values[name] == "" {
		return ""
	}
	number, err := phone.Parse(r.values[name])
	if err != nil {
		r.problem(name, fmt.Sprintf("is %q, expected a mobile number like 0812-3456-7890", r.values[name]))
	}
	return number
}
