package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"

	"beli/frontend/text"
	"beli/internal/changelog"
	"beli/internal/mail"
	"beli/internal/mail/logmail"
	"beli/internal/mail/smtp"
	"beli/internal/payment"
	"beli/internal/payment/sandbox"
	"beli/internal/payment/stripe"
	"beli/internal/photo"
	"beli/internal/photo/disk"
	"beli/internal/photo/s3"
	"beli/internal/search"
	"beli/internal/search/embedded"
	"beli/internal/search/meili"
	"beli/internal/search/standby"
	"beli/internal/web"
)

// engine is one of the technologies this program stands on, as its operator sees it. Each named one
// is in use when its address is set, else what is embedded.
type engine struct {
	part   string // database, search, photos, payment, mail
	kind   string // which one; the wording admin.engine_ of it says what it is
	where  string // its place, or who runs it; no secrets
	health func(ctx context.Context) error
}

// note says which engine it is, and where.
func (e engine) note(words text.Words) string { return words.T("admin.engine_"+e.kind, e.where) }

func well(context.Context) error { return nil }

// photoFiles is where pictures are, and how that is let go of.
type photoFiles interface {
	photo.Store
	Close() error
}

// openPhotos opens the store of pictures. A bucket need not answer yet: pages stand without it.
func (p *parts) openPhotos() error {
	c := p.config.Photos
	if c.S3Endpoint == "" {
		files, err := disk.Open(c.Dir)
		if err != nil {
			return fmt.Errorf("open photos: %w", err)
		}
		p.photoFiles = files
		p.engines = append(p.engines, engine{"photos", "disk", c.Dir, well})
		return nil
	}
	bucket, err := s3.Open(s3Options(c))
	if err != nil {
		return fmt.Errorf("open photos: %w", err)
	}
	p.photoFiles = bucket
	p.engines = append(p.engines, engine{"photos", "s3", c.S3Endpoint + "/" + c.S3Bucket, bucket.Health})
	return nil
}

// openSearch makes the index of this process, and stands a search server before it where one is
// configured.
func (p *parts) openSearch() error {
	words, err := search.NewNormaliser()
	if err != nil {
		return fmt.Errorf("read search words: %w", err)
	}
	p.own = embedded.New(words, p.clock)
	p.finder = p.own
	c := p.config.Search
	if c.MeiliURL == "" {
		p.engines = append(p.engines, engine{"search", "embedded", "", func(context.Context) error {
			if !p.own.Ready() {
				return search.ErrNotReady
			}
			return nil
		}})
		return nil
	}
	server, err := meili.New(meili.Options{URL: c.MeiliURL, Key: c.MeiliKey.Reveal(), Words: words, Clock: p.clock})
	if err != nil {
		return fmt.Errorf("search server: %w", err)
	}
	p.server = &followedServer{Engine: server}
	p.standby = standby.New(p.server, p.own, p.log)
	p.finder = p.standby
	p.engines = append(p.engines, engine{"search", "meili", c.MeiliURL, p.server.Health})
	return nil
}

// openGateways makes every gateway that may take money. The one that new purchases are paid at is
// the last: a real one goes before the rehearsal.
func (p *parts) openGateways(deliver sandbox.Deliver) (list []payment.Gateway, err error) {
	c := p.config.Payment
	if c.Sandbox {
		p.sandbox, err = sandbox.New(sandbox.Options{Books: p.db, Clock: p.clock, Log: p.log, Secret: p.secret, Deliver: deliver,
			Page: func(ref string) string { return p.config.Server.PublicURL + "/sandbox/" + ref }})
		if err != nil {
			return nil, fmt.Errorf("sandbox gateway: %w", err)
		}
		list = append(list, p.sandbox)
		p.engines = append(p.engines, engine{"payment", "sandbox", "", well})
	}
	if c.StripeKey.Set() {
		cards, err := stripe.New(stripe.Options{Key: c.StripeKey.Reveal(), WebhookSecret: c.StripeWebhookSecret.Reveal(), URL: c.StripeURL,
			Clock: p.clock, Log: p.log})
		if err != nil {
			return nil, fmt.Errorf("card gateway: %w", err)
		}
		list = append(list, cards)
		p.engines = append(p.engines, engine{"payment", "stripe", c.Operator, cards.Health})
	}
	return list, nil
}

// card says who collects by card, and where; another server in Stripe's place has a page of its own.
func (p *parts) card() web.Card {
	c := p.config.Payment
	if !c.StripeKey.Set() {
		return web.Card{}
	}
	return web.Card{Operator: c.Operator, Page: cmp.Or(c.StripeURL, "https://checkout.stripe.com")}
}

// openMail makes what hands letters on.
func (p *parts) openMail() error {
	c := p.config.Mail
	if !c.SMTPURL.Set() {
		p.letters = logmail.New(p.log)
		p.engines = append(p.engines, engine{"mail", "log", "", well})
		return nil
	}
	sender, err := smtp.New(smtp.Options{URL: c.SMTPURL.Reveal(), From: c.From})
	if err != nil {
		return fmt.Errorf("mail: %w", err)
	}
	p.letters = sender
	where := ""
	if u, err := url.Parse(c.SMTPURL.Reveal()); err == nil {
		where = u.Host
	}
	p.engines = append(p.engines, engine{"mail", "smtp", where, sender.Health})
	return nil
}

var _ mail.Sender = (*smtp.Sender)(nil)

// serverIndex brings the search server to the state of the database, on behalf of every process.
type serverIndex struct{ *index }

// Renew implements changelog.Target.
func (x serverIndex) Renew(ctx context.Context) error { return x.rebuild(ctx) }

// Take implements changelog.Target.
func (x serverIndex) Take(ctx context.Context, changes []changelog.Change) error {
	err := x.apply(ctx, changes)
	if errors.Is(err, search.ErrNotReady) {
		return fmt.Errorf("%w: %w", changelog.ErrRenew, err)
	}
	return err
}
