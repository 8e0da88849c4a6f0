package postgrestest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// errAbsent means that no PostgreSQL server is installed.
var errAbsent = errors.New("no initdb and postgres found in /usr/lib/postgresql/*/bin, by pg_config or in PATH")

// startWithin is generous: several packages may start their clusters at once on a small machine.
const startWithin = 2 * time.Minute

// binaries is the folder of the newest installed server.
func binaries() (string, error) {
	best, version := "", -1.0
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin")
	for _, dir := range found {
		v, err := strconv.ParseFloat(filepath.Base(filepath.Dir(dir)), 64)
		if err == nil && v > version && whole(dir) {
			best, version = dir, v
		}
	}
	if best != "" {
		return best, nil
	}
	if out, err := exec.Command("pg_config", "--bindir").Output(); err == nil && whole(strings.TrimSpace(string(out))) {
		return strings.TrimSpace(string(out)), nil
	}
	if path, err := exec.LookPath("initdb"); err == nil && whole(filepath.Dir(path)) {
		return filepath.Dir(path), nil
	}
	return "", errAbsent
}

func whole(dir string) bool {
	for _, name := range []string{"initdb", "postgres"} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.IsDir() {
			return false
		}
	}
	return true
}

// keeper runs the server until its standard input closes, which happens when the test
// process ends by whatever cause, and then removes every trace.
const keeper = `exec 3<&0
"$1/postgres" -D "$2/data" -k "$2" -h '' -F -c synchronous_commit=off -c full_page_writes=off \
	-c max_connections=200 -c shared_buffers=32MB 3<&- </dev/null >"$2/log" 2>&1 &
server=$!
(cat <&3 >/dev/null 2>&1; kill -QUIT $server) 2>/dev/null &
wait $server
tail -c 2000 "$2/log" >&2
cd /
rm -rf "$2"`

// start makes a cluster in a folder of its own and gives the URL of its maintenance database.
func start(bin string) (string, error) {
	dir, err := folder()
	if err != nil {
		return "", err
	}
	if err := initialize(bin, dir); err != nil {
		os.RemoveAll(dir)
		return "", err
	}
	cmd := asServer(exec.Command("/bin/sh", "-c", keeper, "keeper", bin, dir))
	cmd.Dir = dir
	if _, err := cmd.StdinPipe(); err != nil { // open until this process ends
		return "", fmt.Errorf("start: %w", err)
	}
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		os.RemoveAll(dir)
		return "", fmt.Errorf("start: %w", err)
	}
	ended := make(chan string, 1)
	go func() {
		cmd.Wait()
		ended <- said.String()
	}()
	address := "postgres://postgres@/postgres?" + url.Values{"host": {dir}, "sslmode": {"disable"}}.Encode()
	return address, ready(address, ended)
}

// folder makes the cluster's folder. A socket's path may not be longer than about 100
// bytes, so a long TMPDIR is not used.
func folder() (string, error) {
	root := os.TempDir()
	if len(root) > 60 {
		root = "/tmp"
	}
	dir, err := os.MkdirTemp(root, "beli-pg-")
	if err != nil {
		return "", fmt.Errorf("make a folder: %w", err)
	}
	if err := giveToServer(dir); err != nil {
		os.RemoveAll(dir)
		return "", fmt.Errorf("make a folder: %w", err)
	}
	return dir, nil
}

func initialize(bin, dir string) error {
	var problems []error
	for _, locale := range []string{"C.UTF-8", "C"} { // not every system has the first
		var out bytes.Buffer
		cmd := asServer(exec.Command(filepath.Join(bin, "initdb"), "-D", filepath.Join(dir, "data"),
			"-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale="+locale, "--no-sync", "--no-instructions"))
		cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &out, &out
		err := cmd.Run()
		if err == nil {
			return nil
		}
		problems = append(problems, fmt.Errorf("initdb with %s: %w: %s", locale, err, out.String()))
	}
	return errors.Join(problems...)
}

// ready waits until the server takes connections.
func ready(address string, ended <-chan string) error {
	ctx, cancel := context.WithTimeout(context.Background(), startWithin)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		conn, err := pgx.Connect(ctx, address)
		if err == nil {
			return conn.Close(ctx)
		}
		select {
		case <-tick.C:
		case log := <-ended:
			return fmt.Errorf("the server ended at once: %s", log)
		case <-ctx.Done():
			return fmt.Errorf("the server does not answer: %w", err)
		}
	}
}
