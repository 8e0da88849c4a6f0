package account_test

import (
	"strings"
	"testing"
	"time"

	"beli/internal/account"
	"beli/internal/clock"
)

func TestHasher_matches_its_own_hashes_and_nothing_else(t *testing.T) {
	h := account.NewHasher(1)
	hash, again := h.Hash("wajik kletik"), h.Hash("wajik kletik")
	if hash == again {
		t.Error("two hashes of one password are equal: the salt is missing")
	}
	if !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") || strings.Contains(hash, "wajik") {
		t.Errorf("kept as %q", hash)
	}
	if !h.Matches(hash, "wajik kletik") {
		t.Error("the right password does not match")
	}
	for _, other := range []struct{ hash, password string }{
		{hash, "wajik kletek"}, {hash, ""}, {hash, "wajik kletik "}, {"", ""}, {"", "wajik kletik"},
		{"$argon2id$v=19$m=19456,t=2,p=1$$", ""}, {"wajik kletik", "wajik kletik"}, {"$2a$10$abc", "wajik kletik"},
	} {
		if h.Matches(other.hash, other.password) {
			t.Errorf("%q opens %q", other.password, other.hash)
		}
	}
}

func TestHasher_works_as_long_for_an_absent_account_as_for_a_real_one(t *testing.T) {
	h := account.NewHasher(1)
	hash := h.Hash("wajik kletik")
	// The fastest of a few runs, so that a busy machine disturbs neither side.
	fastest := func(hash string) time.Duration {
		best := time.Hour
		for range 5 {
			began := clock.Started()
			h.Matches(hash, "salah sekali")
			best = min(best, clock.Since(began))
		}
		return best
	}
	if absent, real := fastest(""), fastest(hash); absent < real/2 {
		t.Errorf("an absent account takes %v, a real one %v", absent, real)
	}
}
