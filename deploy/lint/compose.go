package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
)

// room is what the services may hold together on a machine of 4 GB.
const room = 3400 << 20

// lintCompose loads compose.yml as Compose does, with the example settings, and then checks what
// we promise of it: nothing open but the door, nothing privileged, everything bounded and pinned.
func lintCompose(ctx context.Context, dir string) (int, error) {
	options, err := cli.NewProjectOptions([]string{filepath.Join(dir, "compose.yml")},
		cli.WithWorkingDirectory(dir), cli.WithProfiles([]string{"*"}),
		cli.WithEnv([]string{"BELI_PUBLIC_URL=https://beli.example.id"}),
		// The operator's .env is made from the example; the two must not differ in what they can say.
		cli.WithLoadOptions(), cli.WithoutEnvironmentResolution)
	if err != nil {
		return 0, err
	}
	project, err := options.LoadProject(ctx)
	if err != nil {
		return 0, fmt.Errorf("compose.yml: %w", err)
	}
	example, err := os.ReadFile(filepath.Join(dir, "env.example"))
	if err != nil {
		return 0, err
	}
	var problems []error
	var memory types.UnitBytes
	for _, name := range slices.Sorted(maps.Keys(project.Services)) {
		s := project.Services[name]
		for _, reason := range faults(name, s, string(example)) {
			problems = append(problems, fmt.Errorf("compose.yml: %s: %s", name, reason))
		}
		if s.Restart == "unless-stopped" {
			memory += s.MemLimit
		}
	}
	if memory > room {
		problems = append(problems, fmt.Errorf("compose.yml: the services may hold %d MB together, more than %d", memory>>20, room>>20))
	}
	if inside := project.Networks["inside"]; !inside.Internal {
		problems = append(problems, errors.New("compose.yml: network inside reaches the world"))
	}
	return len(project.Services), errors.Join(problems...)
}

// pinned is an image whose release, or at least major version, is named.
var pinned = regexp.MustCompile(`:(v?\d+[\w.-]*|local)$`)

func faults(name string, s types.ServiceConfig, example string) (out []string) {
	add := func(bad bool, format string, args ...any) {
		if bad {
			out = append(out, fmt.Sprintf(format, args...))
		}
	}
	add(!pinned.MatchString(s.Image), "image %q names no version", s.Image)
	add(!s.ReadOnly, "its root can be written")
	add(!slices.Equal(s.CapDrop, []string{"ALL"}), "it keeps capabilities")
	add(!slices.Contains(s.SecurityOpt, "no-new-privileges:true"), "it may gain privileges")
	add(s.Privileged || s.NetworkMode == "host" || s.Pid == "host", "it is not contained")
	add(s.MemLimit == 0 || s.PidsLimit == 0, "its memory or its processes have no limit")
	add(s.Restart != "unless-stopped" && s.Restart != "no", "restart is %q", s.Restart)
	add(s.Restart == "unless-stopped" && name != "proxy" && s.Build == nil && s.HealthCheck == nil, "nobody asks whether it is well")
	var open []string
	for _, p := range s.Ports {
		open = append(open, p.Published+":"+fmt.Sprint(p.Target))
	}
	if name == "proxy" {
		add(!slices.Equal(open, []string{"80:80", "443:443"}) || !slices.Equal(s.CapAdd, []string{"NET_BIND_SERVICE"}), "it opens %v with %v", open, s.CapAdd)
	} else {
		add(len(open) > 0 || len(s.CapAdd) > 0, "it opens %v with %v", open, s.CapAdd)
	}
	for setting, value := range s.Environment {
		known := strings.Contains(example, "\n"+setting+"=") || strings.Contains(example, "\n#"+setting+"=")
		add(strings.HasPrefix(setting, "BELI_") && !known, "%s is not in env.example", setting)
		plain := strings.Contains(setting, "PASSWORD") || strings.Contains(setting, "SECRET") || strings.Contains(setting, "MASTER_KEY")
		add(value != nil && plain && !strings.HasSuffix(setting, "_FILE"), "%s holds a secret that a file should hold", setting)
	}
	return out
}
