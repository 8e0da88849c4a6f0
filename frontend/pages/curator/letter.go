package curator

import "beli/frontend/text"

// Letter is what an owner is written about a decision, in the owner's words or else in the page's.
// While reason is still "" a line holds its place.
func (s Screen) Letter(owners text.Words, key, owner, name, reason string) string {
	w := s.Words
	if owners.Has(key) {
		w = owners
	}
	if reason == "" {
		reason = w.T("curator.letter_reason")
	}
	return w.T(key, owner, name, reason)
}
