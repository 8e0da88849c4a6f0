package catalogue

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"beli/internal/region"
	"beli/internal/slug"
)

// Stall is one further shop with its products.
type Stall struct {
	Shop     Shop
	Products []Product
}

// Scale makes n further products in shops of 4 to 16, one shop at a time, from the same
// makers, models, sizes and sentences. The same book, n and seed give the same stalls;
// names, keys, ids and telephone numbers are unique among them and differ from those of
// the catalogue. Options are shared with the catalogue and must not be changed.
func (c Catalogue) Scale(book *region.Book, n int, seed uint64) iter.Seq[Stall] {
	return func(yield func(Stall) bool) {
		m := c.mixer(book, seed)
		for shop, made := 0, 0; made < n; shop++ {
			stall := m.stall(shop, made, n)
			made += len(stall.Products)
			if !yield(stall) {
				return
			}
		}
	}
}

// words are the parts that Scale combines; in sentences {maker}, {village}, {kecamatan},
// {name}, {thing} and {n} stand for what they say.
type words struct {
	Makers []string `json:"makers"`
	Start  []Text   `json:"start"`
	End    []Text   `json:"end"`
	Story  []Text   `json:"story"`
	Trades []trade  `json:"trades"`
}

type trade struct {
	Branch string   `json:"branch"`
	Heads  []string `json:"heads"` // first words of a shop's name
	Twists []Text   `json:"twists"`
	Sizes  []size   `json:"sizes"`
	How    []Text   `json:"how"`
	Use    []Text   `json:"use"`
}

type size struct {
	Label   Text  `json:"label"`
	Percent int64 `json:"percent"` // of the model's price and weight
}

type village struct{ code, name, label, kecamatan string }

type mixer struct {
	Catalogue
	seed     uint64
	villages []village
	trades   map[string]trade
	models   map[string][]Product // by leaf and by branch
	things   map[string]Text      // the models' names without measures, by id
}

func (c Catalogue) mixer(book *region.Book, seed uint64) *mixer {
	m := &mixer{Catalogue: c, seed: seed, trades: map[string]trade{}, models: map[string][]Product{}, things: map[string]Text{}}
	often := map[string]int{}
	for _, k := range book.Kecamatan() {
		for _, v := range book.Villages(k.Code) {
			m.villages = append(m.villages, village{code: v.Code, name: v.Name, label: v.Name, kecamatan: k.Name})
			often[v.Name]++
		}
	}
	for i, v := range m.villages {
		if often[v.name] > 1 {
			m.villages[i].label = v.name + " " + v.kecamatan
		}
	}
	for _, t := range c.words.Trades {
		m.trades[t.Branch] = t
	}
	for _, p := range c.Products {
		branch := branchOf(p.Category)
		m.things[p.ID] = bare(p)
		m.models[p.Category] = append(m.models[p.Category], p)
		if branch != p.Category {
			m.models[branch] = append(m.models[branch], p)
		}
	}
	return m
}

// stall makes the shop of a number, counted from 0, whose first product is number from;
// there are never more than upTo products.
func (m *mixer) stall(number, from, upTo int) Stall {
	rng := rand.New(rand.NewPCG(m.seed, uint64(number)))
	model := m.Products[rng.IntN(len(m.Products))]
	branch := branchOf(model.Category)
	trade := m.trades[branch]

	// Each pair of maker and village comes once before any comes again, so names are unique.
	pairs := len(m.words.Makers) * len(m.villages)
	pair := (int(m.seed%uint64(pairs)) + number%pairs*stride(pairs, 65_537)) % pairs
	maker, at := m.words.Makers[pair%len(m.words.Makers)], m.villages[pair/len(m.words.Makers)]
	name := pick(rng, trade.Heads) + " " + maker + " " + at.label
	if again := number / pairs; again > 0 {
		name += " " + strconv.Itoa(again+1)
	}
	voice := voice{rng: rng, maker: maker, at: at}
	shop := Shop{
		Key: slug.Make(name), Name: name, Owner: maker, Village: at.code,
		Street: fmt.Sprintf("Dusun %s, RT %02d/RW %02d", at.name, 1+rng.IntN(6), 1+rng.IntN(8)),
		Phone:  fmt.Sprintf("62%d", 812_000_000_000+number), Hours: pick(rng, m.Shops).Hours,
		Pickup: branch != "jasa", Expedition: branch != "jasa" && rng.IntN(4) > 0, CashAtPickup: rng.IntN(3) > 0,
		Story: voice.say(m.words.Story),
	}

	models := m.models[model.Category]
	if len(models)*len(trade.Twists)*len(trade.Sizes) < 40 {
		models = m.models[branch]
	}
	mixes := len(models) * len(trade.Twists) * len(trade.Sizes)
	first, step := rng.IntN(mixes), stride(mixes, 1+rng.IntN(mixes))
	count := min(4+rng.IntN(13), upTo-from)
	products := make([]Product, count)
	for i := range products {
		mix := (first + i*step) % mixes
		twist := trade.Twists[mix%len(trade.Twists)]
		mix /= len(trade.Twists)
		size := trade.Sizes[mix%len(trade.Sizes)]
		model := models[mix/len(trade.Sizes)]
		p := vary(model, m.things[model.ID], twist, size, rng)
		p.ID, p.Shop = fmt.Sprintf("S%07d", from+i+1), shop.Key
		if p.Food != nil {
			p.Food = certify(*p.Food, at.code, number, i)
		}
		voice.name, voice.thing = p.Name, m.things[model.ID]
		p.Description = join(voice.say(m.words.Start), voice.say(trade.How), voice.say(trade.Use), voice.say(m.words.End))
		products[i] = p
	}
	return Stall{Shop: shop, Products: slices.Clip(products)}
}

// voice fills the places of a sentence for one maker and one product.
type voice struct {
	rng         *rand.Rand
	maker       string
	at          village
	name, thing Text
}

func (v voice) say(some []Text) Text {
	t, n := pick(v.rng, some), strconv.Itoa(3+v.rng.IntN(10))
	fill := func(sentence, name, thing string) string {
		return strings.NewReplacer("{maker}", v.maker, "{village}", v.at.name, "{kecamatan}", v.at.kecamatan,
			"{n}", n, "{name}", name, "{thing}", thing).Replace(sentence)
	}
	return Text{ID: fill(t.ID, v.name.ID, v.thing.ID), EN: fill(t.EN, v.name.EN, v.thing.EN)}
}

func join(parts ...Text) Text {
	var id, en []string
	for _, t := range parts {
		id, en = append(id, t.ID), append(en, t.EN)
	}
	return Text{ID: strings.Join(id, " "), EN: strings.Join(en, " ")}
}

func pick[T any](rng *rand.Rand, from []T) T { return from[rng.IntN(len(from))] }

// stride is the first number from a start on that shares no divisor with n, so that
// steps of it modulo n meet everything before anything twice.
func stride(n, start int) int {
	for step := start; ; step++ {
		a, b := n, step
		for b != 0 {
			a, b = b, a%b
		}
		if a == 1 {
			return step
		}
	}
}
