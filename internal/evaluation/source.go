package evaluation

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// Problem is what is wrong with a file, in words for who wrote it.
type Problem struct {
	File string
	Line int // 0 when it is the whole file
	Says string
}

// Error implements error.
func (p Problem) Error() string {
	if p.Line == 0 {
		return p.File + ": " + p.Says
	}
	return fmt.Sprintf("%s, line %d: %s", p.File, p.Line, p.Says)
}

// errGzip marks what the decompressor could not read.
var errGzip = errors.New("the gzip is damaged or cut off")

// source is an open file, decompressed where it is gzip by its first bytes.
type source struct {
	file *os.File
	text *bufio.Reader
}

func open(path string) (*source, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err // it names the file
	}
	s := &source{file: f, text: bufio.NewReader(f)}
	if head, _ := s.text.Peek(2); bytes.Equal(head, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(s.text)
		if err != nil {
			f.Close()
			return nil, Problem{File: path, Says: errGzip.Error()}
		}
		s.text = bufio.NewReader(unzipped{z})
	}
	if head, _ := s.text.Peek(3); bytes.Equal(head, []byte("\xef\xbb\xbf")) {
		s.text.Discard(len(head)) // a byte order mark, as spreadsheets write
	}
	switch _, err := s.text.Peek(1); {
	case errors.Is(err, io.EOF):
		f.Close()
		return nil, Problem{File: path, Says: "the file is empty"}
	case err != nil:
		f.Close()
		return nil, told(path, 0, err)
	}
	return s, nil
}

// told puts a failure to read after a line in words.
func told(path string, line int, err error) error {
	if !errors.Is(err, errGzip) {
		return fmt.Errorf("read %s: %w", path, err)
	}
	return Problem{File: path, Says: fmt.Sprintf("%s after line %d", errGzip, line)}
}

// unzipped names the errors of a decompressor.
type unzipped struct{ from io.Reader }

// Read implements io.Reader.
func (u unzipped) Read(p []byte) (int, error) {
	n, err := u.from.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = fmt.Errorf("%w: %w", errGzip, err)
	}
	return n, err
}

// eachRow reads a CSV file with a header and hands on the named columns of every row, in their order. What each
// returns ends the reading; a sentence becomes a Problem of that line.
func eachRow(path string, columns []string, each func(line int, fields []string) error) error {
	s, err := open(path)
	if err != nil {
		return err
	}
	defer s.file.Close()
	r := csv.NewReader(s.text)
	header, err := r.Read()
	if err != nil {
		return rowProblem(path, 0, header, r, err)
	}
	var at []int
	var missing []string
	for _, name := range columns {
		n := slices.IndexFunc(header, func(h string) bool { return strings.TrimSpace(h) == name })
		if at = append(at, n); n < 0 {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		return Problem{path, 1, fmt.Sprintf("the columns lack %s; there are %s", strings.Join(missing, ", "), strings.Join(header, ", "))}
	}
	for line := 1; ; {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			if line == 1 {
				return Problem{File: path, Says: "there is no row below the header"}
			}
			return nil
		}
		if err != nil {
			return rowProblem(path, line, row, r, err)
		}
		line, _ = r.FieldPos(0)
		fields := make([]string, len(at))
		for i, n := range at {
			fields[i] = strings.TrimSpace(row[n])
		}
		if err := each(line, fields); err != nil {
			return Problem{path, line, err.Error()}
		}
		line, _ = r.FieldPos(len(row) - 1)
	}
}

func rowProblem(path string, line int, row []string, r *csv.Reader, err error) error {
	var p *csv.ParseError
	if !errors.As(err, &p) {
		if errors.Is(err, io.EOF) {
			return Problem{File: path, Says: "the file is empty"}
		}
		return told(path, line, err)
	}
	switch {
	case errors.Is(p.Err, csv.ErrFieldCount):
		return Problem{path, p.StartLine, fmt.Sprintf("the header has %d columns, this row %d", r.FieldsPerRecord, len(row))}
	case errors.Is(p.Err, csv.ErrQuote), errors.Is(p.Err, csv.ErrBareQuote):
		return Problem{path, p.StartLine, "a quotation mark is out of place"}
	}
	return Problem{path, p.StartLine, p.Err.Error()}
}

// eachLine hands on every line that is not blank.
func eachLine(path string, each func(line int, text []byte) error) error {
	s, err := open(path)
	if err != nil {
		return err
	}
	defer s.file.Close()
	for line, any := 1, false; ; line++ {
		text, err := s.text.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return told(path, line-1, err)
		}
		if text = bytes.TrimSpace(text); len(text) > 0 {
			any = true
			if err := each(line, text); err != nil {
				return Problem{path, line, err.Error()}
			}
		}
		if err == nil {
			continue
		}
		if !any {
			return Problem{File: path, Says: "the file is empty"}
		}
		return nil
	}
}
