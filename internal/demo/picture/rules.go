package picture

import "strings"

// rule gives the drawing for names that hold all of its words.
type rule struct {
	words  string
	family Family
	scene  scene
}

// choose finds the first rule whose words all stand in the name; the telling
// rules come first. A name without such words is drawn by its category, and
// one without either as a gift box.
func choose(name, category string) (Family, scene) {
	for _, shelf := range [][]rule{
		serviceRules(), clothRules(), drumRules(), wovenRules(), woodRules(), potteryRules(), homeRules(), souvenirRules(),
		garmentRules(), eggRules(), dishRules(), drinkRules(), snackRules(), plantRules(), fruitRules(), lastRules(),
	} {
		for _, r := range shelf {
			if holds(name, r.words) {
				return r.family, r.scene
			}
		}
	}
	for _, r := range categoryRules() {
		if holds(category, r.words) {
			return r.family, r.scene
		}
	}
	return FamilyPlain, thing{draw: hamper, size: 1.25, detail: pt{0, -230}}
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

// lastRules are words too general to be asked first.
func lastRules() []rule {
	pc := func(f func(*artist, ink, ink), c, d ink) piece { return piece{paint: f, c: c, d: d} }
	return []rule{
		{"telur", FamilyEgg, eggs{c: 0xEBD0B0, spots: 0xC99F78}},
		{"susu", FamilyBottle, drink{form: 3, c: 0xF8F3E8, cap: wedelSoft, prop: pc(cookieRound, 0xDFB063, 0x9A6A2A), glass: true}},
		{"ayam", FamilyDish, dish{p: pc(limeLeaf, leafMid, 0), on: 1, size: 40, top: braised, box: inVacuum}},
		{"nasi", FamilyDish, tumpeng{}},
		{"ikan", FamilyFish, fish{c: 0x8A7A5A, d: 0x4A4030, long: 1}},
		{"koi", FamilyKoi, koiPond{coats: []koiCoat{{0xF8F2E6, 0xD9432A, 0x2A2522}, {0xE9A52E, 0xF3C65A, 0}}}},
		{"gula", FamilySnack, snack{p: pc(sugarDome, 0x8A4A1E, 0), pack: inBag}},
		{"cokelat", FamilySnack, snack{p: pc(chocolate, 0x44261A, 0), pack: inCarton, prop: pc(bean, 0x4A2A1B, 0)}},
		{"es", FamilyDish, iceSticks{}},
		{"roti", FamilySnack, snack{p: pc(ball, 0xC9853A, 0xF3DFB0), pack: inBag}},
	}
}

// categoryRules answer for names that say nothing.
func categoryRules() []rule {
	pc := func(f func(*artist, ink, ink), c, d ink) piece { return piece{paint: f, c: c, d: d} }
	return []rule{
		{"jasa", FamilyService, service{designTools, designDesk}},
		{"busana", FamilyGarment, wear(cutShirt, motifOvals)},
		{"batik", FamilyCloth, length{printFor(motifLeaves)}},
		{"kayu", FamilyWood, thing{draw: vase, size: 1.05, detail: pt{0, -380}}},
		{"batok", FamilyWoven, thing{draw: basket, size: 1.2, detail: pt{-60, -240}}},
		{"anyaman", FamilyWoven, thing{draw: basket, size: 1.2, detail: pt{-60, -240}}},
		{"gerabah", FamilyPottery, thing{draw: kendi, size: 1.2, detail: pt{0, -260}}},
		{"kerajinan", FamilySouvenir, thing{flat: true, draw: keyring(1), size: 1.2, hand: true, many: 4}},
		{"kopi", FamilyPowder, powder{p: pc(bean, 0x4A2A1B, 0), fine: 0x3A2016, pack: inPouch, cup: 0x2E1A10}},
		{"minuman", FamilyBottle, drink{form: 0, c: 0xDE8A1E, cap: leafDark, prop: piece{paint: ginger, c: 0xC9842F, d: 0xEE9A2B, room: 1.3}, glass: true}},
		{"cokelat", FamilySnack, snack{p: pc(chocolate, 0x44261A, 0), pack: inCarton}},
		{"buah", FamilyFruit, fruit{pc(starfruitWhole, 0xE9B92E, 0), pc(starSlice, 0xE9C63A, 0x8A6A1E), false}},
		{"tanaman", FamilyPlant, plant{}},
		{"bumbu", FamilyJar, drink{form: 2, c: 0xBE3A1E, cap: leafDark, bits: 0xEBC98A, prop: piece{paint: chiliPod, c: chili, room: 1.3}}},
		{"bahan", FamilyPowder, powder{p: pc(grain, 0xF6F0E2, 0), fine: 0xE6DCC6, pack: inSack}},
		{"basah", FamilyDish, dish{p: pc(ball, 0x5F9A3A, 0xF7F2E6), on: 2, size: 66}},
		{"makanan", FamilySnack, snack{p: pc(chip, 0xE8C98A, 0xB98B45), pack: inPouch}},
	}
}
