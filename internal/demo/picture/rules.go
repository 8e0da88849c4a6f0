package picture

import "strings"

// rule gives the drawing for names that hold all of its words.
type rule struct {
	words  string
	family Family
	scene  scene
}

// choose finds the first rule whose words all stand in the name; the telling
// rules come first. A name without such words is drawn by its category.
func choose(name, category string) (Family, scene) {
	for _, shelf := range [][]rule{drumRules(), clothRules(), garmentRules(), eggRules(), dishRules(), drinkRules(), snackRules(), plantRules(), fruitRules()} {
		for _, r := range shelf {
			if holds(name, r.words) {
				return r.family, r.scene
			}
		}
	}
	return FamilyPlain, snack{p: piece{paint: ball, c: klobot}}
}

// holds tells whether every word of words stands in the plain text.
func holds(text, words string) bool {
	for w := range strings.FieldsSeq(words) {
		if !strings.Contains(text, " "+w+" ") {
			return false
		}
	}
	return true
}
