package account

import (
	"context"
	"fmt"
	"time"

	"beli/internal/actor"
	"beli/internal/audit"
	"beli/internal/fault"
	"beli/internal/paging"
	"beli/internal/slug"
)

const inviteLife = 7 * 24 * time.Hour

// Invite asks the person of a contact to join the staff.
type Invite struct {
	ID        int64
	Role      actor.Staff
	Contact   string
	InvitedBy int64
	CreatedAt time.Time
	ExpiresAt time.Time
	Used      bool
}

// StaffInvited asks for an invite to be sent. Path is the page to open, without the host.
type StaffInvited struct {
	Contact string      `json:"contact"`
	Role    actor.Staff `json:"role"`
	Path    string      `json:"path"`
}

// Kind implements outbox.Message.
func (StaffInvited) Kind() string { return "account.staff_invited" }

// InviteInput asks somebody to join the staff.
type InviteInput struct {
	Contact string
	Role    actor.Staff
}

// Validate reports an unreadable contact and a role that is none.
func (in InviteInput) Validate() error {
	var p fault.Problems
	if _, err := ParseContact(in.Contact); err != nil {
		p.Add("contact", fault.CodeOf(err))
	}
	p.Check(in.Role == actor.Curator || in.Role == actor.Admin, "role", "invalid_choice")
	return p.Err()
}

// InviteStaff sends an invite that one person can use once within seven days; it answers
// with the path of its page, which an admin may hand over in person too. Admins only.
func (s *Service) InviteStaff(ctx context.Context, who actor.Actor, in InviteInput) (path string, err error) {
	if !who.IsAdmin() && who.Kind != actor.System {
		return "", ErrForbidden
	}
	if err := in.Validate(); err != nil {
		return "", err
	}
	contact, err := ParseContact(in.Contact)
	if err != nil {
		return "", err
	}
	token := slug.Token()
	path = "/undangan/" + token
	now := s.clock.Now()
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.AddInvite(ctx, Invite{Role: in.Role, Contact: contact.Key(), InvitedBy: who.AccountID,
			CreatedAt: now, ExpiresAt: now.Add(inviteLife)}, hashToken(token)); err != nil {
			return fmt.Errorf("keep invite: %w", err)
		}
		if err := s.audit.Append(ctx, audit.Entry{Actor: who, Act: "staff_invite", ObjectKind: "account", ObjectName: mask(contact.Key()), Reason: string(in.Role)}); err != nil {
			return err
		}
		return s.outbox.Put(ctx, StaffInvited{Contact: contact.Key(), Role: in.Role, Path: path})
	})
	return path, err
}

// mask keeps enough of a contact to recognise it: audit rows outlive an erasure.
func mask(key string) string {
	if len(key) <= 6 {
		return "…"
	}
	return key[:3] + "…" + key[len(key)-3:]
}

// FindInvite reads an invite by the token of its link. One that is used, over, or of somebody who
// is no admin any more is ErrInviteUsed.
func (s *Service) FindInvite(ctx context.Context, token string) (Invite, error) {
	i, err := s.store.InviteByToken(ctx, hashToken(token))
	if err != nil {
		return Invite{}, err
	}
	if i.Used || !s.clock.Now().Before(i.ExpiresAt) {
		return Invite{}, ErrInviteUsed
	}
	if i.InvitedBy == 0 { // made at the console
		return i, nil
	}
	// What an admin handed out ends with the admin's role.
	by, err := s.store.ByID(ctx, i.InvitedBy)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return Invite{}, fmt.Errorf("read who invited: %w", err)
	}
	if by.Staff != actor.Admin || by.Disabled {
		return Invite{}, ErrInviteUsed
	}
	return i, nil
}

// AcceptInvite gives the signed-in person the invite's role, once. The invite must be for a
// contact of that person, else ErrInviteForAnother. All sessions of the person end.
func (s *Service) AcceptInvite(ctx context.Context, who actor.Actor, token string) error {
	i, err := s.FindInvite(ctx, token)
	if err != nil {
		return err
	}
	a, err := s.store.ByID(ctx, who.AccountID)
	if err != nil {
		return fmt.Errorf("read account: %w", err)
	}
	if i.Contact != a.PhoneKey && i.Contact != a.EmailKey {
		return ErrInviteForAnother
	}
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		used, err := s.store.UseInvite(ctx, i.ID, a.ID, s.clock.Now())
		if err != nil {
			return fmt.Errorf("use invite: %w", err)
		}
		if !used {
			return ErrInviteUsed
		}
		if err := s.store.SetStaff(ctx, a.ID, i.Role); err != nil {
			return fmt.Errorf("set role: %w", err)
		}
		return s.audit.Append(ctx, audit.Entry{Actor: who, Act: "staff_join", ObjectKind: "account", ObjectID: a.ID, ObjectName: a.Name, Reason: string(i.Role)})
	})
}

// SetRole changes what somebody may do at the agency; NotStaff ends it. All sessions of the
// person end. Admins only, and nobody changes their own role.
func (s *Service) SetRole(ctx context.Context, who actor.Actor, accountID int64, role actor.Staff) error {
	switch {
	case !who.IsAdmin():
		return ErrForbidden
	case who.AccountID == accountID:
		return ErrNotYourself
	case role != actor.NotStaff && role != actor.Curator && role != actor.Admin:
		return fault.New(fault.Invalid, "invalid_choice")
	}
	a, err := s.store.ByID(ctx, accountID)
	if err != nil {
		return err
	}
	if a.Staff == actor.NotStaff {
		return ErrNotFound // a person becomes staff by an invite alone
	}
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.SetStaff(ctx, accountID, role); err != nil {
			return fmt.Errorf("set role: %w", err)
		}
		if err := s.sessions.store.EndSessions(ctx, accountID); err != nil {
			return fmt.Errorf("end sessions: %w", err)
		}
		return s.audit.Append(ctx, audit.Entry{Actor: who, Act: "staff_role", ObjectKind: "account", ObjectID: a.ID, ObjectName: a.Name, Reason: string(role)})
	})
}

// StaffList is the staff, by name, and the invites that wait.
func (s *Service) StaffList(ctx context.Context, who actor.Actor, page paging.Request) ([]Account, []Invite, int, error) {
	if !who.IsAdmin() {
		return nil, nil, 0, ErrForbidden
	}
	list, total, err := s.store.Staff(ctx, page)
	if err != nil {
		return nil, nil, 0, fmt.Errorf("list staff: %w", err)
	}
	invites, err := s.store.OpenInvites(ctx, s.clock.Now())
	if err != nil {
		return nil, nil, 0, fmt.Errorf("list invites: %w", err)
	}
	return list, invites, total, nil
}
