package main

import (
	"context"
	"fmt"
	"io"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// purchases runs BenchmarkPlace, which stands with the wiring of the program, and holds its
// two sides against each other.
func purchases(ctx context.Context, out io.Writer) error {
	cmd := exec.CommandContext(ctx, "go", "test", "-run", "^$", "-bench", "^BenchmarkPlace$", "-benchtime", "2s", "-count", "3", "./internal/app/")
	said, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("BenchmarkPlace: %w\n%s", err, said)
	}
	fmt.Fprint(out, "\npurchases of two shops and three lines, 16 at once, medians of 3 runs\n")
	sides := readPlace(string(said))
	for _, db := range []string{"sqlite", "postgres"} {
		place, bare := sides[db+"/place"], sides[db+"/bare_sql"]
		if place == 0 || bare == 0 {
			fmt.Fprintf(out, "%-9s NOT MEASURED: its server is not installed\n", db)
			continue
		}
		fmt.Fprintf(out, "%-9s Place %6.0f/s   bare SQL of the same writes %6.0f/s   %5.1f %% (expected ≥ 25 %%)\n", db, place, bare, 100*place/bare)
	}
	return nil
}

// readPlace is the median of purchases a second by database and side.
func readPlace(report string) map[string]float64 {
	runs := map[string][]float64{}
	for _, line := range strings.Split(report, "\n") {
		name := regexp.MustCompile(`^BenchmarkPlace/([a-z_]+/[a-z_]+?)(-\d+)?\s`).FindStringSubmatch(line)
		rate := regexp.MustCompile(`([\d.]+) purchases/s`).FindStringSubmatch(line)
		if name == nil || rate == nil {
			continue
		}
		if n, err := strconv.ParseFloat(rate[1], 64); err == nil {
			runs[name[1]] = append(runs[name[1]], n)
		}
	}
	out := map[string]float64{}
	for name, list := range runs {
		slices.Sort(list)
		out[name] = list[len(list)/2]
	}
	return out
}
