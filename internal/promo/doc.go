// Package promo is what curators put in front: collections of products with dates in
// WIB, a text in both languages, and a stored reason for every choice. Staff change
// them; the clock makes them begin and end.
package promo
