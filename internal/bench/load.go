package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"beli/internal/clock"
)

// figure is what one run showed.
type figure struct {
	perSecond float64
	p50, p99  time.Duration
}

// pages measures every page and, in the same round, the static file nearest to it in size.
func pages(ctx context.Context, p plan, s *server, list []target, out io.Writer) error {
	var seen, static []target
	for _, t := range list {
		if t.name == "static" {
			static = append(static, t)
		} else {
			seen = append(seen, t)
		}
	}
	if len(static) == 0 {
		return fmt.Errorf("the home page names no static file")
	}
	pull, how := goPull, "the load generator of this program"
	if wrk, err := exec.LookPath("wrk"); err == nil {
		pull, how = wrkPull(wrk), "wrk"
	}
	fmt.Fprintf(out, "\npages, %d requests at once by %s, medians of %d runs of %s, not compressed, not cached\n", p.at, how, p.runs, p.each)
	fmt.Fprintf(out, "%-9s %8s %9s %9s %9s   %22s %8s   of static\n", "", "bytes", "req/s", "p50 ms", "p99 ms", "static file (bytes)", "req/s")
	for _, t := range seen {
		floor := nearest(static, t.size)
		var pages, files []figure
		for range p.runs {
			for _, side := range []struct {
				t    target
				into *[]figure
			}{{t, &pages}, {floor, &files}} {
				f, err := pull(ctx, s, side.t, p)
				if err != nil {
					return fmt.Errorf("%s: %w", side.t.name, err)
				}
				*side.into = append(*side.into, f)
			}
		}
		page, file := median(pages), median(files)
		fmt.Fprintf(out, "%-9s %8d %9.0f %9.1f %9.1f   %22d %8.0f   %5.1f %% (expected ≥ 10 %%)\n", t.name, t.size, page.perSecond,
			ms(page.p50), ms(page.p99), floor.size, file.perSecond, 100*page.perSecond/file.perSecond)
	}
	return nil
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func nearest(static []target, size int) target {
	return slices.MinFunc(static, func(a, b target) int { return abs(a.size-size) - abs(b.size-size) })
}

func abs(n int) int { return max(n, -n) }

// median takes each figure's middle by itself.
func median(list []figure) figure {
	middle := func(key func(figure) float64) float64 {
		values := make([]float64, len(list))
		for i, f := range list {
			values[i] = key(f)
		}
		slices.Sort(values)
		return values[len(values)/2]
	}
	return figure{perSecond: middle(func(f figure) float64 { return f.perSecond }),
		p50: time.Duration(middle(func(f figure) float64 { return float64(f.p50) })),
		p99: time.Duration(middle(func(f figure) float64 { return float64(f.p99) }))}
}

// puller asks for a target's addresses in turn for the length of one run.
type puller func(ctx context.Context, s *server, t target, p plan) (figure, error)

// wrkPull lets wrk do it: it costs the machine least.
func wrkPull(wrk string) puller {
	return func(ctx context.Context, s *server, t target, p plan) (figure, error) {
		script := filepath.Join(s.dir, "paths.lua")
		quoted := make([]string, len(t.paths))
		for i, path := range t.paths {
			quoted[i] = strconv.Quote(path)
		}
		lua := "local paths = {" + strings.Join(quoted, ",") + "}\nlocal i = 0\n" +
			"request = function() i = i % #paths + 1; return wrk.format('GET', paths[i]) end\n"
		if err := os.WriteFile(script, []byte(lua), 0o600); err != nil {
			return figure{}, err
		}
		said, err := exec.CommandContext(ctx, wrk, "-t1", "-c"+strconv.Itoa(p.at), "-d"+strconv.Itoa(max(1, int(p.each.Seconds())))+"s",
			"--latency", "-s", script, s.url).CombinedOutput()
		if err != nil {
			return figure{}, fmt.Errorf("wrk: %w\n%s", err, said)
		}
		return readWrk(string(said))
	}
}

// readWrk reads wrk's report; answers that were no success make it void.
func readWrk(report string) (figure, error) {
	field := func(pattern string) string {
		if m := regexp.MustCompile(pattern).FindStringSubmatch(report); m != nil {
			return m[1]
		}
		return ""
	}
	if n := field(`Non-2xx or 3xx responses: (\d+)`); n != "" {
		return figure{}, fmt.Errorf("%s answers were no success", n)
	}
	perSecond, err := strconv.ParseFloat(field(`Requests/sec:\s+([\d.]+)`), 64)
	if err != nil {
		return figure{}, fmt.Errorf("wrk said nothing to read:\n%s", report)
	}
	f := figure{perSecond: perSecond}
	if f.p50, err = time.ParseDuration(field(`(?m)^\s+50%\s+(\S+)`)); err != nil {
		return f, fmt.Errorf("read wrk: %w", err)
	}
	f.p99, err = time.ParseDuration(field(`(?m)^\s+99%\s+(\S+)`))
	return f, err
}

// goPull does it without wrk; it takes more of the machine, on both sides of each ratio.
func goPull(ctx context.Context, s *server, t target, p plan) (figure, error) {
	ctx, cancel := context.WithTimeout(ctx, p.each)
	defer cancel()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: p.at, DisableCompression: true}}
	defer client.CloseIdleConnections()
	took := make([][]time.Duration, p.at)
	var failed error
	var once sync.Once
	var all sync.WaitGroup
	started := clock.Started()
	for worker := range p.at {
		all.Go(func() {
			for i := worker; ctx.Err() == nil; i++ {
				begun := clock.Started()
				if err := pullOnce(ctx, client, s.url+t.paths[i%len(t.paths)]); err != nil {
					if ctx.Err() == nil {
						once.Do(func() { failed = err })
					}
					return
				}
				took[worker] = append(took[worker], clock.Since(begun))
			}
		})
	}
	all.Wait()
	whole := slices.Concat(took...)
	if failed != nil || len(whole) == 0 {
		return figure{}, fmt.Errorf("%d answers: %w", len(whole), failed)
	}
	slices.Sort(whole)
	return figure{perSecond: float64(len(whole)) / clock.Since(started).Seconds(), p50: whole[len(whole)/2], p99: whole[len(whole)*99/100]}, nil
}

func pullOnce(ctx context.Context, client *http.Client, address string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	res, err := client.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if _, err := io.Copy(io.Discard, res.Body); err != nil {
		return err
	}
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answered %d", address, res.StatusCode)
	}
	return nil
}
