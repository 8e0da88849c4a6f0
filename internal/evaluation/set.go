package evaluation

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"beli/internal/search"
	"beli/internal/slug"
)

// catalogue numbers documents in the order of their file.
type catalogue struct {
	set   Set
	known map[string]int64
}

func newCatalogue(kinds ...string) *catalogue {
	return &catalogue{Set{Kinds: kinds}, map[string]int64{}}
}

func (c *catalogue) put(id string, d search.Document) error {
	switch {
	case id == "":
		return errors.New("there is no id")
	case c.known[id] != 0:
		return fmt.Errorf("the id %s stands in an earlier line", id)
	case d.Name == "":
		return fmt.Errorf("%s has no name", id)
	}
	d.ID = int64(len(c.set.Documents)) + 1
	c.known[id] = d.ID
	c.set.Documents = append(c.set.Documents, d)
	c.set.Names = append(c.set.Names, id)
	return nil
}

// ask adds a question that the products of these ids answer, but for the one that is left out.
func (c *catalogue) ask(q Question, right []string, leftOut string) error {
	if leftOut != "" {
		if q.LeftOut = c.known[leftOut]; q.LeftOut == 0 {
			return fmt.Errorf("%s: no product has the id %s", q.ID, leftOut)
		}
	}
	for _, id := range right {
		n := c.known[id]
		if n == 0 {
			return fmt.Errorf("%s: no product has the id %q", q.ID, id)
		}
		if n != q.LeftOut && !slices.Contains(q.Right, n) {
			q.Right = append(q.Right, n)
		}
	}
	switch {
	case q.Text == "":
		return fmt.Errorf("%s: there is no text to search for", q.ID)
	case len(q.Right) == 0:
		return fmt.Errorf("%s: no product answers %q", q.ID, q.Text)
	}
	c.set.Questions = append(c.set.Questions, q)
	return nil
}

// ReadProducts reads a catalogue with the columns id, name and category ("Root > Leaf"), of which the documents get
// name and category alone, and questions with the columns qid, query and relevant_2 (ids with spaces between). Either
// file may be gzip. Errors are a Problem or say that a file cannot be read.
func ReadProducts(products, queries string) (Set, error) {
	c := newCatalogue("query")
	err := eachRow(products, []string{"id", "name", "category"}, func(_ int, row []string) error {
		d := search.Document{Name: row[1]}
		path := ""
		for name := range strings.SplitSeq(row[2], ">") {
			if name = strings.TrimSpace(name); name == "" {
				continue
			}
			path = strings.Trim(path+"-"+slug.Make(name), "-")
			d.CategoryPath = append(d.CategoryPath, path)
			d.CategoryNames = append(d.CategoryNames, name)
		}
		return c.put(row[0], d)
	})
	if err != nil {
		return Set{}, err
	}
	err = eachRow(queries, []string{"qid", "query", "relevant_2"}, func(_ int, row []string) error {
		return c.ask(Question{ID: row[0], Kind: "query", Text: row[1]}, strings.Fields(row[2]), "")
	})
	if err != nil {
		return Set{}, err
	}
	return c.set, nil
}

// group is a line of a file of groups: products that are the same thing, and how somebody may look for it.
type group struct {
	QID         string   `json:"qid"`
	QueryFull   *string  `json:"query_full"` // the title of QueryFullID
	QueryFullID string   `json:"query_full_id"`
	QueryShort  *string  `json:"query_short"`
	QueryTypo   *string  `json:"query_typo"`
	Group       []string `json:"group"`
}

// ReadTitles reads titles with the columns posting_id and title, and a JSON object a line with qid, group (the ids
// that answer), query_full with query_full_id (the title's own, which does not count), query_short and query_typo; a
// query that is null is not asked. Either file may be gzip. Errors are a Problem or say that a file cannot be read.
func ReadTitles(titles, groups string) (Set, error) {
	c := newCatalogue("full", "short", "typo")
	err := eachRow(titles, []string{"posting_id", "title"}, func(_ int, row []string) error {
		return c.put(row[0], search.Document{Name: row[1]})
	})
	if err != nil {
		return Set{}, err
	}
	err = eachLine(groups, func(_ int, text []byte) error {
		var g group
		if err := json.Unmarshal(text, &g); err != nil {
			return fmt.Errorf("this is no JSON object of a group: %w", err)
		}
		return c.askGroup(g)
	})
	if err != nil {
		return Set{}, err
	}
	return c.set, nil
}

func (c *catalogue) askGroup(g group) error {
	switch {
	case len(g.Group) == 0:
		return fmt.Errorf("%s: there is no group of ids", g.QID)
	case g.QueryFull == nil && g.QueryShort == nil && g.QueryTypo == nil:
		return fmt.Errorf("%s: there is no query_full, query_short or query_typo", g.QID)
	case g.QueryFull != nil && g.QueryFullID == "":
		return fmt.Errorf("%s: query_full_id does not say whose title query_full is", g.QID)
	}
	for _, q := range []struct {
		kind    string
		text    *string
		leftOut string
	}{
		{"full", g.QueryFull, g.QueryFullID},
		{"short", g.QueryShort, ""},
		{"typo", g.QueryTypo, ""},
	} {
		if q.text == nil {
			continue
		}
		if err := c.ask(Question{ID: g.QID, Kind: q.kind, Text: strings.TrimSpace(*q.text)}, g.Group, q.leftOut); err != nil {
			return err
		}
	}
	return nil
}
