// Package miniotest gives a test a bucket of its own on a real MinIO server. The first
// call of a test process starts a private server on a loopback port with keys made up
// for it; it vanishes with the process, however that ends.
//
// The server is bin/tool/minio in the folder of the module, else minio
// in PATH. Without one a test is skipped; BELI_TEST_REQUIRE=1 makes that a failure.
package miniotest
