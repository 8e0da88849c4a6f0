package shop

import "slices"

// Role is what a person is in a shop.
type Role string

// The roles. A helper is a child or neighbour who lends a hand.
const (
	Owner  Role = "owner"
	Helper Role = "helper"
)

// Values lists the roles for the database schema.
func (Role) Values() []string { return []string{string(Owner), string(Helper)} }

// Right is something a member may do.
type Right string

// The rights within a shop.
const (
	ManageProducts Right = "products" // products, photos, prices
	ManageStock    Right = "stock"
	HandleOrders   Right = "orders"
	SetHolidays    Right = "holiday"
	EditIdentity   Right = "identity" // name, story, place, delivery, sending to be checked
	ManageMembers  Right = "members"
	SeeMoney       Right = "money"
)

// Rights lists what a role may do.
func Rights(r Role) []Right {
	switch r {
	case Owner:
		return []Right{ManageProducts, ManageStock, HandleOrders, SetHolidays, EditIdentity, ManageMembers, SeeMoney}
	case Helper:
		return []Right{ManageProducts, ManageStock, HandleOrders, SetHolidays}
	}
	return nil
}

// Can tells whether a role has a right.
func Can(r Role, right Right) bool { return slices.Contains(Rights(r), right) }
