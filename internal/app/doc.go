// Package app is the composition root: it makes every part from the settings, starts
// them in order and stops them in the other.
package app
