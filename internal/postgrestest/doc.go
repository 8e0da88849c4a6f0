// Package postgrestest gives a test an empty PostgreSQL database of its own. The
// first call of a test process starts a private cluster that listens on no network
// port, needs no rights and vanishes with the process, however that ends.
//
// BELI_TEST_POSTGRES_URL names a running server to use instead (its user must be
// allowed to create databases). Without any PostgreSQL a test is skipped;
// BELI_TEST_REQUIRE=1 makes that a failure.
package postgrestest
