// Package photo takes a picture as a phone made it and turns it into the ones a
// page shows: upright, without metadata, in four widths, small enough for a slow
// line. Pipeline does the work, Store keeps the bytes (disk here, an object store
// elsewhere), Library joins the two and is what the rest of the house calls.
//
// A photo is never changed: a new picture is a new Key. What was sent is kept as
// the variant "original", which no public name reaches, until ForgetOriginals.
package photo

import "beli/internal/fault"

// What a visitor can be told about a picture that was not taken, each Invalid.
var (
	// ErrEmpty is a file without a byte.
	ErrEmpty = fault.New(fault.Invalid, "photo_empty")
	// ErrTooLarge is a file of more than MaxBytes.
	ErrTooLarge = fault.New(fault.Invalid, "photo_too_large")
	// ErrType is anything that is not a still JPEG, PNG or WebP.
	ErrType = fault.New(fault.Invalid, "photo_type")
	// ErrHEIC is the raw format of an iPhone, told apart because a way out can be named.
	ErrHEIC = fault.New(fault.Invalid, "photo_heic")
	// ErrTooManyPixels is a picture that would need too much memory; found before decoding.
	ErrTooManyPixels = fault.New(fault.Invalid, "photo_too_many_pixels")
	// ErrBroken is a picture that starts well and cannot be read to its end.
	ErrBroken = fault.New(fault.Invalid, "photo_broken")
)

// What a Store answers beside success.
var (
	// ErrNotFound is a key or variant that is not there, or may not be asked for.
	ErrNotFound = fault.New(fault.NotFound, "photo_not_found")
	// ErrExists is a second Put of the same key and variant.
	ErrExists = fault.New(fault.Conflict, "photo_exists")
	// ErrUnavailable is a store that cannot be reached or cannot write.
	ErrUnavailable = fault.New(fault.Unavailable, "photo_store_unavailable")
)
