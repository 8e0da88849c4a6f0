// Package health is how the running system does: versions, database, search, jobs, settings.
package health

import (
	"slices"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/curator"
)

// State is how a part does.
type State string

// The states of a part.
const (
	Well   State = "well"
	Attend State = "attend" // works, wants a look
	Broken State = "broken"
)

// Part is one part of the system: "database", "search", "photos", "mail" …. Its name is the wording
// "admin.part_" + Code; Note is what it says of itself: engine and version, rows, the last fault.
type Part struct {
	Code  string
	State State
	Note  string
}

// Fact is a line of the versions; the label is the wording "admin.fact_" + Code: "program", "go",
// "started", "migration".
type Fact struct{ Code, Value string }

// Setting is one option of the configuration. Value is printed as it is: secrets are hidden before.
type Setting struct {
	Name  string // "BELI_ADDR"
	Value string
	From  string // "default", "set", "file"
	Help  string
}

// Page is the health of the system.
type Page struct {
	curator.Screen
	Parts     []Part
	Facts     []Fact
	Jobs      int // neither done nor given up
	OldestJob string
	DeadJobs  int // given up after all attempts
	Settings  []Setting
}

func (p Page) shell() layouts.Base {
	return p.Shell(curator.Health, "health", p.T("curator.place_health"))
}

func (p Page) tag(s State) components.Tag {
	tone := components.Good
	switch s {
	case Attend:
		tone = components.Attend
	case Broken:
		tone = components.Bad
	}
	return components.Tag{Tone: tone, Label: p.T("admin.state_" + string(s))}
}

// jobs is the outbox as a part: what was given up wants a look.
func (p Page) jobs() Part {
	part := Part{Code: "jobs", State: Well, Note: p.N("admin.jobs_waiting", p.Jobs)}
	if p.OldestJob != "" {
		part.Note += " " + p.T("admin.jobs_oldest", p.OldestJob)
	}
	if p.DeadJobs > 0 {
		part.State, part.Note = Attend, part.Note+" "+p.N("admin.jobs_dead", p.DeadJobs)
	}
	return part
}

// all are the parts with the jobs last, unless they came as a part of their own.
func (p Page) all() []Part {
	if slices.ContainsFunc(p.Parts, func(part Part) bool { return part.Code == "jobs" }) {
		return p.Parts
	}
	return append(slices.Clone(p.Parts), p.jobs())
}

// worst is the state of the whole.
func (p Page) worst() State {
	worst := Well
	for _, part := range p.all() {
		if part.State == Broken || (part.State == Attend && worst == Well) {
			worst = part.State
		}
	}
	return worst
}

func (p Page) parts() components.Table {
	t := components.Table{Caption: p.T("admin.parts"), Columns: []components.Column{
		{Label: p.T("admin.part")}, {Label: p.T("curator.state")}, {Label: p.T("admin.note")}}}
	for _, part := range p.all() {
		name := part.Code
		if key := "admin.part_" + part.Code; p.Has(key) {
			name = p.T(key)
		}
		t.Rows = append(t.Rows, []components.Cell{{Text: name}, {Tag: p.tag(part.State)}, {Text: part.Note}})
	}
	return t
}

func (p Page) facts() []components.Fact {
	var out []components.Fact
	for _, f := range p.Facts {
		label := f.Code
		if key := "admin.fact_" + f.Code; p.Has(key) {
			label = p.T(key)
		}
		out = append(out, components.Fact{Label: label, Value: f.Value})
	}
	return out
}

func (p Page) from(code string) string {
	if key := "admin.from_" + code; p.Has(key) {
		return p.T(key)
	}
	return code
}

func (p Page) settings() components.Table {
	t := components.Table{Caption: p.T("admin.settings"), Columns: []components.Column{
		{Label: p.T("admin.setting")}, {Label: p.T("admin.value")}, {Label: p.T("admin.from")}, {Label: p.T("admin.meaning")}}}
	for _, s := range p.Settings {
		value := s.Value
		if value == "" {
			value = p.T("admin.empty_value")
		}
		t.Rows = append(t.Rows, []components.Cell{{Text: s.Name}, {Text: value}, {Text: p.from(s.From)}, {Text: s.Help}})
	}
	return t
}
