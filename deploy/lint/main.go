// Command lint reads the files of deploy with the parsers of the tools that will run them:
// Dockerfiles with BuildKit's own checks, compose.yml with Compose's own loader. It builds,
// pulls and starts nothing. It is a module of its own, so that the program needs none of this.
//
// usage: go run . FOLDER
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: lint FOLDER")
		os.Exit(2)
	}
	dir, err := filepath.Abs(os.Args[1])
	if err == nil {
		err = check(context.Background(), dir)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func check(ctx context.Context, dir string) error {
	var problems []error
	for _, name := range []string{"Dockerfile", "minio/Dockerfile"} {
		if err := lintDockerfile(ctx, filepath.Join(dir, name)); err != nil {
			problems = append(problems, err)
			continue
		}
		fmt.Printf("BuildKit %s: %s\n", version("github.com/moby/buildkit"), name)
	}
	services, err := lintCompose(ctx, dir)
	if err != nil {
		problems = append(problems, err)
	} else {
		fmt.Printf("Compose's loader %s: compose.yml, %d services\n", version("github.com/compose-spec/compose-go/v2"), services)
	}
	return errors.Join(problems...)
}

// version is the release of a module that checks.
func version(module string) string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if m.Path == module {
				return m.Version
			}
		}
	}
	return ""
}
