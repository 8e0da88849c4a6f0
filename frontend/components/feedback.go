package components

// Tone colours a notice, a tag or a step; the words always say the same.
type Tone string

// The tones.
const (
	Quiet   Tone = "quiet"
	Waiting Tone = "waiting"
	Good    Tone = "good"
	Attend  Tone = "attend" // wants a look: Perlu diperbaiki
	Bad     Tone = "bad"
)

// Notice is a banner above a page. URL and Action are an optional next step.
type Notice struct {
	Tone   Tone
	Text   string
	Action string
	URL    string
}

// Tag is a state in one or two words.
type Tag struct {
	Tone  Tone
	Label string
}

// Task is a row of a task list.
type Task struct {
	Label  string
	URL    string
	Status Tag
	Reason string // the officer's own words, "" without
}

// TaskGroup is a titled part of a task list.
type TaskGroup struct {
	Title string
	Tasks []Task
}

// Step is a station of a timeline, past, present or still to come.
type Step struct {
	Label   string
	When    string // "12 Mei 2026, 14.30 WIB", "" when it has not come
	Note    string
	Done    bool
	Current bool
}

// Scene is a drawing for an empty or special place.
type Scene string

// The scenes.
const (
	SceneEmpty    Scene = "empty"
	ScenePhoto    Scene = "photo"
	SceneParcel   Scene = "parcel"
	SceneDone     Scene = "done"
	SceneOffline  Scene = "offline"
	SceneNotFound Scene = "not-found"
	SceneChecking Scene = "checking"
	SceneHoliday  Scene = "holiday"
)

// Empty is a place with nothing in it, and what to do about it.
type Empty struct {
	Scene   Scene
	Title   string
	Text    string
	Heading int // 1 when this is the page's only heading, else 2
	Actions []Button
}

// Figure is a key number.
type Figure struct {
	Label string
	Value string
	Note  string // the comparison in words
	URL   string // to the list it counts, "" without
}

// Cell is one cell of a table: words, a link, a tag, or a small picture.
type Cell struct {
	Text  string
	URL   string
	Tag   Tag
	Photo Photo
}

// Column is a head of a table. With SortURL the head is a link.
type Column struct {
	Label   string
	Number  bool   // right-aligned digits
	SortURL string // "" when one cannot sort by it
	Sorted  string // "ascending", "descending", "" when the list is sorted by another
}

// Table is a table of data. Rows begin with their heading cell.
type Table struct {
	Caption string
	Columns []Column
	Rows    [][]Cell
	// PickName, when set, puts a check box of that name before each row; PickValues are its values.
	PickName   string
	PickValues []string
}

// PhotoRow is a picture that is already kept, in a form that orders them. Its buttons submit
// act=first|up|down|remove with the colon and the ID.
type PhotoRow struct {
	ID    string
	Photo Photo
	Label string // "Foto 1"
}

// PhotoInput asks for pictures by camera and by gallery. Both inputs carry Name.
type PhotoInput struct {
	Name  string
	Label string
	Hint  string
	Error string
	Most  int // pictures at most
}
