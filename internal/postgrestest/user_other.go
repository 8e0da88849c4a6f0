//go:build !unix

package postgrestest

import "os/exec"

func asServer(cmd *exec.Cmd) *exec.Cmd { return cmd }

func giveToServer(string) error { return nil }
