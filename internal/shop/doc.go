// Package shop is the makers' shops: who runs one, where it stands, what it says of
// itself, and whether the agency has verified it. Owners and helpers change a shop
// within their rights; curators decide about it. The moves are drawn in docs/flow/shop.md.
package shop
