package curator

import "beli/frontend/components"

// ShopState is where a shop stands with the agency; the values are those of the shop's flow.
type ShopState string

// The states of a shop.
const (
	ShopDraft     ShopState = "draft"
	ShopSubmitted ShopState = "submitted"
	ShopNeedsWork ShopState = "needs_work"
	ShopRejected  ShopState = "rejected"
	ShopVerified  ShopState = "verified"
	ShopSuspended ShopState = "suspended"
)

// ShopStates lists the states in the order of the filters.
func ShopStates() []ShopState {
	return []ShopState{ShopSubmitted, ShopNeedsWork, ShopVerified, ShopSuspended, ShopRejected, ShopDraft}
}

// ShopTag is a shop's state in words; an unknown one is no tag.
func (s Screen) ShopTag(state ShopState) components.Tag {
	tone := components.Quiet
	switch state {
	case ShopDraft:
	case ShopSubmitted:
		tone = components.Waiting
	case ShopNeedsWork:
		tone = components.Attend
	case ShopVerified:
		tone = components.Good
	case ShopRejected, ShopSuspended:
		tone = components.Bad
	default:
		return components.Tag{}
	}
	return components.Tag{Tone: tone, Label: s.T("curator.shop_" + string(state))}
}

// ProductState is the life of a product and a takedown in one word.
type ProductState string

// The states of a product. TakenDown wins over the others, which are those of the product's flow.
const (
	ProductDraft     ProductState = "draft"
	ProductWaiting   ProductState = "waiting"    // for its first publication
	ProductNeedsWork ProductState = "needs_work" // sent back before its first publication
	ProductPublished ProductState = "published"
	ProductHidden    ProductState = "hidden"
	ProductArchived  ProductState = "archived"
	ProductTakenDown ProductState = "taken_down"
)

// ProductTag is a product's state in words; an unknown one is no tag.
func (s Screen) ProductTag(state ProductState) components.Tag {
	tone := components.Quiet
	switch state {
	case ProductDraft, ProductHidden, ProductArchived:
	case ProductWaiting:
		tone = components.Waiting
	case ProductNeedsWork:
		tone = components.Attend
	case ProductPublished:
		tone = components.Good
	case ProductTakenDown:
		tone = components.Bad
	default:
		return components.Tag{}
	}
	return components.Tag{Tone: tone, Label: s.T("curator.product_" + string(state))}
}

// Phase is where a collection stands, by its dates and its publication.
type Phase string

// The phases of a collection.
const (
	Draft     Phase = "draft"
	Scheduled Phase = "scheduled"
	Running   Phase = "running"
	Ended     Phase = "ended"
)

// Phases lists the phases in the order of the filters.
func Phases() []Phase { return []Phase{Draft, Scheduled, Running, Ended} }

// PhaseTag is a collection's phase in words; an unknown one is no tag.
func (s Screen) PhaseTag(phase Phase) components.Tag {
	tone := components.Quiet
	switch phase {
	case Draft, Ended:
	case Scheduled:
		tone = components.Waiting
	case Running:
		tone = components.Good
	default:
		return components.Tag{}
	}
	return components.Tag{Tone: tone, Label: s.T("curator.phase_" + string(phase))}
}

// CollectionRow is a collection in a list.
type CollectionRow struct {
	ID    int64
	Title string
	Phase Phase
	Dates string // "1–12 Mei 2026"
	Items int
}
