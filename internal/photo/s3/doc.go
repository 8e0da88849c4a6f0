// Package s3 keeps photos in a bucket of an object store that speaks S3, such as
// MinIO: {key}/{variant}. The bucket is private; whoever looks at a picture asks this
// program, never the bucket. Nothing here needs the store at start: the bucket is
// prepared on first use, and a store that is away or slow is told as
// photo.ErrUnavailable within a bound.
//
// The key needs ListBucket on the bucket and GetObject, PutObject and DeleteObject in it;
// CreateBucket, GetBucketPolicy and PutBucketPolicy only where nobody else makes the
// bucket and shuts it.
//
// A bucket with versioning on keeps what is deleted; leave it off where deleted
// pictures have to be gone.
package s3
