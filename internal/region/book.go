package region

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

//go:embed wilayah_indonesia.csv.gz
var packed []byte

// Book is all places. It is read-only and safe for concurrent use.
//
// Rows are in the order of their codes, so that everything in a place follows it. A code
// is kept as the number PPRRDDVVVV. Names stand one after another in a single string.
type Book struct {
	keys      []uint64
	postal    []uint32
	names     string
	nameEnd   []uint32 // names[nameEnd[i-1]:nameEnd[i]] is the name of row i
	folded    string   // for Find: " kabupaten blitar\n" for each row
	foldedEnd []uint32
	words     wordIndex
	kecamatan []Kecamatan
	// kecamatanAt is the place in kecamatan of a code.
	kecamatanAt map[string]int
}

// keyEnd is above every key.
const keyEnd = 100_00_00_0000

// Open unpacks the embedded data, which takes a fraction of a second: open it once and
// hand it on. An error means that the program was built with broken data.
func Open() (*Book, error) {
	unzip, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("unpack the regions: %w", err)
	}
	const rows = 91_599
	b := &Book{
		keys: make([]uint64, 0, rows), postal: make([]uint32, 0, rows),
		nameEnd: make([]uint32, 0, rows), foldedEnd: make([]uint32, 0, rows),
	}
	lines := csv.NewReader(unzip)
	lines.ReuseRecord, lines.FieldsPerRecord = true, 3
	if _, err := lines.Read(); err != nil {
		return nil, fmt.Errorf("read the regions: %w", err)
	}
	names, folded := make([]byte, 0, 900_000), make([]byte, 0, 1_100_000)
	for {
		line, err := lines.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("read the regions: %w", err)
		}
		key, ok := parseCode(line[0])
		if !ok || (len(b.keys) > 0 && key <= b.keys[len(b.keys)-1]) {
			return nil, fmt.Errorf("read the regions: code %q is malformed or out of order", line[0])
		}
		postal, _ := strconv.ParseUint(line[2], 10, 32) // only villages have one
		b.keys = append(b.keys, key)
		b.postal = append(b.postal, uint32(postal))
		names = appendSpaced(names, line[1])
		b.nameEnd = append(b.nameEnd, uint32(len(names)))
		folded = appendFolded(folded, line[1])
		folded = append(folded, otherName(line[0])...)
		folded = append(folded, '\n')
		b.foldedEnd = append(b.foldedEnd, uint32(len(folded)))
	}
	b.names, b.folded = string(names), string(folded)
	b.words = indexWords(b.folded)
	if b.kecamatan, err = b.layTiles(); err != nil {
		return nil, err
	}
	b.kecamatanAt = make(map[string]int, len(b.kecamatan))
	for i, k := range b.kecamatan {
		b.kecamatanAt[k.Code] = i
	}
	return b, nil
}

// otherName is what everybody calls two provinces.
func otherName(code string) string {
	switch code {
	case "31":
		return " dki"
	case "34":
		return " diy"
	}
	return ""
}

// appendSpaced appends name with single spaces between its words: the source is untidy there.
func appendSpaced(to []byte, name string) []byte {
	first := true
	for word := range strings.FieldsSeq(name) {
		if !first {
			to = append(to, ' ')
		}
		to, first = append(to, word...), false
	}
	return to
}

// appendFolded appends the words of text in lower case, each after a space. An
// apostrophe joins (Pa'da is searched as pada), any other mark parts.
func appendFolded(to []byte, text string) []byte {
	inWord := false
	for _, c := range text {
		switch {
		case c == '\'' || c == '’' || c == '`':
			continue
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case ('a' <= c && c <= 'z') || ('0' <= c && c <= '9'):
		default:
			inWord = false
			continue
		}
		if !inWord {
			to, inWord = append(to, ' '), true
		}
		to = append(to, byte(c))
	}
	return to
}

func (b *Book) row(code string) (int, bool) {
	key, ok := parseCode(code)
	if !ok {
		return 0, false
	}
	return slices.BinarySearch(b.keys, key)
}

func (b *Book) place(row int) Place {
	key := b.keys[row]
	p := Place{Code: formatCode(key), Level: levelOf(key), Name: span(b.names, b.nameEnd, row)}
	if b.postal[row] != 0 {
		p.PostalCode = fmt.Sprintf("%05d", b.postal[row])
	}
	return p
}

func span(text string, ends []uint32, row int) string {
	if row == 0 {
		return text[:ends[0]]
	}
	return text[ends[row-1]:ends[row]]
}

// stepOf is the distance between neighbouring keys of a level.
func stepOf(l Level) uint64 {
	switch l {
	case Province:
		return 1_00_00_0000
	case Regency:
		return 1_00_0000
	case District:
		return 1_0000
	}
	return 1
}

func levelOf(key uint64) Level {
	switch {
	case key%1_00_00_0000 == 0:
		return Province
	case key%1_00_0000 == 0:
		return Regency
	case key%1_0000 == 0:
		return District
	}
	return Village
}

// parseCode reads exactly the four shapes of a code, groups of zeros refused.
func parseCode(code string) (uint64, bool) {
	var key, group uint64
	for i := range len(code) {
		c := code[i]
		if i == 2 || i == 5 || i == 8 {
			if c != '.' || group == 0 {
				return 0, false
			}
			group = 0
			continue
		}
		if c < '0' || c > '9' {
			return 0, false
		}
		group = group*10 + uint64(c-'0')
		key = key*10 + uint64(c-'0')
	}
	if group == 0 {
		return 0, false
	}
	switch len(code) {
	case 2:
		return key * 1_00_00_0000, true
	case 5:
		return key * 1_00_0000, true
	case 8:
		return key * 1_0000, true
	case 13:
		return key, true
	}
	return 0, false
}

func formatCode(key uint64) string {
	digits := fmt.Sprintf("%010d", key)
	full := digits[:2] + "." + digits[2:4] + "." + digits[4:6] + "." + digits[6:]
	return full[:[]int{2, 5, 8, 13}[levelOf(key)-1]]
}
