// Package picture paints the demo catalogue.
package picture
