package miniotest

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// errAbsent means that no MinIO server is installed.
var errAbsent = errors.New("no minio found in bin/tool of the module or in PATH")

// startWithin is generous: several packages may start their servers at once on a small machine.
const startWithin = 2 * time.Minute

// binary is the path of the server.
func binary() (string, error) {
	dir, err := os.Getwd()
	for err == nil {
		if _, missing := os.Stat(filepath.Join(dir, "go.mod")); missing == nil {
			own := filepath.Join(dir, "bin", "tool", "minio")
			if info, missing := os.Stat(own); missing == nil && info.Mode().IsRegular() {
				return own, nil
			}
			break
		}
		up := filepath.Dir(dir)
		if up == dir {
			break
		}
		dir = up
	}
	if path, err := exec.LookPath("minio"); err == nil {
		return filepath.Abs(path)
	}
	return "", errAbsent
}

// keeper runs the server until its standard input closes, which happens when the test
// process ends by whatever cause, and then removes every trace. Nobody reads its standard
// error by then: without the trap the shell's word about the killed server would end it.
const keeper = `exec 3<&0
"$1" server --quiet --address "$2" --certs-dir "$3/certs" "$3/data" 3<&- </dev/null >"$3/log" 2>&1 &
server=$!
trap '' PIPE
(cat <&3 >/dev/null 2>&1; kill -KILL $server) 2>/dev/null &
wait $server
tail -c 2000 "$3/log" >&2
cd /
rm -rf "$3"`

// start runs a server in a folder of its own. Another program may take the port that was
// free a moment ago: then it is tried again with another.
func start(bin string) (Server, error) {
	var err error
	for range 3 {
		var s Server
		if s, err = startOnce(bin); err == nil {
			return s, nil
		}
		if !strings.Contains(err.Error(), "already in use") {
			break
		}
	}
	return Server{}, err
}

func startOnce(bin string) (Server, error) {
	at, err := freePort()
	if err != nil {
		return Server{}, err
	}
	dir, err := os.MkdirTemp("", "beli-minio-")
	if err != nil {
		return Server{}, fmt.Errorf("make a folder: %w", err)
	}
	if err := os.Mkdir(filepath.Join(dir, "certs"), 0o700); err != nil {
		os.RemoveAll(dir)
		return Server{}, fmt.Errorf("make a folder: %w", err)
	}
	s := Server{URL: "http://" + at, AccessKey: "test-" + strings.ToLower(rand.Text()[:12]), SecretKey: rand.Text()}
	cmd := exec.Command("/bin/sh", "-c", keeper, "keeper", bin, at, dir)
	cmd.Dir = dir
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "MINIO_ROOT_USER=" + s.AccessKey, "MINIO_ROOT_PASSWORD=" + s.SecretKey,
		"MINIO_BROWSER=off", "MINIO_UPDATE=off", "MINIO_CI_CD=on"} // the last allows a folder on the disk of the system
	apart(cmd)
	if _, err := cmd.StdinPipe(); err != nil { // open until this process ends
		os.RemoveAll(dir)
		return Server{}, fmt.Errorf("start: %w", err)
	}
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		os.RemoveAll(dir)
		return Server{}, fmt.Errorf("start: %w", err)
	}
	ended := make(chan string, 1)
	go func() {
		cmd.Wait()
		ended <- said.String()
	}()
	return s, ready(s.URL, ended)
}

func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", fmt.Errorf("find a free port: %w", err)
	}
	defer l.Close()
	return l.Addr().String(), nil
}

// ready waits until the server refuses a stranger: its health is well before it can serve.
func ready(address string, ended <-chan string) error {
	ctx, cancel := context.WithTimeout(context.Background(), startWithin)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
		if err != nil {
			return err
		}
		res, err := http.DefaultClient.Do(req)
		if err == nil {
			res.Body.Close()
			if res.StatusCode == http.StatusForbidden {
				return nil
			}
			err = errors.New(res.Status)
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
