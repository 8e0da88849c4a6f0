// Package curation is the desk of the agency's curators: what waits and how long, and for
// each thing all that a decision needs. The decisions themselves are verbs of shop, catalog
// and promo, which guard, explain and audit them; everything here only reads, for staff.
package curation
