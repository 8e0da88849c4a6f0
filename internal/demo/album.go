package demo

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"runtime"
	"slices"
	"sync"

	"beli/internal/demo/catalogue"
	"beli/internal/demo/picture"
	"beli/internal/photo"
)

const (
	side    = 960 // pixels of every picture: enough for the sharp share card and a page at 720
	tiny    = 32  // pixels of the sketch that tells the mat
	quality = 92  // JPEG, of what goes into the photo pipeline
)

// album is the keys of all pictures, reserved before they are drawn.
type album struct {
	Products map[string]views `json:"products"` // by the product's id in the catalogue
	Shops    map[string]views `json:"shops"`    // by the shop's key
}

// views are the pictures of one thing, the cover first. Mat is the cover's.
type views struct {
	Keys []photo.Key `json:"keys"`
	Mat  photo.Mat   `json:"mat"`
}

// drawing is what can be drawn: a product, or a shop.
type drawing interface {
	Draw(view int, size image.Point) *image.RGBA
}

func drawingOf(p catalogue.Product) picture.Subject {
	return picture.ForProduct(p.ID, p.Name.ID, p.Category)
}

// drawingOfShop shows a shop with the first of its goods.
func drawingOfShop(c catalogue.Catalogue, s catalogue.Shop) picture.Shop {
	goods := s.Name
	if own := c.Of(s.Key); len(own) > 0 {
		goods = own[0].Name.ID
	}
	return picture.ForShop(s.Key, s.Name, goods)
}

// sketch reserves the keys of all pictures and draws each cover very small, for its mat.
func sketch(ctx context.Context, c catalogue.Catalogue, progress Progress) (album, error) {
	a := album{Products: map[string]views{}, Shops: map[string]views{}}
	covers := make([]drawing, 0, len(c.Products)+len(c.Shops))
	for _, p := range c.Products {
		covers = append(covers, drawingOf(p))
	}
	for _, s := range c.Shops {
		covers = append(covers, drawingOfShop(c, s))
	}
	mats := make([]photo.Mat, len(covers))
	var mu sync.Mutex
	done := 0
	err := each(ctx, runtime.GOMAXPROCS(0), len(covers), func(i int) error {
		mats[i] = photo.MatOf(covers[i].Draw(0, image.Pt(tiny, tiny)))
		mu.Lock()
		defer mu.Unlock()
		done++
		progress.tell(Sketches, done, len(covers))
		return nil
	})
	for i, p := range c.Products {
		a.Products[p.ID] = views{Keys: reserve(drawingOf(p).Views()), Mat: mats[i]}
	}
	for i, s := range c.Shops {
		a.Shops[s.Key] = views{Keys: reserve(1), Mat: mats[len(c.Products)+i]}
	}
	return a, err
}

func reserve(n int) []photo.Key {
	keys := make([]photo.Key, n)
	for i := range keys {
		keys[i] = photo.NewKey()
	}
	return keys
}

// each runs do for 0 … n-1, in order of beginning, on a few goroutines until the first error.
func each(ctx context.Context, workers, n int, do func(i int) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	next := make(chan int)
	var running sync.WaitGroup
	for range workers {
		running.Go(func() {
			for i := range next {
				if err := do(i); err != nil {
					stop(err)
				}
			}
		})
	}
	for i := 0; i < n && ctx.Err() == nil; i++ {
		select {
		case next <- i:
		case <-ctx.Done():
		}
	}
	close(next)
	running.Wait()
	return context.Cause(ctx)
}

// page is one picture to make.
type page struct {
	key  photo.Key
	of   drawing
	view int
}

// pages lists the pictures in the order in which they are wanted: the covers of the
// collections, of the newest and of all other products, the shops, then the other views.
func (a album) pages(c catalogue.Catalogue) []page {
	var order []string
	for _, col := range c.Collections {
		for _, pick := range col.Picks {
			order = append(order, pick.Product)
		}
	}
	for _, i := range slices.Backward(mixed(len(c.Products))) {
		order = append(order, c.Products[i].ID)
	}
	var covers, others []page
	seen := map[string]bool{}
	for _, id := range order {
		p, ok := c.Product(id)
		if !ok || seen[id] {
			continue
		}
		seen[id] = true
		for view, key := range a.Products[id].Keys {
			if view == 0 {
				covers = append(covers, page{key, drawingOf(p), view})
			} else {
				others = append(others, page{key, drawingOf(p), view})
			}
		}
	}
	for _, s := range c.Shops {
		for view, key := range a.Shops[s.Key].Keys {
			covers = append(covers, page{key, drawingOfShop(c, s), view})
		}
	}
	return append(covers, others...)
}

// FillPictures draws every picture of the demonstration that is not there yet and runs it
// through the photo pipeline, until all are made or ctx ends; another call goes on. It is
// meant for the background: one picture at a time on a small machine, letting others run
// between two. Without a demonstration in the database it does nothing.
func (s *Seeder) FillPictures(ctx context.Context, progress Progress) error {
	seeded, err := IsDemo(ctx, s.Conn)
	if err != nil || !seeded {
		return err
	}
	a, err := s.readAlbum(ctx)
	if err != nil {
		return err
	}
	c, err := catalogue.Load()
	if err != nil {
		return err
	}
	list := a.pages(c)
	var mu sync.Mutex
	done := 0
	return each(ctx, s.Painters, len(list), func(i int) error {
		if err := s.fill(ctx, list[i]); err != nil {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		done++
		progress.tell(Pictures, done, len(list))
		return nil
	})
}

func (s *Seeder) fill(ctx context.Context, p page) error {
	there, err := s.Photos.Has(ctx, p.key)
	if err != nil || there {
		return err
	}
	runtime.Gosched()
	var file bytes.Buffer
	if err := jpeg.Encode(&file, p.of.Draw(p.view, image.Pt(side, side)), &jpeg.Options{Quality: quality}); err != nil {
		return fmt.Errorf("encode a drawing: %w", err)
	}
	_, err = s.Photos.AddAs(ctx, p.key, &file)
	return err
}
