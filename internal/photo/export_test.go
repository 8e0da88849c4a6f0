package photo

// CanWebP tells the tests what this build makes.
const CanWebP = canWebP

// OrientationOf is the reader behind Process, for bytes of any kind.
func OrientationOf(b []byte) int {
	k, err := sniff(b)
	if err != nil {
		return 1
	}
	return orientation(k, b)
}

// Occupy takes a place in the pipeline until the returned function is called.
func (p *Pipeline) Occupy() (release func()) {
	p.slots <- struct{}{}
	return func() { <-p.slots }
}

// Limit is the weight a width may have.
func Limit(w Width, f Format) int { return w.limit(f) }
