package shop

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"beli/internal/actor"
	"beli/internal/audit"
	"beli/internal/fault"
	"beli/internal/plain"
	"beli/internal/slug"
)

// inviteLife is how long an invitation can be accepted.
const inviteLife = 7 * 24 * time.Hour

// Invitation is what the inviting owner hands on: the token stands nowhere else, the
// database keeps only its hash.
type Invitation struct {
	Token     string
	Contact   string
	ExpiresAt time.Time
}

func hash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// InviteHelper makes an invitation for one phone number or e-mail. Errors: Invalid,
// already_member, owner_only, login_required, not_found.
func (s *Service) InviteHelper(ctx context.Context, a actor.Actor, in InviteInput) (Invitation, error) {
	in.Contact = strings.ToLower(plain.Line(in.Contact))
	if err := in.Validate(); err != nil {
		return Invitation{}, err
	}
	var out Invitation
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		sh, err := s.with(ctx, a, in.ShopID, ManageMembers)
		if err != nil {
			return err
		}
		members, err := s.store.Members(ctx, sh.ID)
		if err != nil {
			return fmt.Errorf("list members: %w", err)
		}
		if slices.ContainsFunc(members, func(m Member) bool { return m.PhoneKey == in.Contact || m.EmailKey == in.Contact }) {
			return ErrAlreadyMember
		}
		now := s.clock.Now()
		out = Invitation{Token: slug.Token(), Contact: in.Contact, ExpiresAt: now.Add(inviteLife)}
		_, err = s.store.InsertInvite(ctx, Invite{ShopID: sh.ID, Contact: in.Contact, InvitedBy: a.AccountID,
			CreatedAt: now, ExpiresAt: out.ExpiresAt}, hash(out.Token))
		if err != nil {
			return fmt.Errorf("insert invite: %w", err)
		}
		return s.note(ctx, a, "shop.invite", sh, "") // no contact: audit entries outlive an erased person
	})
	return out, err
}

// Invites lists the invitations of a shop that can still be accepted. Errors: owner_only,
// login_required, not_found.
func (s *Service) Invites(ctx context.Context, a actor.Actor, shopID int64) ([]Invite, error) {
	if _, err := s.with(ctx, a, shopID, ManageMembers); err != nil {
		return nil, err
	}
	return s.store.OpenInvites(ctx, shopID, s.clock.Now())
}

// InviteByToken shows an invitation before it is accepted; it changes nothing. Errors:
// invite_over, not_found.
func (s *Service) InviteByToken(ctx context.Context, token string) (Invite, error) {
	in, err := s.store.OpenInvite(ctx, hash(token))
	if fault.KindOf(err) == fault.NotFound {
		return Invite{}, ErrInviteOver
	}
	if err != nil {
		return Invite{}, fmt.Errorf("load invite: %w", err)
	}
	if !s.clock.Now().Before(in.ExpiresAt) {
		return Invite{}, ErrInviteOver
	}
	return in, nil
}

// AcceptInvite makes the actor a helper; the invitation must be theirs and works once.
// Errors: invite_over, invite_other, already_member, login_required.
func (s *Service) AcceptInvite(ctx context.Context, a actor.Actor, token string) (Shop, error) {
	if !a.SignedIn() {
		return Shop{}, ErrSignedOut
	}
	var joined Shop
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		in, err := s.InviteByToken(ctx, token)
		if err != nil {
			return err
		}
		contacts, err := s.store.ContactsOf(ctx, a.AccountID)
		if err != nil {
			return fmt.Errorf("contacts of account: %w", err)
		}
		if !slices.Contains(contacts, in.Contact) {
			return ErrInviteOther
		}
		now := s.clock.Now()
		if err := s.store.UseInvite(ctx, in.ID, a.AccountID, now); err != nil {
			return fault.ConflictAs(ErrInviteOver, err)
		}
		_, err = s.store.RoleOf(ctx, a.AccountID, in.ShopID)
		if err == nil {
			return ErrAlreadyMember
		}
		if !errors.Is(err, ErrNotFound) {
			return fmt.Errorf("role in shop: %w", err)
		}
		if err := s.store.InsertMember(ctx, in.ShopID, a.AccountID, Helper, now); err != nil {
			return fault.ConflictAs(ErrAlreadyMember, err)
		}
		if joined, err = s.store.ShopByID(ctx, in.ShopID); err != nil {
			return fmt.Errorf("load shop: %w", err)
		}
		return s.note(ctx, a, "shop.join", joined, "")
	})
	return joined, err
}

// Members lists the people of a shop. Errors: owner_only, login_required, not_found.
func (s *Service) Members(ctx context.Context, a actor.Actor, shopID int64) ([]Member, error) {
	if _, err := s.with(ctx, a, shopID, ManageMembers); err != nil {
		return nil, err
	}
	return s.store.Members(ctx, shopID)
}

// RemoveMember takes a role away, at once: roles are read at use. An owner removes others,
// everybody may leave, the last owner stays. Errors: last_owner, owner_only,
// login_required, not_found.
func (s *Service) RemoveMember(ctx context.Context, a actor.Actor, in MemberInput) error {
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		m, err := s.ForMember(ctx, a, in.ShopID)
		if err != nil {
			return err
		}
		if in.AccountID != a.AccountID && !m.Can(ManageMembers) {
			return ErrOwnerOnly
		}
		members, err := s.store.Members(ctx, in.ShopID)
		if err != nil {
			return fmt.Errorf("list members: %w", err)
		}
		i := slices.IndexFunc(members, func(m Member) bool { return m.AccountID == in.AccountID })
		if i < 0 {
			return ErrNotFound
		}
		owners := 0
		for _, m := range members {
			if m.Role == Owner {
				owners++
			}
		}
		if members[i].Role == Owner && owners == 1 {
			return ErrLastOwner
		}
		if err := s.store.DeleteMember(ctx, in.ShopID, in.AccountID); err != nil {
			return fmt.Errorf("delete member: %w", err)
		}
		return s.audit.Append(ctx, audit.Entry{Actor: a, Act: "shop.remove_member", ObjectKind: "shop", ObjectID: in.ShopID,
			ObjectName: m.Shop.Name, Reason: fmt.Sprintf("#%d", in.AccountID)})
	})
}
