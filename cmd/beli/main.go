// Command beli is the marketplace: server, migrations, demo catalogue, and the tools of
// its operator, in one binary.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"beli/internal/app"
	"beli/internal/config"
)

// command is one verb of the program.
type command struct {
	name string
	help string
	run  func(ctx context.Context, c call) error
}

// call is what a command gets: its arguments, the settings, and where to print. refused is what is
// wrong with the settings; only the doctor hears of it.
type call struct {
	args    []string
	config  config.Config
	refused error
	out     io.Writer
}

func commands() []command {
	return []command{
		{"serve", "run the server until Ctrl-C", serve},
		{"migrate", "bring the database to this program's version, or move the shop: migrate -from sqlite -to postgres", migrate},
		{"backup", "write one archive of database and pictures: backup FOLDER", backup},
		{"restore", "put an archive into an empty database and picture store: restore FILE", restore},
		{"seed", "make a demo catalogue: seed [-scale N] [-pictures=false]", seed},
		{"reindex", "build the search index once and report how long it takes", reindex},
		{"admin", "invite the first administrator: admin CONTACT", admin},
		{"verify", "check the books: money, stock, orders, append-only tables", verify},
		{"eval", "measure search: eval search -products CSV -queries CSV, or -titles CSV -groups JSONL", evaluate},
		{"photos", "copy every picture to another store: photos move -from disk -to s3", photos},
		{"doctor", "say in words what is wrong with the settings and all they lead to", doctor},
		{"health", "ask the running server whether it is ready; exit 0 when it is", health},
		{"config", "print the settings in force, secrets hidden", dump},
	}
}

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, out, failures io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if len(args) == 0 {
		usage(out)
		return 2
	}
	for _, c := range commands() {
		if c.name != args[0] {
			continue
		}
		settings, err := app.Settings(os.Getenv, os.Environ())
		if err == nil || c.name == "doctor" {
			err = c.run(ctx, call{args: args[1:], config: settings, refused: err, out: out})
		}
		if err != nil && !errors.Is(err, context.Canceled) {
			fmt.Fprintf(failures, "beli %s: %v\n", c.name, err)
			return 1
		}
		return 0
	}
	usage(failures)
	return 2
}

func usage(out io.Writer) {
	fmt.Fprintln(out, "beli: the marketplace of Blitar's small producers\n\ncommands:")
	for _, c := range commands() {
		fmt.Fprintf(out, "  %-8s  %s\n", c.name, c.help)
	}
}
