//go:build unix

package miniotest

import (
	"os/exec"
	"syscall"
)

// apart runs cmd in a session of its own: an interrupt at the terminal must reach the
// tests alone, or nobody is left to clean up.
func apart(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }
