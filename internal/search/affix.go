package search

import "strings"

// shortestStem is the shortest word that affixes are taken off or put on.
const shortestStem = 4

// Relatives are words that may share the stem of a word by light Indonesian affixes: anyaman and anyam,
// pernikahan and nikah, jajan and jajanan. They are guesses: an engine takes one only if it stands in
// the catalogue, which keeps santan from becoming sant.
func Relatives(word string) []string {
	if !letters(word) || len(word) < shortestStem {
		return nil
	}
	var out []string
	add := func(w string) {
		if len(w) >= shortestStem && w != word {
			out = append(out, w)
		}
	}
	for _, stem := range strippedEnds(word) {
		add(stem)
		for _, s := range strippedStarts(stem) {
			add(s)
		}
	}
	for _, end := range []string{"an", "nya", "kan"} {
		add(word + end)
	}
	for _, start := range []string{"ber", "per", "pe", "ke", "di", "se", "ter"} {
		add(start + word)
		add(start + word + "an")
	}
	for _, w := range nasal(word) {
		add("me" + w)
		add("pe" + w)
		add("pe" + w + "an")
	}
	return out
}

// strippedEnds are the word itself and what remains without its ending.
func strippedEnds(word string) []string {
	out := []string{word}
	for _, end := range []string{"nya", "kan", "an", "lah", "ku", "mu"} {
		if stem, ok := strings.CutSuffix(word, end); ok {
			out = append(out, stem)
		}
	}
	return out
}

// strippedStarts are what remains without a prefix; where the prefix swallowed the first letter, with it.
func strippedStarts(word string) []string {
	var out []string
	for _, start := range []string{"ber", "per", "ter", "di", "ke", "se", "pe", "me"} {
		if stem, ok := strings.CutPrefix(word, start); ok {
			out = append(out, stem)
		}
	}
	for _, start := range []string{"me", "pe"} {
		rest, ok := strings.CutPrefix(word, start)
		if !ok {
			continue
		}
		for _, sound := range []struct{ nose, lost string }{{"ng", "k"}, {"ny", "s"}, {"m", "p"}, {"n", "t"}} {
			if stem, ok := strings.CutPrefix(rest, sound.nose); ok {
				out = append(out, stem, sound.lost+stem)
			}
		}
	}
	return out
}

// nasal gives a stem the sound that me- and pe- put before it: kirim → ngirim, batik → mbatik.
func nasal(stem string) []string {
	switch stem[0] {
	case 'k':
		return []string{"ng" + stem[1:]}
	case 's':
		return []string{"ny" + stem[1:]}
	case 'p':
		return []string{"m" + stem[1:]}
	case 't':
		return []string{"n" + stem[1:]}
	case 'b', 'f', 'v':
		return []string{"m" + stem}
	case 'c', 'd', 'j', 'z':
		return []string{"n" + stem}
	case 'a', 'e', 'i', 'o', 'u', 'g', 'h':
		return []string{"ng" + stem}
	}
	return []string{stem}
}
