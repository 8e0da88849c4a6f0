package main

import (
	"context"
	"errors"
	"flag"
	"fmt"

	"beli/internal/app"
)

func migrate(ctx context.Context, c call) error {
	flags := flag.NewFlagSet("migrate", flag.ContinueOnError)
	flags.SetOutput(c.out)
	from, to := flags.String("from", "", "sqlite or postgres"), flags.String("to", "", "postgres or sqlite")
	if err := flags.Parse(c.args); err != nil {
		return err
	}
	if *from == "" && *to == "" {
		return app.Migrate(ctx, c.config, c.out)
	}
	return app.MoveDatabase(ctx, c.config, *from, *to, c.out)
}

func backup(ctx context.Context, c call) error {
	if len(c.args) != 1 {
		return errors.New("say into which folder: backup FOLDER")
	}
	return app.Backup(ctx, c.config, c.args[0], c.out)
}

func restore(ctx context.Context, c call) error {
	if len(c.args) != 1 {
		return errors.New("say which archive: restore FILE")
	}
	return app.Restore(ctx, c.config, c.args[0], c.out)
}

func dump(_ context.Context, c call) error {
	for _, line := range c.config.Dump() {
		fmt.Fprintln(c.out, line)
	}
	return nil
}

func photos(ctx context.Context, c call) error {
	if len(c.args) == 0 || c.args[0] != "move" {
		return errors.New("say: photos move [-from disk -to s3], or the other way")
	}
	flags := flag.NewFlagSet("photos move", flag.ContinueOnError)
	flags.SetOutput(c.out)
	from, to := flags.String("from", "disk", "disk or s3"), flags.String("to", "s3", "s3 or disk")
	if err := flags.Parse(c.args[1:]); err != nil {
		return err
	}
	return app.MovePictures(ctx, c.config, *from, *to, c.out)
}

func evaluate(ctx context.Context, c call) error {
	if len(c.args) == 0 || c.args[0] != "search" {
		return errors.New("say: eval search -products CSV -queries CSV, or eval search -titles CSV -groups JSONL")
	}
	flags := flag.NewFlagSet("eval search", flag.ContinueOnError)
	flags.SetOutput(c.out)
	var in app.EvaluateInput
	flags.StringVar(&in.Products, "products", "", "CSV with id, name and category; plain or gzip")
	flags.StringVar(&in.Queries, "queries", "", "CSV with qid, query and relevant_2")
	flags.StringVar(&in.Titles, "titles", "", "CSV with posting_id and title")
	flags.StringVar(&in.Groups, "groups", "", "JSON lines with qid, query_full, query_full_id, query_short, query_typo and group")
	flags.IntVar(&in.Misses, "misses", 0, "print so many badly answered queries of each kind")
	flags.IntVar(&in.Days, "days", 1, "ask on so many days, as equal hits turn daily")
	if err := flags.Parse(c.args[1:]); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("%q is not understood", flags.Arg(0))
	}
	return app.EvaluateSearch(ctx, c.config, in, c.out)
}

func doctor(ctx context.Context, c call) error { return app.Doctor(ctx, c.config, c.refused, c.out) }

func health(ctx context.Context, c call) error { return app.Healthy(ctx, c.config, c.out) }

// with opens the program without its server, for one act.
func with(ctx context.Context, c call, act func(*app.App) error) error {
	a, err := app.New(ctx, c.config, c.out)
	if err != nil {
		return err
	}
	defer a.Close()
	return act(a)
}

func reindex(ctx context.Context, c call) error {
	return with(ctx, c, func(a *app.App) error { return a.Reindex(ctx) })
}

func verify(ctx context.Context, c call) error {
	return with(ctx, c, func(a *app.App) error { return a.Verify(ctx) })
}

func admin(ctx context.Context, c call) error {
	if len(c.args) != 1 {
		return fmt.Errorf("give the telephone number or e-mail address of the first administrator")
	}
	return with(ctx, c, func(a *app.App) error { return a.InviteAdmin(ctx, c.args[0]) })
}

func seed(ctx context.Context, c call) error {
	flags := flag.NewFlagSet("seed", flag.ContinueOnError)
	flags.SetOutput(c.out)
	scale := flags.Int("scale", 0, "further products beside the demo catalogue, up to 350000")
	pictures := flags.Bool("pictures", true, "draw the pictures before ending")
	if err := flags.Parse(c.args); err != nil {
		return err
	}
	return with(ctx, c, func(a *app.App) error { return a.Seed(ctx, *scale, *pictures) })
}
