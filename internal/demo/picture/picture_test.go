package picture

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"hash/fnv"
	"image"
	"image/color"
	"math"
	"os"
	"sync"
	"testing"
)

type idea struct{ id, name, category string }

// ideas reads testdata/products.csv, the project's own list of product ideas
// (written for it, under its licence).
func ideas(t testing.TB) []idea {
	t.Helper()
	f, err := os.Open("testdata/products.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []idea
	for _, r := range rows[1:] {
		out = append(out, idea{r[0], r[1], r[2]})
	}
	if len(out) != 199 {
		t.Fatalf("%d products in the list, want 199", len(out))
	}
	return out
}

// thumb reduces a picture to n×n mean colours.
func thumb(img *image.RGBA, n int) []float64 {
	b := img.Bounds()
	out := make([]float64, n*n*3)
	count := make([]float64, n*n)
	for y := range b.Dy() {
		for x := range b.Dx() {
			cell := y*n/b.Dy()*n + x*n/b.Dx()
			p := img.Pix[y*img.Stride+x*4:]
			for c := range 3 {
				out[cell*3+c] += float64(p[c])
			}
			count[cell]++
		}
	}
	for i := range out {
		out[i] /= count[i/3]
	}
	return out
}

// distance is the root mean square difference of two thumbs, 0 to 255.
func distance(a, b []float64) float64 {
	var sum float64
	for i := range a {
		sum += (a[i] - b[i]) * (a[i] - b[i])
	}
	return math.Sqrt(sum / float64(len(a)))
}

func TestEveryProductHasPicturesOfItsOwn(t *testing.T) {
	if testing.Short() {
		t.Skip("draws some eight hundred pictures")
	}
	type shot struct {
		name  string
		small []float64
	}
	all := ideas(t)
	var mu sync.Mutex
	seen := map[uint64]string{}
	var fronts []shot
	var wg sync.WaitGroup
	work := make(chan idea)
	for range 2 {
		wg.Go(func() {
			for p := range work {
				s := ForProduct(p.id, p.name, p.category)
				var views [][]float64
				for v := range s.Views() {
					img := s.Draw(v, image.Pt(192, 192))
					small := thumb(img, 64)
					h := fnv.New64a()
					for _, c := range small {
						_, _ = h.Write([]byte{byte(c)})
					}
					name := fmt.Sprintf("%s view %d", p.name, v)
					mu.Lock()
					if other, twice := seen[h.Sum64()]; twice {
						t.Errorf("%s is the same picture as %s", name, other)
					}
					seen[h.Sum64()] = name
					if v == 0 {
						fronts = append(fronts, shot{p.name, thumb(img, 24)})
					}
					mu.Unlock()
					for w, other := range views {
						if d := distance(small, other); d < 18 {
							t.Errorf("%s: views %d and %d differ only by %.1f", p.name, w, v, d)
						}
					}
					views = append(views, small)
				}
			}
		})
	}
	for _, p := range all {
		work <- p
	}
	close(work)
	wg.Wait()
	for i, a := range fronts {
		for _, b := range fronts[:i] {
			if d := distance(a.small, b.small); d < 10 {
				t.Errorf("main pictures of %s and %s differ only by %.1f", a.name, b.name, d)
			}
		}
	}
}

func TestEveryIdeaIsDrawnAsWhatItIs(t *testing.T) {
	count := map[Family]int{}
	for _, p := range ideas(t) {
		f := ForProduct(p.id, p.name, p.category).Family()
		if f == FamilyPlain {
			t.Errorf("%s %s has no drawing of its own", p.id, p.name)
		}
		count[f]++
		if byName, _ := choose(plainWords(p.name), ""); byName == FamilyPlain {
			t.Errorf("%s %s is known only by its category", p.id, p.name)
		}
	}
	if len(count) < 18 {
		t.Errorf("only %d families in use: %v", len(count), count)
	}
}

func TestNamesLeadToTheRightFamily(t *testing.T) {
	for name, want := range map[string]Family{
		"Wajik Kletik Klobot Renteng isi 5":    FamilyParcels,
		"Kacang Telur":                         FamilySnack,
		"Telur Ayam Kampung isi 10":            FamilyEgg,
		"Abon Ayam":                            FamilySnack,
		"Keripik Usus Ayam Pedas":              FamilySnack,
		"Kue Semprit Susu":                     FamilyJar,
		"Cokelat Susu Karakter":                FamilySnack,
		"Susu Sapi Pasteurisasi 500 ml":        FamilyBottle,
		"Ayam Lodho Kemasan Vakum":             FamilyDish,
		"Keripik Nanas Vakum":                  FamilySnack,
		"Sirup Nanas 500 ml":                   FamilyBottle,
		"Nanas Ponggok isi 3":                  FamilyFruit,
		"Kain Batik Cap Nanas 2 m":             FamilyCloth,
		"Kain Batik Cap Koi Jimbe 2 m":         FamilyCloth,
		"Kendang Jimbe Mini 20 cm Suvenir":     FamilyDrum,
		"Ikan Koi Showa 30 cm":                 FamilyKoi,
		"Pakan Koi Pelet 1 kg":                 FamilyPowder,
		"Kemeja Batik Pria Motif Koi":          FamilyGarment,
		"Bibit Belimbing Okulasi":              FamilyPlant,
		"Mujair Presto Vakum":                  FamilyFish,
		"Kain Batik Mujair 2 m":                FamilyCloth,
		"Sapu Ijuk Gagang Kayu":                FamilyWoven,
		"Peci Rajut":                           FamilySouvenir,
		"Tas Rajut Handmade":                   FamilyWoven,
		"Sambal Pecel Cup Sachet isi 10":       FamilyDish,
		"Teh Cascara Kulit Kopi 50 g":          FamilyPowder,
		"Beras Cap Candi 5 kg":                 FamilyPowder,
		"Kelas Membatik Ciprat (per orang)":    FamilyService,
		"keripik TEMPE, renyah & tipis 200 g!": FamilySnack,
	} {
		if got := ForProduct("x", name, "").Family(); got != want {
			t.Errorf("%s is drawn as %s, want %s", name, got, want)
		}
	}
}

func TestUnknownNamesFallBackOnTheCategory(t *testing.T) {
	for category, want := range map[string]Family{
		"Batik > Kain":              FamilyCloth,
		"Batik > Busana":            FamilyGarment,
		"Jasa":                      FamilyService,
		"Buah, Ikan Hias & Tanaman": FamilyFruit,
		"Minuman > Kopi & Teh":      FamilyPowder,
		"":                          FamilyPlain,
	} {
		s := ForProduct("x", "Zzz Qqq", category)
		if s.Family() != want {
			t.Errorf("category %q is drawn as %s, want %s", category, s.Family(), want)
		}
		if img := s.Draw(0, image.Pt(64, 64)); distance(thumb(img, 1), []float64{0, 0, 0}) < 10 {
			t.Errorf("category %q gives a black picture", category)
		}
	}
}

func TestSameProductIsDrawnAlikeEveryTime(t *testing.T) {
	for _, p := range ideas(t) {
		if p.id[len(p.id)-1] != '3' {
			continue
		}
		a := ForProduct(p.id, p.name, p.category).Draw(1, image.Pt(120, 120))
		b := ForProduct(p.id, p.name, p.category).Draw(1, image.Pt(120, 120))
		if !bytes.Equal(a.Pix, b.Pix) {
			t.Errorf("%s came out differently the second time", p.name)
		}
	}
}

func TestProductsOfOneNameDifferByTheirID(t *testing.T) {
	a := ForProduct("G1", "Keripik Tempe", "Makanan").Draw(0, image.Pt(160, 160))
	b := ForProduct("G2", "Keripik Tempe", "Makanan").Draw(0, image.Pt(160, 160))
	if d := distance(thumb(a, 32), thumb(b, 32)); d < 3 {
		t.Errorf("two makers' products differ only by %.1f", d)
	}
}

func TestPicturesFillTheSizeAskedFor(t *testing.T) {
	for _, size := range []image.Point{{300, 300}, {300, 375}, {400, 300}, {16, 16}} {
		for _, name := range []string{"Opak Gambir Gulung", "Ikan Koi Kohaku", "Kain Batik Tulis Koi 2 m", "Vas Bubut"} {
			s := ForProduct("1", name, "")
			for v := range s.Views() {
				img := s.Draw(v, size)
				if img.Bounds() != (image.Rectangle{Max: size}) {
					t.Fatalf("%s view %d is %v, want %v", name, v, img.Bounds(), size)
				}
				for _, c := range []image.Point{{0, 0}, {size.X - 1, 0}, {0, size.Y - 1}, {size.X - 1, size.Y - 1}} {
					if px := img.RGBAAt(c.X, c.Y); px.A != 255 || px == (color.RGBA{A: 255}) {
						t.Errorf("%s view %d: nothing painted at %v", name, v, c)
					}
				}
			}
		}
	}
}

func TestStrangeRequestsStillGiveAPicture(t *testing.T) {
	s := ForProduct("", "", "")
	for _, v := range []int{-1, 99} {
		if img := s.Draw(v, image.Pt(-5, 0)); img.Bounds().Dx() < 1 || img.Bounds().Dy() < 1 {
			t.Errorf("view %d gave an empty picture", v)
		}
	}
	if s.Draw(s.Views(), image.Pt(40, 40)).Pix[0] != s.Draw(0, image.Pt(40, 40)).Pix[0] {
		t.Error("views do not begin again after the last")
	}
}

func TestShopsLookDifferentFromOneAnother(t *testing.T) {
	trades := []string{"Keripik Pisang", "Kain Batik Koi", "Kendang Jimbe", "Madu Hutan", "Belimbing", "Jasa Jahit", "Klepon", "Wajik", "Telur Asin", "Bonsai", "Ikan Koi"}
	var seen [][]float64
	for i, trade := range trades {
		s := ForShop(fmt.Sprint("T", i), "Griya Sari", trade)
		for v := range s.Views() {
			img := s.Draw(v, image.Pt(160, 120))
			small := thumb(img, 24)
			for _, other := range seen {
				if d := distance(small, other); d < 5 {
					t.Errorf("view %d of the shop for %s differs only by %.1f from another", v, trade, d)
				}
			}
			seen = append(seen, small)
			if again := ForShop(fmt.Sprint("T", i), "Griya Sari", trade).Draw(v, image.Pt(160, 120)); !bytes.Equal(img.Pix, again.Pix) {
				t.Errorf("the shop for %s came out differently the second time", trade)
			}
		}
	}
}
