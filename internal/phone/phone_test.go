package phone_test

import (
	"testing"

	"beli/internal/phone"
)

func TestParse_reads_every_way_people_write_one_number(t *testing.T) {
	for _, in := range []string{"081234567890", "0812 3456 7890", "0812-3456-7890", "0812.3456.7890", "+6281234567890",
		"+62 812-3456-7890", "6281234567890", "62 812 3456 7890", "+62 0812 3456 7890", "(0812) 34567890", " 81234567890 "} {
		if got, err := phone.Parse(in); err != nil || got != "+6281234567890" {
			t.Errorf("%q: %q %v", in, got, err)
		}
	}
}

func TestParse_refuses_what_is_no_mobile_number(t *testing.T) {
	for _, in := range []string{"", "0", "08", "08123456", "0812345678901234", "0342123456", "+15551234567", "0812x4567890",
		"٠٨١٢٣٤٥٦٧٨٩٠", "+0812345678", "112", "080012345678", "++62812345678", "0812345678; DROP"} {
		if got, err := phone.Parse(in); err == nil {
			t.Errorf("%q was read as %q", in, got)
		}
	}
}

func TestNumber_prints_for_people_and_for_WhatsApp(t *testing.T) {
	for n, want := range map[phone.Number]string{
		"+6281234567890": "0812-3456-7890", "+62812345678": "0812-3456-78", "+628123456789012": "0812-3456-789012", "": "",
	} {
		if got := n.String(); got != want {
			t.Errorf("%q prints %q, want %q", string(n), got, want)
		}
	}
	n := phone.Number("+6281234567890")
	if got := n.WhatsApp("Halo, Bu & Pak"); got != "https://wa.me/6281234567890?text=Halo%2C%20Bu%20%26%20Pak" {
		t.Error(got)
	}
	if n.WhatsApp("") != "https://wa.me/6281234567890" || n.LastFour() != "7890" {
		t.Error(n.WhatsApp(""), n.LastFour())
	}
}

func FuzzParse(f *testing.F) {
	f.Add("0812 3456 7890")
	f.Fuzz(func(t *testing.T, in string) {
		n, err := phone.Parse(in)
		if err != nil {
			return
		}
		if again, err := phone.Parse(n.String()); err != nil || again != n {
			t.Fatalf("%q → %q → %q %v", in, string(n), n.String(), err)
		}
	})
}
