// Package arch holds no program, only tests: who may import whom, where a technology is
// at home, and what hand-written code may look like. The tables are in layers_test.go.
package arch
