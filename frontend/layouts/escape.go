package layouts

import "strings"

// escapeTags keeps a JSON text from closing the script element it stands in.
func escapeTags(json string) string {
	return strings.NewReplacer("<", `\u003c`, ">", `\u003e`, "&", `\u0026`).Replace(json)
}
