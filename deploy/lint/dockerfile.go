package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/moby/buildkit/client/llb"
	"github.com/moby/buildkit/client/llb/sourceresolver"
	"github.com/moby/buildkit/frontend/dockerfile/dockerfile2llb"
	"github.com/moby/buildkit/solver/pb"
	"github.com/opencontainers/go-digest"
	ocispecs "github.com/opencontainers/image-spec/specs-go/v1"
)

// noRegistry answers for every image without asking anybody: the checks need to know that it
// is for Linux, and no more.
type noRegistry struct{}

func (noRegistry) ResolveImageConfig(_ context.Context, ref string, _ sourceresolver.Opt) (string, digest.Digest, []byte, error) {
	return ref, "", []byte(`{"os":"linux","architecture":"amd64","config":{"Env":["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin"]}}`), nil
}

// lintDockerfile runs BuildKit's checks, the same as docker build --check; each finding is an error.
func lintDockerfile(ctx context.Context, path string) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	source := llb.NewSourceMap(nil, path, "Dockerfile", content)
	source.Definition = &llb.Definition{} // the findings point into the text; no build is behind them
	results, err := dockerfile2llb.DockerfileLint(ctx, content, dockerfile2llb.ConvertOpt{
		SourceMap:      source,
		TargetPlatform: &ocispecs.Platform{OS: "linux", Architecture: "amd64"},
		MetaResolver:   noRegistry{},
	})
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	var found []string
	if results.Error != nil {
		found = append(found, results.Error.Message)
	}
	for _, w := range results.Warnings {
		found = append(found, fmt.Sprintf("line %d: %s: %s", line(w.Location), w.RuleName, w.Detail))
	}
	if len(found) > 0 {
		return fmt.Errorf("%s:\n  %s", path, strings.Join(found, "\n  "))
	}
	return nil
}

func line(at *pb.Location) int32 {
	if at == nil || len(at.Ranges) == 0 || at.Ranges[0].Start == nil {
		return 0
	}
	return at.Ranges[0].Start.Line
}
