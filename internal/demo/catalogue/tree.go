package catalogue

import "slices"

// Branch is a top category with its leaves; a branch without any is a leaf itself.
type Branch struct {
	Slug   string
	Leaves []string
}

// Tree lists the slugs of the categories the demonstration uses.
func Tree() []Branch {
	return []Branch{
		{"makanan", []string{"oleh-oleh-jajanan-kering", "bumbu-sambal-lauk", "bahan-pokok", "basah-siap-saji", "cokelat"}},
		{"minuman", []string{"kopi-teh", "jamu-susu-es"}},
		{"buah-ikan-hias-tanaman", nil},
		{"batik", []string{"kain-batik", "busana-batik", "aksesori-batik"}},
		{"kerajinan", []string{"kayu-alat-musik", "batok-bambu-anyaman", "gerabah-suvenir", "kulit-logam"}},
		{"fesyen-bordir", nil},
		{"jasa", []string{"jasa-foto", "jasa-desain", "jasa-jahit", "jasa-kelas-wisata"}},
	}
}

// branchOf is the slug of the top category a leaf hangs on, "" for what is no leaf.
func branchOf(leaf string) string {
	for _, b := range Tree() {
		if slices.Contains(b.Leaves, leaf) || len(b.Leaves) == 0 && b.Slug == leaf {
			return b.Slug
		}
	}
	return ""
}
