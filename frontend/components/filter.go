package components

import (
	"strconv"

	"github.com/a-h/templ"
)

// Facet is one question of a filter form, with the number of hits of each answer. Of its field only
// name and label are shown, of its options only value, label, count and whether they are chosen.
type Facet struct {
	Field   Field
	Options []Option // Note holds the count
	Many    bool     // check boxes instead of radios
}

// answer is all that the look of a facet's row depends on. Nothing in it belongs to one visitor.
type answer struct {
	id, kind, name, value, label, note string
	chosen                             bool
}

// seenAnswers holds about 3 MB: a list has some forty answers, and counts change with the catalogue.
var seenAnswers = newRendered[answer](8_000)

// answer is row i of the facet.
func (f Facet) answer(i int, o Option) templ.Component {
	a := answer{id: f.Field.ID(), kind: "radio", name: f.Field.Name, value: o.Value, label: o.Label, note: o.Note, chosen: o.Chosen}
	if f.Many {
		a.kind = "checkbox"
	}
	if i > 0 {
		a.id += "-" + strconv.Itoa(i)
	}
	return seenAnswers.of(a, func() templ.Component { return facetAnswer(a) })
}

// first is how many answers a list shows before it is unfolded.
func (f Facet) first() int {
	if len(f.Options) <= 8 {
		return len(f.Options)
	}
	return 6
}

// chosenBelow tells whether the folded part holds an answer that was given.
func (f Facet) chosenBelow() bool {
	for _, o := range f.Options[f.first():] {
		if o.Chosen {
			return true
		}
	}
	return false
}

// PriceRange is the question for a price between two amounts, with ready ranges as links.
type PriceRange struct {
	Label string
	From  Field
	To    Field
	Ready []Link
}

// Filters is the filter and sort form of a list. It is a GET form: the address is the state.
type Filters struct {
	Action string
	Hidden []Hidden // what else the address keeps, such as q
	Sort   Field
	Sorts  []Option
	Facets []Facet
	Price  PriceRange
	Count  string // for the button: "37"
	// Applied is how many filters are on, "" when none.
	Applied string
}
