package catalog

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// HalalState is what the maker says about a food product; the badge needs a curator's check besides.
type HalalState string

// The halal states. HalalNone is for what is not food.
const (
	HalalNone      HalalState = "none"
	HalalCertified HalalState = "certified"
	HalalInProcess HalalState = "in_process"
	NonHalal       HalalState = "non_halal"
	HalalExempt    HalalState = "exempt"
)

// HalalStates lists the states in the order of the form.
func HalalStates() []HalalState {
	return []HalalState{HalalNone, HalalCertified, HalalInProcess, NonHalal, HalalExempt}
}

// Values lists the states for the database schema.
func (HalalState) Values() []string { return texts(HalalStates()) }

// Known tells whether a state is one of the list.
func (h HalalState) Known() bool {
	for _, s := range HalalStates() {
		if h == s {
			return true
		}
	}
	return false
}

var (
	halalShape = regexp.MustCompile(`^ID[0-9]{14,18}$`)
	pirtShape  = regexp.MustCompile(`^[0-9]{15,17}$`)
	pirtPrefix = regexp.MustCompile(`^(P-?IRT|PIRT|SPP-?IRT)?\s*(NO\.?|NOMOR)?\s*:?\s*`)
)

// CleanHalal brings a typed certificate number into its stored form: capitals, no spaces, dots or hyphens.
func CleanHalal(s string) string {
	return strings.NewReplacer(" ", "", ".", "", "-", "", "\t", "").Replace(strings.ToUpper(strings.TrimSpace(s)))
}

// HalalProblem is the code of what is wrong with a cleaned certificate number, "" when it
// is well formed. A decree (KH…) and the former MUI number are not the certificate number.
func HalalProblem(number string) string {
	switch {
	case number == "":
		return "required"
	case strings.HasPrefix(number, "KH"):
		return "halal_is_decree"
	case strings.HasPrefix(number, "MUI"):
		return "halal_is_mui"
	case !halalShape.MatchString(number):
		return "halal_number"
	}
	return ""
}

// CleanPIRT brings a typed P-IRT number into its stored form, "2063505010123-29"; what
// cannot be read comes back trimmed, for PIRTProblem to refuse.
func CleanPIRT(s string) string {
	up := strings.ToUpper(strings.TrimSpace(s))
	rest := pirtPrefix.ReplaceAllString(up, "")
	digits := strings.NewReplacer(" ", "", ".", "", "-", "").Replace(rest)
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return strings.TrimSpace(s)
	}
	if len(digits) > 13 {
		return digits[:13] + "-" + digits[13:]
	}
	return digits
}

// PIRTProblem is the code of what is wrong with a cleaned P-IRT number, "" when it is
// well formed. The older number of 12 digits has lost its validity.
func PIRTProblem(number string) string {
	digits := strings.Replace(number, "-", "", 1)
	switch {
	case len(digits) == 12 && strings.Trim(digits, "0123456789") == "":
		return "pirt_old"
	case !pirtShape.MatchString(digits):
		return "pirt_number"
	case digits[0] < '1' || digits[0] > '8':
		return "pirt_packaging"
	}
	return ""
}

// PIRTUntil is the last day of the year a well-formed P-IRT number names, in WIB; zero for another.
func PIRTUntil(number string, wib *time.Location) time.Time {
	digits := strings.Replace(number, "-", "", 1)
	if PIRTProblem(number) != "" {
		return time.Time{}
	}
	year, _ := strconv.Atoi(digits[13:15])
	return time.Date(2000+year+1, time.January, 1, 0, 0, 0, 0, wib).Add(-time.Second)
}

// pirtLocal tells whether a number was given by Kabupaten or Kota Blitar.
func pirtLocal(number string) bool {
	return len(number) >= 7 && (number[3:7] == "3505" || number[3:7] == "3572")
}
