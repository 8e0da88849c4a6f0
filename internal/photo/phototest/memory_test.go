package phototest_test

import (
	"testing"

	"beli/internal/photo"
	"beli/internal/photo/phototest"
)

func TestMemoryKeepsTheContract(t *testing.T) {
	phototest.Exercise(t, func(*testing.T) photo.Store { return phototest.Memory() })
}
