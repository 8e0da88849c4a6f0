// Command bench prints how fast the program is beside what the same machine can do at all:
// pages beside a static file of the same server, a purchase beside the bare SQL of the same
// writes, and the memory all that took. It judges nothing; see `make bench`.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"
)

// plan is what is measured and for how long.
type plan struct {
	bin      string
	products int
	at       int // requests at once
	runs     int
	each     time.Duration
	place    bool
}

func main() {
	p := plan{}
	flag.StringVar(&p.bin, "bin", "bin/beli", "the program to measure")
	flag.IntVar(&p.products, "products", 20_000, "products in the catalogue beside the demo's own")
	flag.IntVar(&p.at, "at", 16, "requests at once")
	flag.IntVar(&p.runs, "runs", 3, "runs of each figure; the median is printed")
	flag.DurationVar(&p.each, "each", 3*time.Second, "length of one run")
	flag.BoolVar(&p.place, "place", true, "measure purchases too (go test)")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, 12*time.Minute)
	defer cancel()
	if err := run(ctx, p, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, p plan, out io.Writer) error {
	s, err := open(ctx, p, out)
	if err != nil {
		return err
	}
	defer s.close()
	list, err := s.targets(ctx)
	if err != nil {
		return err
	}
	if err := pages(ctx, p, s, list, out); err != nil {
		return err
	}
	peak, err := s.peak()
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "\npeak memory of the server (VmHWM): %d MB; expected at most 300 MB\n", peak>>10)
	s.close()
	if !p.place {
		return nil
	}
	return purchases(ctx, out)
}
