package disk_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"beli/internal/fault"
	"beli/internal/photo"
	"beli/internal/photo/disk"
	"beli/internal/photo/phototest"
)

func open(t *testing.T, folder string) *disk.Store {
	t.Helper()
	s, err := disk.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestDiskKeepsTheContract(t *testing.T) {
	phototest.Exercise(t, func(t *testing.T) photo.Store { return open(t, t.TempDir()) })
}

func TestPhotosOutliveTheProcess(t *testing.T) {
	folder, key := t.TempDir(), photo.NewKey()
	if err := open(t, folder).Put(t.Context(), key, photo.Share, strings.NewReader("card"), 4); err != nil {
		t.Fatal(err)
	}
	if ok, err := open(t, folder).Exists(t.Context(), key, photo.Share); !ok || err != nil {
		t.Errorf("after opening again: %v, %v", ok, err)
	}
}

func TestNothingIsLeftOfWhatFailedOrWasDeleted(t *testing.T) {
	folder, key := t.TempDir(), photo.NewKey()
	s := open(t, folder)
	if err := s.Put(t.Context(), key, photo.Share, iotest.ErrReader(errors.New("cut")), 4); err == nil {
		t.Fatal("a failing body was taken")
	}
	if err := s.Put(t.Context(), key, photo.Share, strings.NewReader("card"), 4); err != nil {
		t.Fatal(err)
	}
	if err := s.Delete(t.Context(), key, photo.Share); err != nil {
		t.Fatal(err)
	}
	err := filepath.WalkDir(folder, func(name string, d os.DirEntry, err error) error {
		if err == nil && (!d.IsDir() || d.Name() == string(key)) {
			t.Errorf("left behind: %s", name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestOpeningClearsOnlyWhatADeadProcessLeft(t *testing.T) {
	folder := t.TempDir()
	open(t, folder)
	dead := filepath.Join(folder, ".unfinished", "dead")
	alive := filepath.Join(folder, ".unfinished", "alive")
	for _, name := range []string{dead, alive} {
		if err := os.WriteFile(name, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	info, err := os.Stat(dead)
	if err != nil {
		t.Fatal(err)
	}
	old := info.ModTime().Add(-2 * time.Hour)
	if err := os.Chtimes(dead, old, old); err != nil {
		t.Fatal(err)
	}
	open(t, folder)
	if _, err := os.Stat(dead); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the abandoned file is still there: %v", err)
	}
	if _, err := os.Stat(alive); err != nil {
		t.Errorf("a file being written was cleared: %v", err)
	}
}

func TestALinkDoesNotLeadOutOfTheFolder(t *testing.T) {
	folder, outside, key := t.TempDir(), t.TempDir(), photo.NewKey()
	secret := filepath.Join(outside, "360.jpg")
	if err := os.WriteFile(secret, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := open(t, folder)
	if err := os.Mkdir(filepath.Join(folder, string(key[:2])), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(folder, string(key[:2]), string(key))); err != nil {
		t.Fatal(err)
	}
	if o, err := s.Open(t.Context(), key, "360.jpg"); err == nil {
		o.Close()
		t.Error("a file outside of the folder was opened")
	}
	if err := s.Delete(t.Context(), key, "360.jpg"); err == nil {
		t.Error("a file outside of the folder was deleted")
	}
	if _, err := os.Stat(secret); err != nil {
		t.Errorf("the file outside is gone: %v", err)
	}
}

func TestAStoreThatCannotWriteSaysSo(t *testing.T) {
	folder, key := t.TempDir(), photo.NewKey()
	s := open(t, folder)
	// a file in the place of the shelf
	if err := os.WriteFile(filepath.Join(folder, string(key[:2])), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	err := s.Put(t.Context(), key, photo.Share, strings.NewReader("card"), 4)
	if fault.KindOf(err) != fault.Unavailable {
		t.Errorf("put: %v, want unavailable", err)
	}
}

func TestFilesOfOthersAreNotListed(t *testing.T) {
	folder := t.TempDir()
	s := open(t, folder)
	for _, name := range []string{"README", "aa/notes.txt", ".unfinished/" + string(photo.NewKey())} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(folder, name)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	err := s.Each(t.Context(), func(e photo.Entry) error {
		t.Errorf("listed %+v", e)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
