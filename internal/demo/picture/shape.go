package picture

import "math"

type pt struct{ x, y float64 }

// outline is one line of points; filled shapes close it.
type outline []pt

// poly takes x,y pairs.
func poly(xy ...float64) outline {
	o := make(outline, 0, len(xy)/2)
	for i := 0; i+1 < len(xy); i += 2 {
		o = append(o, pt{xy[i], xy[i+1]})
	}
	return o
}

func oval(cx, cy, rx, ry float64) outline {
	n := int(math.Max(10, math.Min(72, 4*math.Sqrt(rx+ry))))
	return arc(cx, cy, rx, ry, 0, 360*(1-1/float64(n)), n)
}

// arc has n points from one angle to another, in degrees, 0 to the right, 90 down.
func arc(cx, cy, rx, ry, from, to float64, n int) outline {
	o := make(outline, n)
	for i := range o {
		t := rad(from + (to-from)*float64(i)/float64(n-1))
		o[i] = pt{cx + rx*math.Cos(t), cy + ry*math.Sin(t)}
	}
	return o
}

func rad(deg float64) float64 { return deg * math.Pi / 180 }

// box is a rectangle between two corners with round corners of radius r.
func box(x0, y0, x1, y1, r float64) outline {
	if r <= 0 {
		return poly(x0, y0, x1, y0, x1, y1, x0, y1)
	}
	r = math.Min(r, math.Min(math.Abs(x1-x0), math.Abs(y1-y0))/2)
	o := arc(x0+r, y0+r, r, r, 180, 270, 6)
	o = append(o, arc(x1-r, y0+r, r, r, 270, 360, 6)...)
	o = append(o, arc(x1-r, y1-r, r, r, 0, 90, 6)...)
	return append(o, arc(x0+r, y1-r, r, r, 90, 180, 6)...)
}

// blob is a smooth closed curve through the given points.
func blob(xy ...float64) outline { return spline(poly(xy...), true) }

// curve is a smooth open curve through the given points.
func curve(xy ...float64) outline { return spline(poly(xy...), false) }

// spline is a Catmull-Rom curve through p.
func spline(p outline, closed bool) outline {
	n := len(p)
	if n < 3 {
		return p
	}
	at := func(i int) pt {
		if closed {
			return p[(i+n)%n]
		}
		return p[max(0, min(n-1, i))]
	}
	segs := n
	if !closed {
		segs = n - 1
	}
	const steps = 7
	out := make(outline, 0, segs*steps+1)
	for i := range segs {
		a, b, c, d := at(i-1), at(i), at(i+1), at(i+2)
		for s := range steps {
			t := float64(s) / steps
			t2, t3 := t*t, t*t*t
			h := func(a, b, c, d float64) float64 {
				return 0.5 * (2*b + (c-a)*t + (2*a-5*b+4*c-d)*t2 + (3*b-a-3*c+d)*t3)
			}
			out = append(out, pt{h(a.x, b.x, c.x, d.x), h(a.y, b.y, c.y, d.y)})
		}
	}
	if !closed {
		out = append(out, p[n-1])
	}
	return out
}

// stroke thickens a line; w0 and w1 are the widths at its ends, so a brush
// stroke can taper.
func stroke(line outline, w0, w1 float64) outline {
	n := len(line)
	if n < 2 {
		return nil
	}
	left, right := make(outline, 0, 2*n), make(outline, 0, n)
	for i, p := range line {
		q, r := line[max(0, i-1)], line[min(n-1, i+1)]
		dx, dy := r.x-q.x, r.y-q.y
		l := math.Hypot(dx, dy)
		if l == 0 {
			continue
		}
		w := (w0 + (w1-w0)*float64(i)/float64(n-1)) / 2
		nx, ny := -dy/l*w, dx/l*w
		left = append(left, pt{p.x + nx, p.y + ny})
		right = append(right, pt{p.x - nx, p.y - ny})
	}
	for i := len(right) - 1; i >= 0; i-- {
		left = append(left, right[i])
	}
	return left
}

// brush is a stroke that swells in the middle and ends in points.
func brush(line outline, w float64) outline {
	n := len(line)
	if n < 2 {
		return nil
	}
	left, right := make(outline, 0, 2*n), make(outline, 0, n)
	for i, p := range line {
		q, r := line[max(0, i-1)], line[min(n-1, i+1)]
		dx, dy := r.x-q.x, r.y-q.y
		l := math.Hypot(dx, dy)
		if l == 0 {
			continue
		}
		h := w / 2 * math.Sin(math.Pi*(0.04+0.92*float64(i)/float64(n-1)))
		nx, ny := -dy/l*h, dx/l*h
		left = append(left, pt{p.x + nx, p.y + ny})
		right = append(right, pt{p.x - nx, p.y - ny})
	}
	for i := len(right) - 1; i >= 0; i-- {
		left = append(left, right[i])
	}
	return left
}

// leafShape runs from (x0,y0) to the tip (x1,y1), w wide.
func leafShape(x0, y0, x1, y1, w float64) outline {
	dx, dy := x1-x0, y1-y0
	l := math.Hypot(dx, dy)
	if l == 0 {
		return nil
	}
	nx, ny := -dy/l*w/2, dx/l*w/2
	at := func(t, s float64) (float64, float64) { return x0 + dx*t + nx*s, y0 + dy*t + ny*s }
	xy := make([]float64, 0, 16)
	for _, k := range [][2]float64{{0, 0}, {0.2, 0.75}, {0.45, 1}, {0.75, 0.6}, {1, 0}, {0.75, -0.6}, {0.45, -1}, {0.2, -0.75}} {
		x, y := at(k[0], k[1])
		xy = append(xy, x, y)
	}
	return blob(xy...)
}

// petals is a closed flower outline of n lobes between two radii.
func petals(cx, cy float64, n int, inner, outer, turn float64) outline {
	steps := n * 10
	o := make(outline, steps)
	for i := range o {
		t := 2 * math.Pi * float64(i) / float64(steps)
		k := 0.5 + 0.5*math.Cos(float64(n)*t)
		r := inner + (outer-inner)*math.Sqrt(k)
		o[i] = pt{cx + r*math.Cos(t+rad(turn)), cy + r*math.Sin(t+rad(turn))}
	}
	return o
}

// star is the section of a star fruit: n soft points.
func star(cx, cy float64, n int, inner, outer, turn float64) outline {
	xy := make([]float64, 0, n*6)
	for i := range n {
		t := rad(turn) + 2*math.Pi*float64(i)/float64(n)
		for _, k := range [][2]float64{{-0.09, 0.95}, {0.09, 0.95}, {0.5, 0}} {
			r := inner + (outer-inner)*k[1]
			q := t + k[0]*2*math.Pi/float64(n)
			xy = append(xy, cx+r*math.Cos(q), cy+r*math.Sin(q))
		}
	}
	return blob(xy...)
}

// moved shifts an outline.
func (o outline) moved(dx, dy float64) outline {
	q := make(outline, len(o))
	for i, p := range o {
		q[i] = pt{p.x + dx, p.y + dy}
	}
	return q
}

// rough pushes every point in or out from the centre by up to t of its distance.
func (o outline) rough(d *dice, t float64) outline {
	var cx, cy float64
	for _, p := range o {
		cx, cy = cx+p.x, cy+p.y
	}
	cx, cy = cx/float64(len(o)), cy/float64(len(o))
	q := make(outline, len(o))
	for i, p := range o {
		k := 1 + d.in(-t, t)
		q[i] = pt{cx + (p.x-cx)*k, cy + (p.y-cy)*k}
	}
	return q
}

// lump is a smooth uneven disc, the base of most food.
func lump(d *dice, cx, cy, rx, ry, t float64) outline {
	n := 9
	p := make(outline, n)
	for i := range p {
		q := 2 * math.Pi * float64(i) / float64(n)
		k := 1 + d.in(-t, t)
		p[i] = pt{cx + rx*k*math.Cos(q), cy + ry*k*math.Sin(q)}
	}
	return spline(p, true)
}
