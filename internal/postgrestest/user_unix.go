//go:build unix

package postgrestest

import (
	"os"
	"os/exec"
	"os/user"
	"strconv"
	"syscall"
)

// serverUser is who the server runs as: ourselves, or nobody for root, whom initdb refuses.
func serverUser() (uid, gid int) {
	uid, gid = os.Getuid(), os.Getgid()
	if uid != 0 {
		return uid, gid
	}
	uid, gid = 65534, 65534
	if nobody, err := user.Lookup("nobody"); err == nil {
		if n, err := strconv.Atoi(nobody.Uid); err == nil {
			uid = n
		}
		if n, err := strconv.Atoi(nobody.Gid); err == nil {
			gid = n
		}
	}
	return uid, gid
}

// asServer runs cmd as the server's user, in a session of its own: an interrupt at the
// terminal must reach the tests alone, or nobody is left to clean up.
func asServer(cmd *exec.Cmd) *exec.Cmd {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if os.Getuid() == 0 {
		uid, gid := serverUser()
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	}
	return cmd
}

func giveToServer(dir string) error {
	uid, gid := serverUser()
	return os.Chown(dir, uid, gid)
}
