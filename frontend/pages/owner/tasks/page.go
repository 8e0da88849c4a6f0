// Package tasks is the checklist of a shop until it is checked.
package tasks

import (
	"strings"

	"beli/frontend/components"
	"beli/frontend/layouts"
	"beli/frontend/pages/owner"
	"beli/frontend/text"
)

// Task is a line of the list. Code is one of name, place, phone, owner_name, delivery, product,
// story, photo, street.
type Task struct {
	Code     string
	Done     bool
	Waiting  bool   // an officer is looking at it
	Reason   string // the officer's words, when it came back
	Blocking bool   // the shop cannot be sent before it is done
}

// Page is the list and where the shop stands. Sending posts to …/tugas.
type Page struct {
	owner.Screen
	State  owner.ShopState
	Reason string // for needs_work, rejected, suspended: word for word
	Since  string // when it was sent or decided, "" for a draft
	Tasks  []Task
	// PublicURL is the shop as buyers see it, once it is verified.
	PublicURL string
}

func (p Page) shell() layouts.Base {
	return p.Shell(owner.Shop, "tasks", p.T("owner.tasks_title"))
}

// url is where a task is done.
func (p Page) url(code string) string {
	switch code {
	case "product":
		return p.At("produk")
	case "delivery":
		return p.At("kirim-atur")
	case "place":
		return p.At("profil") + "#f-village"
	}
	return p.At("profil") + "#f-" + code
}

func (p Page) task(t Task) components.Task {
	row := components.Task{Label: p.T("owner.task_" + t.Code), URL: p.url(t.Code), Reason: t.Reason,
		Status: components.Tag{Tone: components.Quiet, Label: p.T("owner.task_open")}}
	switch {
	case t.Reason != "":
		row.Status = components.Tag{Tone: components.Attend, Label: p.T("owner.task_attend")}
	case t.Waiting:
		row.Status = components.Tag{Tone: components.Waiting, Label: p.T("owner.task_waiting")}
	case t.Done:
		row.Status = components.Tag{Tone: components.Good, Label: p.T("owner.task_done")}
	}
	return row
}

func (p Page) groups() []components.TaskGroup {
	must := components.TaskGroup{Title: p.T("owner.tasks_must")}
	better := components.TaskGroup{Title: p.T("owner.tasks_better")}
	for _, t := range p.Tasks {
		if t.Blocking {
			must.Tasks = append(must.Tasks, p.task(t))
		} else {
			better.Tasks = append(better.Tasks, p.task(t))
		}
	}
	var groups []components.TaskGroup
	for _, g := range []components.TaskGroup{must, better} {
		if len(g.Tasks) > 0 {
			groups = append(groups, g)
		}
	}
	return groups
}

// missing are the tasks that keep the shop from being sent.
func (p Page) missing() []Task {
	var open []Task
	for _, t := range p.Tasks {
		if t.Blocking && (!t.Done || t.Reason != "") {
			open = append(open, t)
		}
	}
	return open
}

func (p Page) missingWords() string {
	var names []string
	for _, t := range p.missing() {
		names = append(names, p.T("owner.task_"+t.Code))
	}
	return strings.Join(names, ", ")
}

// askURL is a chat with an officer about the decision.
func (p Page) askURL() string {
	return text.WhatsApp(p.Agency.WhatsApp, p.T("owner.tasks_ask_text", p.ShopName))
}

func (p Page) scene() components.Scene {
	switch p.State {
	case owner.ShopSubmitted:
		return components.SceneChecking
	case owner.ShopVerified:
		return components.SceneDone
	}
	return ""
}
