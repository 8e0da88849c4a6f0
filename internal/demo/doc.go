// Package demo fills an empty database with the demonstration: the invented people, shops,
// products and collections of demo/catalogue. Seed goes through the services as people
// would, in one transaction; FillPictures draws the pictures afterwards, under the keys that
// Seed reserved; Scale adds as many further products as wanted, written in bulk. The
// database is marked, so that production can refuse it.
package demo
