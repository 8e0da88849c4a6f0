package catalog

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"beli/internal/clock"
	"beli/internal/fault"
	"beli/internal/money"
	"beli/internal/plain"
)

// Bounds of what an owner may write.
const (
	MaxName        = 70
	MaxDescription = 4000
	MaxWeightG     = 100_000
	MaxPhotos      = 8
	MaxVariants    = 50
	MaxOnHand      = 100_000
	MaxMakingDays  = 90
	MaxShelfDays   = 3650
	MaxPrice       = money.Rupiah(100_000_000)
)

// Content is what buyers read about a product and a curator reviews. Its JSON form is
// kept with every change.
type Content struct {
	Name          string     `json:"name"`
	NameEN        string     `json:"name_en,omitempty"`
	Description   string     `json:"description,omitempty"`
	DescriptionEN string     `json:"description_en,omitempty"`
	CategoryID    int64      `json:"category_id"`
	Unit          string     `json:"unit,omitempty"`
	WeightG       int        `json:"weight_g,omitempty"` // packed, grams
	HalalState    HalalState `json:"halal_state"`
	HalalNumber   string     `json:"halal_number,omitempty"`
	PIRTNumber    string     `json:"pirt_number,omitempty"`
	ShelfLifeDays int        `json:"shelf_life_days,omitempty"`
	Storage       string     `json:"storage,omitempty"`
	Ingredients   string     `json:"ingredients,omitempty"`
	Material      string     `json:"material,omitempty"`
	SizeText      string     `json:"size_text,omitempty"`
	// Photos are ids in the order shown, the first is the cover. Nil in an input keeps what there is.
	Photos []int64 `json:"photos,omitempty"`
}

// Clean trims what a person typed and brings numbers into their stored form.
func (c Content) Clean() Content {
	for _, line := range []*string{&c.Name, &c.NameEN, &c.Unit, &c.Storage, &c.Material, &c.SizeText} {
		*line = plain.Line(*line)
	}
	for _, text := range []*string{&c.Description, &c.DescriptionEN, &c.Ingredients} {
		*text = plain.Text(*text)
	}
	if c.HalalState == "" {
		c.HalalState = HalalNone
	}
	c.HalalNumber = CleanHalal(c.HalalNumber)
	if c.HalalState != HalalCertified {
		c.HalalNumber = ""
	}
	if c.PIRTNumber != "" {
		c.PIRTNumber = CleanPIRT(c.PIRTNumber)
	}
	return c
}

// Validate reports every field that is out of its bounds; an unfinished draft passes.
func (c Content) Validate() error {
	var p fault.Problems
	p.Check(c.Name != "", "name", "required")
	longest(&p, "name", c.Name, MaxName)
	longest(&p, "name_en", c.NameEN, 90)
	p.Check(c.CategoryID > 0, "category", "required")
	longest(&p, "description", c.Description, MaxDescription)
	longest(&p, "description_en", c.DescriptionEN, MaxDescription)
	longest(&p, "unit", c.Unit, 24)
	within(&p, "weight_g", c.WeightG, 0, MaxWeightG)
	p.Check(c.HalalState.Known(), "halal_state", "invalid_choice")
	if c.HalalNumber != "" {
		if code := HalalProblem(c.HalalNumber); code != "" {
			p.Add("halal_number", code)
		}
	}
	if c.PIRTNumber != "" {
		if code := PIRTProblem(c.PIRTNumber); code != "" {
			p.Add("pirt_number", code)
		}
	}
	within(&p, "shelf_life_days", c.ShelfLifeDays, 0, MaxShelfDays)
	longest(&p, "storage", c.Storage, 200)
	longest(&p, "ingredients", c.Ingredients, 1000)
	longest(&p, "material", c.Material, 200)
	longest(&p, "size_text", c.SizeText, 100)
	p.Check(len(c.Photos) <= MaxPhotos, "photos", "too_many_items", strconv.Itoa(MaxPhotos))
	sorted := slices.Sorted(slices.Values(c.Photos))
	p.Check(len(slices.Compact(sorted)) == len(c.Photos), "photos", "invalid_choice")
	return p.Err()
}

// Complete reports what publication still needs in a category: food its halal state,
// goods their weight, everything a photo and a unit.
func (c Content) Complete(cat Category) error {
	var p fault.Problems
	p.Merge("", c.Validate())
	p.Check(len(c.Photos) > 0, "photos", "required")
	p.Check(c.Unit != "", "unit", "required")
	if !cat.Service {
		p.Check(c.WeightG > 0, "weight_g", "required")
	}
	p.Merge("", c.fits(cat))
	if c.HalalState == HalalCertified && c.HalalNumber == "" {
		p.Add("halal_number", "required")
	}
	if cat.Food {
		p.Check(c.HalalState != HalalNone, "halal_state", "required")
	}
	return p.Err()
}

// fits reports food facts on what is not food.
func (c Content) fits(cat Category) error {
	var p fault.Problems
	if !cat.Food {
		p.Check(c.HalalState == HalalNone, "halal_state", "not_food")
		p.Check(c.PIRTNumber == "", "pirt_number", "not_food")
	}
	return p.Err()
}

func longest(p *fault.Problems, name, value string, most int) {
	p.Check(!plain.Longer(value, most), name, "too_long", strconv.Itoa(most))
}

func within(p *fault.Problems, name string, value, least, most int) {
	p.Check(value >= least && value <= most, name, "out_of_range", strconv.Itoa(least), strconv.Itoa(most))
}

// Difference is one field that a change would alter. Field is the name of the form's field.
type Difference struct {
	Field         string
	Before, After string
}

// Differences lists what another content would alter, in the order of the form. Photos
// and the category are given by their ids.
func (c Content) Differences(after Content) []Difference {
	var out []Difference
	was, will := c.facts(), after.facts()
	for i := range was {
		if was[i].value != will[i].value {
			out = append(out, Difference{Field: was[i].field, Before: was[i].value, After: will[i].value})
		}
	}
	return out
}

type fact struct{ field, value string }

func (c Content) facts() []fact {
	ids := make([]string, len(c.Photos))
	for i, id := range c.Photos {
		ids[i] = strconv.FormatInt(id, 10)
	}
	number := func(n int) string {
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n)
	}
	return []fact{
		{"photos", strings.Join(ids, ",")}, {"name", c.Name}, {"name_en", c.NameEN},
		{"category", strconv.FormatInt(c.CategoryID, 10)},
		{"description", c.Description}, {"description_en", c.DescriptionEN},
		{"unit", c.Unit}, {"weight_g", number(c.WeightG)},
		{"halal_state", string(c.HalalState)}, {"halal_number", c.HalalNumber}, {"pirt_number", c.PIRTNumber},
		{"shelf_life_days", number(c.ShelfLifeDays)}, {"storage", c.Storage}, {"ingredients", c.Ingredients},
		{"material", c.Material}, {"size_text", c.SizeText},
	}
}

// sameCredentials tells whether what a curator checked for a badge is unchanged.
func (c Content) sameCredentials(other Content) bool {
	return c.HalalState == other.HalalState && c.HalalNumber == other.HalalNumber && c.PIRTNumber == other.PIRTNumber
}

// Note is a hint for owner and curator that forbids nothing. Code is a key of the
// wording files ("note." + Code).
type Note struct {
	Field, Code string
	Args        []string
}

// Notes are the hints about a content in its category at an instant.
func (c Content) Notes(cat Category, now time.Time) []Note {
	var out []Note
	if c.PIRTNumber != "" && PIRTProblem(c.PIRTNumber) == "" {
		until := PIRTUntil(c.PIRTNumber, clock.WIB)
		switch {
		case now.After(until):
			out = append(out, Note{"pirt_number", "pirt_expired", []string{strconv.Itoa(until.Year())}})
		case now.AddDate(0, 0, 90).After(until):
			out = append(out, Note{"pirt_number", "pirt_expiring", []string{strconv.Itoa(until.Year())}})
		}
		if !pirtLocal(c.PIRTNumber) {
			out = append(out, Note{Field: "pirt_number", Code: "pirt_region"})
		}
	}
	if cat.Food && c.PIRTNumber == "" && c.ShelfLifeDays >= 7 {
		out = append(out, Note{Field: "pirt_number", Code: "pirt_expected"})
	}
	text := " " + strings.ToLower(strings.Join(strings.FieldsFunc(c.Name+" "+c.Description, func(r rune) bool {
		return !unicode.IsLetter(r)
	}), " ")) + " "
	for _, word := range []string{"menyembuhkan", "mengobati", "menurunkan gula darah", "anti kanker", "antikanker", "penyembuh"} {
		if strings.Contains(text, " "+word+" ") {
			out = append(out, Note{"description", "claim_health", []string{word}})
		}
	}
	if c.HalalState != HalalCertified && strings.Contains(text, " halal ") {
		out = append(out, Note{Field: "description", Code: "claim_halal"})
	}
	return out
}
