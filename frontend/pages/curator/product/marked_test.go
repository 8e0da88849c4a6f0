package product

import (
	"strings"
	"testing"
)

func TestMarkedTextsReadAsTheyWereWritten(t *testing.T) {
	long := strings.Repeat("ketan gula kelapa ", 500)
	for _, c := range [][2]string{{"", "baru"}, {"lama", ""}, {"satu dua tiga", "satu tiga"}, {"satu\ndua", "satu dua"}, {"a b c d", "d c b a"}, {long, long + "x"}} {
		was, will := marked(c[0], c[1])
		if got := joined(was); got != c[0] && strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(c[0]), " ") {
			t.Errorf("%q reads %q", c[0], got)
		}
		if got := joined(will); got != c[1] {
			t.Errorf("%q reads %q", c[1], got)
		}
	}
	was, will := marked("satu dua tiga", "satu dua belas tiga")
	if len(was) != 1 || was[0].changed || len(will) != 3 || will[1].text != "belas " || !will[1].changed {
		t.Errorf("%v %v", was, will)
	}
}

func joined(list []piece) string {
	var b strings.Builder
	for _, p := range list {
		b.WriteString(p.text)
	}
	return b.String()
}
