// Package actor names who asks for something. Every use case takes an Actor and
// decides by it; a rule never compares missing ids with each other.
package actor

// Staff is the role a person has at the agency, none for everybody else.
type Staff string

// The staff roles. An admin may do everything a curator may.
const (
	NotStaff Staff = "none"
	Curator  Staff = "curator"
	Admin    Staff = "admin"
)

// Values lists the roles for the database schema.
func (Staff) Values() []string { return []string{string(NotStaff), string(Curator), string(Admin)} }

// Kind says what sort of actor moves something.
type Kind string

// The kinds of actor, as history and audit rows keep them.
const (
	Anonymous Kind = "anonymous" // a visitor without an account
	Person    Kind = "person"    // somebody signed in
	System    Kind = "system"    // the clock, a job
	Gateway   Kind = "gateway"   // a verified message of a payment gateway
)

// Values lists the kinds for the database schema.
func (Kind) Values() []string {
	return []string{string(Anonymous), string(Person), string(System), string(Gateway)}
}

// Actor is who acts. The zero value may do nothing at all.
type Actor struct {
	Kind      Kind
	AccountID int64  // > 0 for a Person only
	Staff     Staff  // for a Person only
	Name      string // printable, for audit rows
	Device    string // key of the visitor's device cookie, "" when unknown
}

// Visitor is somebody without an account on a device.
func Visitor(device string) Actor { return Actor{Kind: Anonymous, Staff: NotStaff, Device: device} }

// Clock is the program itself.
func Clock() Actor { return Actor{Kind: System, Staff: NotStaff, Name: "sistem"} }

// PaymentGateway is a gateway whose message was verified.
func PaymentGateway(name string) Actor { return Actor{Kind: Gateway, Staff: NotStaff, Name: name} }

// SignedIn tells whether a person with an account acts.
func (a Actor) SignedIn() bool { return a.Kind == Person && a.AccountID > 0 }

// IsStaff tells whether a curator or admin acts.
func (a Actor) IsStaff() bool {
	return a.SignedIn() && (a.Staff == Curator || a.Staff == Admin)
}

// IsAdmin tells whether an admin acts.
func (a Actor) IsAdmin() bool { return a.SignedIn() && a.Staff == Admin }
