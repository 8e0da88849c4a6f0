// Package account knows people: how they sign up and in, their sessions, their role
// at the agency, and what they consented to. Who helps in which shop is the shop's.
package account
