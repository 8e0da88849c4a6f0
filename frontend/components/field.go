package components

import (
	"strconv"

	"github.com/a-h/templ"
)

// Field is one question of a form. Only Name and Label must be given.
type Field struct {
	Name     string
	Label    string
	Hint     string
	Value    string // what was typed, kept after a refusal
	Error    string // the sentence beside the field, "" when it is right
	Optional bool   // the label then says so; fields are required by default
	// Bare fields are neither asked for nor marked as optional: filters, rows of a table.
	Bare bool
	// Question makes the label the page's <h1>, on pages that ask one thing.
	Question bool

	Autocomplete string
	InputMode    string // "numeric", "tel", "email"
	Type         string // of the input; "text" when ""
	MaxLength    int    // shown by the counter of a textarea; 0 without a limit
	Min, Max     int    // of a number; Max 0 without a limit
	Rows         int    // of a textarea; 4 when 0
	Prefix       string // before the input: "Rp"
	Suffix       string // after it: "gram"
	Key          string // makes the id unique when two forms of a page have a field of this name
}

// Option is one answer of a select, radio group or check group.
type Option struct {
	Value    string
	Label    string
	Hint     string // a second, smaller line
	Note     string // at the right edge: a price, a count
	Icon     string // a name known to Icon, for picture radios
	Photo    Photo  // instead of the icon
	Chosen   bool
	Disabled bool
	// Data are attributes without the data- that JavaScript reads, such as "price-of".
	Data map[string]string

	alone bool // no group around it says what is wrong
}

// FieldError is a line of the error summary; the link leads to the field of that name.
type FieldError struct {
	Name  string
	Label string // of the field, "" when it is not known; the summary then says the sentence alone
	Text  string
}

// Form is where a form goes and what it carries.
type Form struct {
	Action string
	CSRF   string // "" on pages that visitors share; the hidden input is then left out
	Hidden []Hidden
	ID     string // "" when nothing outside refers to it
	Files  bool   // multipart
}

// Button is a button, or a link that looks like one when URL is set.
type Button struct {
	Label string
	Kind  Kind
	URL   string
	Icon  string
	Name  string
	Value string
	Form  string // id of a form elsewhere on the page
	Busy  string // label while the form is being sent; "" for the general word
	Wide  bool
}

// Kind is what a button does to the page's order of importance.
type Kind string

// The kinds of button. One Primary per screen; Danger is filled on its own confirmation page only.
const (
	Primary   Kind = "primary"
	Secondary Kind = "secondary"
	Accent    Kind = "accent"
	WhatsApp  Kind = "chat" // WhatsApp only
	Danger    Kind = "danger"
	Plain     Kind = "plain"
)

// ID is the id of the field's first control, the target of the error summary.
func (f Field) ID() string { return fieldID(f.Name) + f.Key }

func fieldID(name string) string { return "f-" + name }

func (f Field) describedBy() string {
	d := ""
	if f.Hint != "" {
		d = f.ID() + "-hint"
	}
	if f.Error != "" {
		if d != "" {
			d += " "
		}
		d += f.ID() + "-error"
	}
	return d
}

// attrs are the attributes that every single control shares.
func (f Field) attrs() templ.Attributes {
	a := templ.Attributes{"id": f.ID(), "name": f.Name}
	if d := f.describedBy(); d != "" {
		a["aria-describedby"] = d
	}
	if f.Error != "" {
		a["aria-invalid"] = "true"
	}
	if !f.Optional && !f.Bare {
		a["aria-required"] = "true"
	}
	if f.Autocomplete != "" {
		a["autocomplete"] = f.Autocomplete
	}
	if f.InputMode != "" {
		a["inputmode"] = f.InputMode
	}
	return a
}

func (f Field) inputAttrs() templ.Attributes {
	a := f.attrs()
	a["value"] = f.Value
	a["type"] = f.Type
	if f.Type == "" {
		a["type"] = "text"
	}
	return a
}

// numberAttrs leave the type at text: a number input loses what it cannot read, and scrolls.
func (f Field) numberAttrs() templ.Attributes {
	f.InputMode = "numeric"
	a := f.inputAttrs()
	if f.Autocomplete == "" {
		a["autocomplete"] = "off"
	}
	if f.Max > 0 {
		a["data-max"] = strconv.Itoa(f.Max)
	}
	a["data-min"] = strconv.Itoa(f.Min)
	return a
}

func (f Field) areaAttrs() templ.Attributes {
	a := f.attrs()
	a["rows"] = strconv.Itoa(max(f.Rows, 4))
	if f.MaxLength > 0 {
		a["data-count"] = strconv.Itoa(f.MaxLength)
	}
	return a
}

// optionAttrs make the first control of a group the target of the error summary.
func (f Field) optionAttrs(kind string, i int, o Option) templ.Attributes {
	a := templ.Attributes{"type": kind, "name": f.Name, "value": o.Value, "id": f.ID()}
	if i > 0 {
		a["id"] = f.ID() + "-" + strconv.Itoa(i)
	}
	if o.Chosen {
		a["checked"] = true
	}
	if o.Disabled {
		a["disabled"] = true
	}
	if f.Error != "" {
		a["aria-invalid"] = "true"
	}
	if d := f.describedBy(); o.alone && d != "" {
		a["aria-describedby"] = d
	}
	for k, v := range o.Data {
		a["data-"+k] = v
	}
	return a
}

func (f Field) groupAttrs() templ.Attributes {
	a := templ.Attributes{}
	if d := f.describedBy(); d != "" {
		a["aria-describedby"] = d
	}
	return a
}

func (b Button) class() string {
	k := b.Kind
	if k == "" {
		k = Secondary
	}
	c := "button " + string(k)
	if b.Wide {
		c += " wide"
	}
	return c
}

func (b Button) attrs() templ.Attributes {
	a := templ.Attributes{"type": "submit"}
	if b.Name != "" {
		a["name"], a["value"] = b.Name, b.Value
	}
	if b.Form != "" {
		a["form"] = b.Form
	}
	if b.Busy != "" {
		a["data-busy"] = b.Busy
	}
	return a
}

// linkAttrs open a chat in its own tab, so that the page stays.
func linkAttrs(b Button) templ.Attributes {
	if b.Kind == WhatsApp {
		return templ.Attributes{"rel": "nofollow noopener", "target": "_blank"}
	}
	return nil
}

func asPhone(f Field) Field {
	f.Type, f.InputMode = "tel", "tel"
	if f.Autocomplete == "" {
		f.Autocomplete = "tel-national"
	}
	return f
}

func asEmail(f Field) Field {
	f.Type, f.InputMode = "email", "email"
	if f.Autocomplete == "" {
		f.Autocomplete = "email"
	}
	return f
}

func asPassword(f Field) Field {
	f.Type, f.Value = "password", ""
	if f.Autocomplete == "" {
		f.Autocomplete = "current-password"
	}
	return f
}

func asCode(f Field) Field {
	f.InputMode, f.Autocomplete = "numeric", "one-time-code"
	return f
}

func asDate(f Field) Field {
	f.Type = "date"
	return f
}

func asYes(f Field, o Option) Option {
	if o.Label == "" {
		o.Label = f.Label
	}
	if o.Value == "" {
		o.Value = "ya"
	}
	o.alone = true
	return o
}
