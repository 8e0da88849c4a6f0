package pagetest

import (
	"strconv"

	"beli/frontend/components"
	"beli/frontend/text"
)

// Photo is a sample picture; the number chooses among four.
func Photo(i int, alt string) components.Photo {
	return components.Photo{Path: "/foto/" + strconv.Itoa(i%4), Alt: alt, Width: 1600, Height: 1600, Mat: i % 16, Focal: 4}
}

// Cards are sample products of every kind of state.
func Cards(w text.Words, n int) []components.Card {
	names := []string{
		"Wajik kletik bungkus klobot, satu renteng isi 5", "Opak gambir gulung wijen", "Kendang jimbe kayu mahoni 40 cm", "Batik tulis katun motif daun, 2 meter",
		"Gula kelapa cetak tempurung 1 kg", "Sambal pecel sedang", "Kopi bubuk robusta lereng Kelud 200 g", "Dodol belimbing Karangsari",
	}
	prices := []string{"Rp25.000", "Rp18.000", "Rp185.000", "Rp450.000", "Rp22.000", "Rp32.000", "Rp40.000", "Rp20.000"}
	units := []string{"renteng", "bungkus", "", "lembar", "kg", "bungkus", "bungkus", "kotak"}
	shops := []string{"Wajik Contoh", "Opak Contoh", "Kendang Contoh", "Batik Contoh", "Gula Contoh"}
	places := []string{"Sananwetan", "Kanigoro", "Kepanjenkidul", "Sanankulon", "Srengat"}
	cards := make([]components.Card, 0, n)
	for i := range n {
		k := i % len(names)
		c := components.Card{
			URL: w.URL("/p/CONTOH" + strconv.Itoa(i)), Name: names[k], Price: prices[k], Unit: units[k],
			Photo: Photo(i, ""), Shop: shops[i%len(shops)], Place: places[i%len(places)], Verified: i%6 != 5,
		}
		switch i % 8 {
		case 2:
			c.Note = w.T("buyer.preorder_short", "5")
		case 3:
			c.Before = "Rp500.000"
		case 5:
			c.Note = w.T("buyer.few_left", "3")
		case 6:
			c.SoldOut = true
		}
		cards = append(cards, c)
	}
	return cards
}

// Shops are sample shops.
func Shops(w text.Words, n int) []components.ShopCard {
	shops := make([]components.ShopCard, 0, n)
	for i := range n {
		shops = append(shops, components.ShopCard{
			URL: w.URL("/toko/contoh-" + strconv.Itoa(i)), Name: "Wajik Contoh " + strconv.Itoa(i+1), Place: "Sananwetan, Kota Blitar",
			Line: "Wajik, madumongso, jajanan kering", Products: w.N("shell.products", 12), Photo: Photo(i, ""), Verified: true,
		})
	}
	return shops
}

// Tiles are the 25 kecamatan with sample counts.
func Tiles(w text.Words) []components.Tile {
	codes := []string{
		"35.05.01 Wonodadi", "35.05.02 Udanawu", "35.05.03 Srengat", "35.05.04 Kademangan", "35.05.05 Bakung", "35.05.06 Ponggok", "35.05.07 Sanankulon",
		"35.05.08 Wonotirto", "35.05.09 Nglegok", "35.05.10 Kanigoro", "35.05.11 Garum", "35.05.12 Sutojayan", "35.05.13 Panggungrejo", "35.05.14 Talun",
		"35.05.15 Gandusari", "35.05.16 Binangun", "35.05.17 Wlingi", "35.05.18 Doko", "35.05.19 Kesamben", "35.05.20 Wates", "35.05.21 Selorejo",
		"35.05.22 Selopuro", "35.72.01 Kepanjenkidul", "35.72.02 Sukorejo", "35.72.03 Sananwetan",
	}
	tiles := make([]components.Tile, 0, len(codes))
	for i, c := range codes {
		tiles = append(tiles, components.Tile{Code: c[:8], Name: c[9:], URL: w.URL("/kecamatan/contoh-" + strconv.Itoa(i)), Count: i * 5 % 17})
	}
	return tiles
}

// Categories are the top categories with their drawings.
func Categories(w text.Words) []components.Link {
	link := func(label, slug, icon string, n int) components.Link {
		return components.Link{Label: label, URL: w.URL("/kategori/" + slug), Icon: icon, Count: w.N("shell.products", n)}
	}
	return []components.Link{
		link("Makanan", "makanan", "food", 96), link("Minuman", "minuman", "drink", 21), link("Buah, ikan & tanaman", "kebun", "garden", 17),
		link("Batik", "batik", "batik", 24), link("Kerajinan", "kerajinan", "craft", 28), link("Fesyen & bordir", "fesyen", "clothes", 7), link("Jasa", "jasa", "service", 6),
	}
}
