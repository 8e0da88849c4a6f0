package s3

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
	"github.com/minio/minio-go/v7/pkg/s3utils"

	"beli/internal/photo"
)

// Options says where the bucket is and who we are there. SecretKey never appears in an
// error or when Options are printed.
type Options struct {
	// Endpoint is http(s)://host[:port], without a path.
	Endpoint             string
	Bucket               string
	AccessKey, SecretKey string
	// Region may be empty: it is read from an address of Amazon, else us-east-1.
	Region string
	// Transport carries the requests; nil is one that connects within 2 seconds.
	Transport http.RoundTripper
	// Patience is how long a store may take to begin an answer, 0 is 5 seconds. A page of
	// a listing may take three times as long, an upload four times.
	Patience time.Duration
}

// String hides the keys.
func (o Options) String() string { return o.Endpoint + " " + o.Bucket }

// GoString hides the keys.
func (o Options) GoString() string { return o.String() }

// MarshalText hides the keys from text and JSON encoders.
func (o Options) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

// connectWithin is generous for a store that stands beside us.
const connectWithin = 2 * time.Second

// Store is a photo.Store in a bucket.
type Store struct {
	client    *minio.Client
	transport http.RoundTripper
	bucket    string
	region    string
	patience  time.Duration

	mu       sync.Mutex
	prepared bool
	running  *preparation

	condition atomic.Int32  // what is known of conditional writes
	naming    chan struct{} // held from "is the name free" to "take it" where the store cannot do both
}

// Open checks the options; it does not need the store to be there. The error says what
// is wrong with them.
func Open(o Options) (*Store, error) {
	at, err := address(o.Endpoint)
	if err != nil {
		return nil, err
	}
	if err := s3utils.CheckValidBucketNameStrict(o.Bucket); err != nil {
		return nil, fmt.Errorf("name of the photo bucket: %w", err)
	}
	if o.AccessKey == "" || o.SecretKey == "" {
		return nil, errors.New("the photo bucket needs an access key and a secret key")
	}
	s := &Store{transport: o.Transport, bucket: o.Bucket, region: o.Region, patience: o.Patience, naming: make(chan struct{}, 1)}
	if s.patience <= 0 {
		s.patience = 5 * time.Second
	}
	if s.region == "" {
		s.region = s3utils.GetRegionFromURL(*at)
	}
	if s.region == "" {
		s.region = "us-east-1"
	}
	if s.transport == nil {
		s.transport = carrier(s.patience)
	}
	s.client, err = minio.New(at.Host, &minio.Options{
		Creds:  credentials.NewStaticV4(o.AccessKey, o.SecretKey, ""),
		Secure: at.Scheme == "https", Transport: s.transport, Region: s.region,
		MaxRetries: 1, // who may try again, and how often, is decided here
	})
	if err != nil {
		return nil, errors.New("address of the photo store: not usable")
	}
	return s, nil
}

// address reads an endpoint; what it holds is not quoted, since it may hold a password.
func address(endpoint string) (*url.URL, error) {
	u, err := url.Parse(endpoint)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		return nil, errors.New("address of the photo store: must be http(s)://host[:port]")
	case u.User != nil:
		return nil, errors.New("address of the photo store: keys do not belong into it")
	case u.Path != "" && u.Path != "/" || u.RawQuery != "" || u.Fragment != "":
		return nil, errors.New("address of the photo store: must end after host and port")
	}
	return u, nil
}

// carrier is a transport of bounded waits that gives bodies as they are.
func carrier(patience time.Duration) *http.Transport {
	return &http.Transport{
		DialContext:           (&net.Dialer{Timeout: connectWithin, KeepAlive: 30 * time.Second}).DialContext,
		TLSHandshakeTimeout:   connectWithin,
		ResponseHeaderTimeout: patience,
		MaxIdleConns:          32,
		MaxIdleConnsPerHost:   32,
		IdleConnTimeout:       time.Minute,
		DisableCompression:    true,
	}
}

// Close lets go of idle connections.
func (s *Store) Close() error {
	if t, ok := s.transport.(interface{ CloseIdleConnections() }); ok {
		t.CloseIdleConnections()
	}
	return nil
}

// Health tells whether the bucket can be used now: nil, or photo.ErrUnavailable.
func (s *Store) Health(ctx context.Context) error {
	return s.do(ctx, s.patience, readTries, "reach the photo bucket", func(ctx context.Context) error {
		there, err := s.client.BucketExists(ctx, s.bucket)
		if err == nil && !there {
			err = minio.ErrorResponse{Code: minio.NoSuchBucket, StatusCode: http.StatusNotFound}
		}
		return err
	})
}

func object(key photo.Key, v photo.Variant) string { return string(key) + "/" + string(v) }
