package components

// Facet is one question of a filter form, with the number of hits of each answer.
type Facet struct {
	Field   Field
	Options []Option // Note holds the count
	Many    bool     // check boxes instead of radios
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
