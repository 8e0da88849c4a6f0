package catalogue

import (
	"regexp"
	"strings"
	"testing"
)

func TestFoodStatesItsHalalStateAndOtherGoodsDoNot(t *testing.T) {
	shape := regexp.MustCompile(`^ID\d{17}$`)
	states := map[Halal]int{}
	for _, p := range loaded(t).Products {
		branch := branchOf(p.Category)
		food := branch == "makanan" || branch == "minuman"
		if food != (p.Food != nil) {
			t.Errorf("%s in %s: food facts %v", p.ID, p.Category, p.Food)
		}
		if p.Food == nil {
			continue
		}
		states[p.Food.Halal]++
		if (p.Food.Halal == Certified) != shape.MatchString(p.Food.HalalNumber) || p.Food.Halal != Certified && p.Food.HalalNumber != "" {
			t.Errorf("%s: %s with number %q", p.ID, p.Food.Halal, p.Food.HalalNumber)
		}
		if p.Food.Ingredients.ID == "" || p.Food.Ingredients.EN == "" || p.Keeping == nil || p.Keeping.Days < 1 {
			t.Errorf("%s: ingredients or keeping missing", p.ID)
		}
	}
	for _, state := range []Halal{Certified, InProcess, Exempt} {
		if states[state] < 3 {
			t.Errorf("only %d products are %s", states[state], state)
		}
	}
}

func TestPIRTNumbersAreWellFormedAndOnlyWhereAllowed(t *testing.T) {
	c := loaded(t)
	shape := regexp.MustCompile(`^[1-8](0[1-9]|1[0-5])(3505|3572)\d{6}-(2[789]|3\d)$`)
	milk := regexp.MustCompile(`(?i)\b(susu|kefir|yoghurt)\b`)
	seen := map[string]string{}
	for _, p := range c.Products {
		if p.Food == nil {
			continue
		}
		allowed := p.Keeping.Days >= 7 && p.Keeping.Storage == Room && p.Category != "basah-siap-saji" &&
			!(p.Category == "jamu-susu-es" && milk.MatchString(p.Name.ID))
		number := p.Food.PIRT
		if number == "" {
			if allowed && p.Category == "oleh-oleh-jajanan-kering" && p.ID != "P189" { // a hamper of others' packs
				t.Errorf("%s is dry and packed, yet has no number", p.ID)
			}
			continue
		}
		shop, _ := c.Shop(p.Shop)
		regency := strings.ReplaceAll(shop.Village[:5], ".", "")
		if !allowed || !shape.MatchString(number) || number[3:7] != regency {
			t.Errorf("%s: number %s, allowed %v, regency %s", p.ID, number, allowed, regency)
		}
		if seen[number] != "" {
			t.Errorf("%s and %s share %s", p.ID, seen[number], number)
		}
		seen[number] = p.ID
	}
	if len(seen) < 70 {
		t.Errorf("only %d numbers", len(seen))
	}
}

func TestThingsOfClothWoodAndClayNameMaterialAndSize(t *testing.T) {
	for _, p := range loaded(t).Products {
		switch branchOf(p.Category) {
		case "batik", "kerajinan", "fesyen-bordir":
			if p.Craft == nil || p.Craft.Material.ID == "" || p.Craft.Material.EN == "" || p.Craft.Size.ID == "" || p.Craft.Size.EN == "" {
				t.Errorf("%s: material or size missing", p.ID)
			}
		}
	}
}
