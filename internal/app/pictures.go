package app

import (
	"context"
	"errors"
	"fmt"
	"io"

	"beli/internal/config"
	"beli/internal/photo"
	"beli/internal/photo/disk"
	"beli/internal/photo/s3"
)

// The places pictures can be moved between.
const (
	onDisk   = "disk"
	inBucket = "s3"
)

// MovePictures copies every picture from one store to the other and compares both; nothing is
// deleted, and what is there already is left out, so that it can be begun again.
func MovePictures(ctx context.Context, c config.Config, from, to string, out io.Writer) error {
	if from == to || from != onDisk && from != inBucket || to != onDisk && to != inBucket {
		return errors.New("say where from and where to: photos move -from disk -to s3, or the other way")
	}
	if c.Photos.S3Endpoint == "" {
		return errors.New("set BELI_S3_ENDPOINT, BELI_S3_BUCKET, BELI_S3_ACCESS_KEY and BELI_S3_SECRET_KEY: the bucket is one of the two places")
	}
	folder, err := disk.Open(c.Photos.Dir)
	if err != nil {
		return err
	}
	defer folder.Close()
	bucket, err := s3.Open(s3Options(c.Photos))
	if err != nil {
		return err
	}
	defer bucket.Close()
	if err := bucket.Health(ctx); err != nil {
		return err
	}
	var source, target photo.Store = folder, bucket
	if from == inBucket {
		source, target = bucket, folder
	}
	far := newMeter(out)
	moved, err := photo.Move(ctx, source, target, func(done int) { far.show("%d files looked at", done) })
	far.end()
	fmt.Fprintf(out, "%d files copied (%d MB), %d were there already, %d are only at the target\n", moved.Copied, moved.Bytes>>20, moved.Skipped, moved.Extra)
	return err
}

func s3Options(c config.Photos) s3.Options {
	return s3.Options{Endpoint: c.S3Endpoint, Bucket: c.S3Bucket, Region: c.S3Region, AccessKey: c.S3AccessKey, SecretKey: c.S3SecretKey.Reveal()}
}
