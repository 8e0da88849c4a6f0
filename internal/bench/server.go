package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"beli/internal/clock"
)

// server is the program on a data folder of its own.
type server struct {
	url string
	dir string
	cmd *exec.Cmd
}

// open fills a fresh database and starts the program on it.
func open(ctx context.Context, p plan, out io.Writer) (*server, error) {
	bin, err := filepath.Abs(p.bin)
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "beli-bench")
	if err != nil {
		return nil, err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	address := l.Addr().String()
	l.Close()
	s := &server{url: "http://" + address, dir: dir}
	set := []string{"BELI_DATA_DIR=" + dir, "BELI_ADDR=" + address, "BELI_PUBLIC_URL=" + s.url, "BELI_PAGES_PER_MINUTE=0"}

	started := clock.Started()
	seed := exec.CommandContext(ctx, bin, "seed", "-scale", strconv.Itoa(p.products), "-pictures=false")
	seed.Env = append(seed.Environ(), set...)
	if said, err := seed.CombinedOutput(); err != nil {
		s.close()
		return nil, fmt.Errorf("seed: %w\n%s", err, said)
	}
	fmt.Fprintf(out, "filled a catalogue of the demo and %d products in %.1f s\n", p.products, clock.Since(started).Seconds())

	started = clock.Started()
	s.cmd = exec.Command(bin, "serve")
	s.cmd.Env = append(s.cmd.Environ(), set...)
	if err := s.cmd.Start(); err != nil {
		s.cmd = nil
		s.close()
		return nil, fmt.Errorf("start %s: %w", bin, err)
	}
	if err := s.ready(ctx); err != nil {
		s.close()
		return nil, err
	}
	fmt.Fprintf(out, "ready %.1f s after the start\n", clock.Since(started).Seconds())
	if err := s.quiet(ctx); err != nil {
		s.close()
		return nil, err
	}
	fmt.Fprintf(out, "at rest %.0f s after the start\n", clock.Since(started).Seconds())
	return s, nil
}

// idle is how much processor time, in hundredths of a second, a server that has nothing to do may use in a second.
const idle = 3

// quiet waits until what the program does behind its first pages is done, for it would be measured too.
func (s *server) quiet(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Minute)
	defer cancel()
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for before, still := -1, 0; still < 3; {
		select {
		case <-ctx.Done():
			return errors.New("the program did not come to rest")
		case <-tick.C:
		}
		used, err := s.used()
		if err != nil {
			return err
		}
		if still++; before < 0 || used-before > idle {
			still = 0
		}
		before = used
	}
	return nil
}

// used is the server's processor time since its start, in hundredths of a second.
func (s *server) used() (int, error) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.cmd.Process.Pid))
	if err != nil {
		return 0, fmt.Errorf("read processor time: %w", err)
	}
	// The second field is the name in brackets, which may hold spaces.
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	if len(fields) < 13 {
		return 0, errors.New("the system tells no processor time")
	}
	user, errUser := strconv.Atoi(fields[11])
	system, errSystem := strconv.Atoi(fields[12])
	return user + system, errors.Join(errUser, errSystem)
}

// ready asks until the program serves.
func (s *server) ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		if res, err := http.Get(s.url + "/readyz"); err == nil {
			res.Body.Close()
			if res.StatusCode == http.StatusOK {
				return nil
			}
		}
		select {
		case <-ctx.Done():
			return errors.New("the program did not become ready")
		case <-tick.C:
		}
	}
}

// peak is the most memory the server ever held, in kB.
func (s *server) peak() (int, error) {
	f, err := os.Open(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	if err != nil {
		return 0, fmt.Errorf("read peak memory: %w", err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if value, ok := strings.CutPrefix(lines.Text(), "VmHWM:"); ok {
			return strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(value, "kB")))
		}
	}
	return 0, errors.New("the system tells no peak memory")
}

func (s *server) close() {
	if s.cmd != nil {
		if err := s.cmd.Process.Signal(syscall.SIGTERM); err == nil {
			s.cmd.Wait()
		}
		s.cmd = nil
	}
	os.RemoveAll(s.dir)
}

// target is one kind of page and the addresses that stand for it.
type target struct {
	name  string
	paths []string
	size  int // bytes of the first answer, uncompressed
}

// fetch reads a path once.
func (s *server) fetch(ctx context.Context, path string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url+path, nil)
	if err != nil {
		return "", err
	}
	req.Header.Set("Accept-Encoding", "identity")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s answered %d", path, res.StatusCode)
	}
	return string(body), err
}

// targets are the pages to measure, then the static files to hold against them.
func (s *server) targets(ctx context.Context) ([]target, error) {
	home, err := s.fetch(ctx, "/")
	if err != nil {
		return nil, err
	}
	links := func(pattern string, most int) []string {
		found := regexp.MustCompile(pattern).FindAllString(home, -1)
		slices.Sort(found)
		found = slices.Compact(found)
		return found[:min(most, len(found))]
	}
	var search []string
	for _, q := range []string{"wajik", "wajik+kletek", "kendang+djimbe", "batik+tulis", "kopi+bubuk", "kripik+pisang", "belimbing", "sambel+pecel+pedes"} {
		search = append(search, "/cari?q="+q)
	}
	list := []target{{name: "home", paths: []string{"/"}}, {name: "category", paths: links(`/kategori/[a-z0-9-]+`, 8)},
		{name: "search", paths: search}, {name: "product", paths: links(`/p/[A-Za-z0-9-]+`, 8)}}
	for _, file := range links(`/aset/[A-Za-z0-9.-]+`, 20) {
		list = append(list, target{name: "static", paths: []string{file}})
	}
	for i := range list {
		if len(list[i].paths) == 0 {
			return nil, fmt.Errorf("the home page leads to no %s", list[i].name)
		}
		body, err := s.fetch(ctx, list[i].paths[0])
		if err != nil {
			return nil, err
		}
		list[i].size = len(body)
	}
	return list, nil
}
