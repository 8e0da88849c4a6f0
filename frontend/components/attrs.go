package components

import "github.com/a-h/templ"

func (u Use) attrs() templ.Attributes {
	switch u.Loading {
	case "high":
		return templ.Attributes{"fetchpriority": "high"}
	case "lazy":
		return templ.Attributes{"loading": "lazy", "decoding": "async"}
	}
	return templ.Attributes{"decoding": "async"}
}

func current(l Link) templ.Attributes {
	if l.Current {
		return templ.Attributes{"aria-current": "page"}
	}
	return nil
}

func stepAttrs(s Step) templ.Attributes {
	if s.Current {
		return templ.Attributes{"aria-current": "step"}
	}
	return nil
}

func columnAttrs(c Column) templ.Attributes {
	if c.Sorted != "" {
		return templ.Attributes{"aria-sort": c.Sorted}
	}
	return nil
}
