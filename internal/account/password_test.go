package account_test

import (
	"strings"
	"testing"

	"beli/internal/account"
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
