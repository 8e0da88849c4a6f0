package config_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"beli/internal/config"
)

// What an operator copies must name every setting there is, and none that is not.
func TestExample_of_the_installation_names_every_setting_and_no_other(t *testing.T) {
	raw, err := os.ReadFile("../../deploy/env.example")
	if err != nil {
		t.Fatal(err)
	}
	var named []string
	for _, m := range regexp.MustCompile(`(?m)^#?(BELI_[A-Z0-9_]+)=`).FindAllStringSubmatch(string(raw), -1) {
		named = append(named, m[1])
	}
	if unknown := config.Unknown(appendEach(named, "=x")); len(unknown) > 0 {
		t.Errorf("the example names what is no setting: %v", unknown)
	}
	c, err := config.Load(func(string) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range c.Settings() {
		if !slices.Contains(named, s.Name) && !slices.Contains(named, s.Name+"_FILE") {
			t.Errorf("the example lacks %s", s.Name)
		}
	}
}

func appendEach(names []string, end string) []string {
	return strings.Split(strings.Join(names, end+"\n")+end, "\n")
}
