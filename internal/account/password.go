package account

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
)

// argon2id with the second recommended option of RFC 9106 reduced to 19 MiB and two
// passes (OWASP): a cheap server answers in about 30 ms and cannot be starved of memory.
const (
	hashTime    = 2
	hashMemory  = 19 << 10 // KiB
	hashThreads = 1
	hashLength  = 32
)

// Hasher makes and checks password hashes, a few at a time.
type Hasher struct{ slots chan struct{} }

// NewHasher bounds how many hashes are computed at once, each of 19 MiB.
func NewHasher(slots int) *Hasher { return &Hasher{slots: make(chan struct{}, max(slots, 1))} }

// Hash makes a hash with a fresh salt.
func (h *Hasher) Hash(password string) string {
	salt := make([]byte, 16)
	rand.Read(salt)
	return fmt.Sprintf("$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s", hashMemory, hashTime, hashThreads,
		base64.RawStdEncoding.EncodeToString(salt), base64.RawStdEncoding.EncodeToString(h.compute(password, salt)))
}

func (h *Hasher) compute(password string, salt []byte) []byte {
	h.slots <- struct{}{}
	defer func() { <-h.slots }()
	return argon2.IDKey([]byte(password), salt, hashTime, hashMemory, hashThreads, hashLength)
}

// Matches compares in constant time. An empty or unknown hash costs as much as a real one,
// so that an absent account cannot be told by the clock.
func (h *Hasher) Matches(hash, password string) bool {
	salt, want := make([]byte, 16), make([]byte, hashLength)
	parts := strings.Split(hash, "$")
	known := len(parts) == 6 && parts[1] == "argon2id"
	if known {
		s, err1 := base64.RawStdEncoding.DecodeString(parts[4])
		w, err2 := base64.RawStdEncoding.DecodeString(parts[5])
		known = err1 == nil && err2 == nil && len(w) == hashLength
		if known {
			salt, want = s, w
		}
	}
	got := h.compute(password, salt)
	return subtle.ConstantTimeCompare(got, want) == 1 && known
}
