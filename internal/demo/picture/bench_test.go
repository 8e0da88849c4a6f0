package picture

import (
	"image"
	"testing"
)

// BenchmarkDraw draws every fifth product, its views in turn, 1000 pixels square.
func BenchmarkDraw(b *testing.B) {
	all := ideas(b)
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		p := all[i*5%len(all)]
		s := ForProduct(p.id, p.name, p.category)
		s.Draw(i/5, image.Pt(1000, 1000))
		i++
	}
}
