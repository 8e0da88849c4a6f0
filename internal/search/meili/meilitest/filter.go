package meilitest

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// A filter is a list of lines that all must hold, a list among them of which one must. A line is of conditions
// joined by AND, each maybe after NOT: field = "value", field >= number, field IN ["a", "b"].
type condition struct {
	not    bool
	field  string
	sign   string
	values []string
}

// filters reads what a search sends.
func filters(raw any) ([][]condition, *failure) {
	var out [][]condition
	switch raw := raw.(type) {
	case nil:
	case string:
		line, f := parse(raw)
		if f != nil {
			return nil, f
		}
		for _, c := range line {
			out = append(out, []condition{c})
		}
	case []any:
		for _, one := range raw {
			alternatives, isList := one.([]any)
			if !isList {
				inner, f := filters(one)
				if f != nil {
					return nil, f
				}
				out = append(out, inner...)
				continue
			}
			var any []condition
			for _, a := range alternatives {
				line, f := parse(text(a))
				if f != nil || len(line) != 1 {
					return nil, badFilter("one condition in each alternative")
				}
				any = append(any, line[0])
			}
			out = append(out, any)
		}
	default:
		return nil, badFilter(fmt.Sprintf("a filter of type %T", raw))
	}
	return out, nil
}

func badFilter(what string) *failure {
	return &failure{http.StatusBadRequest, "invalid_search_filter", what}
}

// parse reads one line of a filter.
func parse(line string) ([]condition, *failure) {
	var out []condition
	tokens, ok := tokensOf(line)
	for at := 0; ok && at < len(tokens); at++ {
		if len(out) > 0 {
			if tokens[at] != "AND" {
				return nil, badFilter("Found unexpected characters at the end of the filter: " + line)
			}
			at++
		}
		var c condition
		if at < len(tokens) && tokens[at] == "NOT" {
			c.not = true
			at++
		}
		if at+2 >= len(tokens) {
			return nil, badFilter("Was expecting a value but instead got nothing.")
		}
		c.field, c.sign = tokens[at], tokens[at+1]
		at += 2
		switch c.sign {
		case "=", "!=", "<", "<=", ">", ">=":
			c.values = []string{unquoted(tokens[at])}
		case "IN":
			if tokens[at] != "[" {
				return nil, badFilter("Expected `[` after `IN` keyword.")
			}
			for at++; at < len(tokens) && tokens[at] != "]"; at++ {
				if tokens[at] != "," {
					c.values = append(c.values, unquoted(tokens[at]))
				}
			}
			if at == len(tokens) {
				return nil, badFilter("Expected matching `]` after the list of field names given to `IN[`")
			}
		default:
			return nil, badFilter("Was expecting an operation `=`, `!=`, `>=`, `>`, `<=`, `<`, `IN`, `NOT IN` at `" + c.field + "`.")
		}
		out = append(out, c)
	}
	if !ok || len(out) == 0 {
		return nil, badFilter("Expression is missing a closing delimiter, or empty: " + line)
	}
	return out, nil
}

// tokensOf parts a line; a value in quotes is one token that keeps its first quote.
func tokensOf(line string) ([]string, bool) {
	var out []string
	for line = strings.TrimLeft(line, " \t\n"); line != ""; line = strings.TrimLeft(line, " \t\n") {
		n := strings.IndexAny(line, " \t\n[],\"=<>!")
		switch {
		case line[0] == '"':
			end := 1
			for end < len(line) && line[end] != '"' {
				if line[end] == '\\' {
					end++
				}
				end++
			}
			if end >= len(line) {
				return nil, false
			}
			out = append(out, line[:end])
			line = line[end+1:]
			continue
		case n < 0:
			n = len(line)
		case n == 0 && strings.IndexByte("=<>!", line[0]) >= 0:
			if n = 1; len(line) > 1 && line[1] == '=' {
				n = 2
			}
		case n == 0:
			n = 1
		}
		out = append(out, line[:n])
		line = line[n:]
	}
	return out, true
}

func unquoted(token string) string {
	if v, quoted := strings.CutPrefix(token, `"`); quoted {
		return strings.ReplaceAll(v, `\"`, `"`)
	}
	return token
}

// Understand says how a line of a filter is read, condition by condition.
func Understand(line string) ([]string, error) {
	read, f := parse(line)
	if f != nil {
		return nil, errors.New(f.message)
	}
	var out []string
	for _, c := range read {
		out = append(out, fmt.Sprintf("not %v: %s %s %q", c.not, c.field, c.sign, c.values))
	}
	return out, nil
}

func (c condition) holds(d *doc) bool {
	has := values(d.fields[c.field])
	found := false
	switch c.sign {
	case "=", "!=", "IN":
		for _, v := range c.values {
			found = found || slices.ContainsFunc(has, func(h string) bool { return strings.EqualFold(h, v) })
		}
		if c.sign == "!=" {
			found = !found
		}
	default:
		bound, err := strconv.ParseFloat(c.values[0], 64)
		n, isNumber := d.fields[c.field].(float64)
		found = err == nil && isNumber && map[string]bool{"<": n < bound, "<=": n <= bound, ">": n > bound, ">=": n >= bound}[c.sign]
	}
	return found != c.not
}

// allowed refuses fields that may not be filtered by.
func (i *index) allowed(filter [][]condition) *failure {
	may := i.list("filterableAttributes")
	for _, any := range filter {
		for _, c := range any {
			if !slices.Contains(may, c.field) {
				return badFilter(fmt.Sprintf("Index `%s`: Attribute `%s` is not filterable.", i.name, c.field))
			}
		}
	}
	return nil
}

func passes(d *doc, filter [][]condition) bool {
	for _, any := range filter {
		if !slices.ContainsFunc(any, func(c condition) bool { return c.holds(d) }) {
			return false
		}
	}
	return true
}
