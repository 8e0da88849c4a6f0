package notice

import (
	"context"
	"fmt"
	"log/slog"
	"strconv"
	"strings"
	"time"

	"beli/internal/clock"
	"beli/internal/fault"
	"beli/internal/outbox"
	"beli/internal/paging"
	"beli/internal/plain"
)

// Paths are the pages that notices lead to, without language and host.
type Paths struct {
	Purchase func(code string) string // opens for whoever holds it: a signed link
	Order    func(shopSlug, number string) string
	Product  func(shopSlug string, productID int64) string
	Shop     func(shopSlug string) string
}

// Deps is what the service stands on.
type Deps struct {
	Store    Store
	Messages Messages
	Clock    clock.Clock
	Log      *slog.Logger
	// Words gives the wording of a key with its arguments in a language.
	Words func(lang, key string, args ...string) string
	// Time prints an instant.
	Time func(lang string, at time.Time) string
	// Localize brings a path into a language.
	Localize func(lang, path string) string
	// Absolute makes an address of a path, for letters and chats.
	Absolute func(path string) string
	Paths    Paths
	// Send hands a letter on; an Invalid fault is never tried again.
	Send func(ctx context.Context, l Letter) error
	// Text sends a short text to a phone.
	Text func(ctx context.Context, phone, text string) error
}

// Service writes, sends and lists notices.
type Service struct{ Deps }

// NewService makes the service.
func NewService(d Deps) *Service { return &Service{d} }

// LogText is the sender of short texts that needs no provider: it prints them.
func LogText(log *slog.Logger) func(ctx context.Context, phone, text string) error {
	return func(_ context.Context, phone, text string) error {
		log.Info("text message", "to", phone, "text", text)
		return nil
	}
}

// maxSubject bounds subjects, in characters: letters refuse longer ones.
const maxSubject = 150

// oneLine keeps what people typed from breaking a subject.
func oneLine(s string) string { return plain.Cut(plain.Line(s), maxSubject) }

// post writes notices in one transaction and has the letters among them sent. Who has no address, or
// no list, is not written to.
func (s *Service) post(ctx context.Context, list ...Notice) error {
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		for _, n := range list {
			if (n.Channel == Mail && n.Recipient == "") || (n.Channel == InApp && n.ShopID == 0 && n.AccountID == 0) {
				continue
			}
			n.CreatedAt = s.Clock.Now()
			id, fresh, err := s.Store.Add(ctx, n)
			if err != nil {
				return fmt.Errorf("write notice %s: %w", n.Key, err)
			}
			if !fresh || n.Channel != Mail {
				continue
			}
			if err := s.Messages.Put(ctx, SendMail{NoticeID: id}, outbox.Key(strconv.FormatInt(id, 10))); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("post notices: %w", err)
	}
	return nil
}

// HandleSendMail is the job that sends a letter. Whoever closed the way out is tried again; a letter
// nobody can send is given up.
func (s *Service) HandleSendMail(ctx context.Context, m SendMail) error {
	n, err := s.Store.ByID(ctx, m.NoticeID)
	if err != nil {
		return fmt.Errorf("read notice %d: %w", m.NoticeID, err)
	}
	if n.SentAt != nil {
		return nil
	}
	text := n.Body
	if n.Path != "" {
		text += "\n\n" + s.Absolute(n.Path)
	}
	err = s.Send(ctx, Letter{To: n.Recipient, Subject: n.Subject, Text: text, Key: n.Key})
	if fault.KindOf(err) == fault.Invalid {
		return outbox.Drop(fmt.Errorf("letter %s: %w", n.Key, err))
	}
	if err != nil {
		return fmt.Errorf("send letter %s: %w", n.Key, err)
	}
	now := s.Clock.Now()
	if err := s.Store.InTx(ctx, func(ctx context.Context) error { return s.Store.MarkSent(ctx, n.ID, now) }); err != nil {
		return fmt.Errorf("note letter %s: %w", n.Key, err)
	}
	s.Log.Info("letter sent", "notice", n.ID, "key", n.Key)
	return nil
}

// List gives a page of a box, newest first, and how many notices it holds.
func (s *Service) List(ctx context.Context, box Box, page paging.Request) ([]Notice, int, error) {
	if box == (Box{}) {
		return nil, 0, nil
	}
	return s.Store.List(ctx, box, page)
}

// Unread counts the unread notices of a box.
func (s *Service) Unread(ctx context.Context, box Box) (int, error) {
	if box == (Box{}) {
		return 0, nil
	}
	return s.Store.Unread(ctx, box)
}

// MarkRead marks one notice of a box read, all of them when id is 0. A notice of another box stays as
// it is.
func (s *Service) MarkRead(ctx context.Context, box Box, id int64) error {
	if box == (Box{}) {
		return nil
	}
	return s.Store.InTx(ctx, func(ctx context.Context) error { return s.Store.MarkRead(ctx, box, id, s.Clock.Now()) })
}

// OneTimeCode is a code to be sent to a phone ("+62…") or a mail address.
type OneTimeCode struct {
	Contact string
	Code    string
	Lang    string
}

// Code sends a one-time code. It is written nowhere here.
func (s *Service) Code(ctx context.Context, c OneTimeCode) error {
	text := s.Words(c.Lang, "mail.code.body", c.Code)
	return s.reach(ctx, c.Contact, s.Words(c.Lang, "mail.code.subject"), text, "code:"+strconv.FormatInt(s.Clock.Now().UnixMicro(), 10))
}

// StaffInvite asks somebody to join the agency's staff; Path is the page that accepts.
type StaffInvite struct {
	Contact string
	Role    string // curator or admin
	Path    string
}

// StaffInvited sends an invite.
func (s *Service) StaffInvited(ctx context.Context, in StaffInvite) error {
	text := s.Words("id", "mail.invite.body", s.Words("id", "mail.role."+in.Role), s.Absolute(in.Path))
	return s.reach(ctx, in.Contact, s.Words("id", "mail.invite.subject"), text, "invite:"+strconv.FormatInt(s.Clock.Now().UnixMicro(), 10))
}

// reach sends a text at once by what a contact is.
func (s *Service) reach(ctx context.Context, contact, subject, text, key string) error {
	var err error
	if strings.Contains(contact, "@") {
		err = s.Send(ctx, Letter{To: contact, Subject: subject, Text: text, Key: key})
	} else {
		err = s.Text(ctx, contact, text)
	}
	if fault.KindOf(err) == fault.Invalid {
		return outbox.Drop(fmt.Errorf("send %s: %w", key, err))
	}
	if err != nil {
		return fmt.Errorf("send %s: %w", key, err)
	}
	return nil
}
