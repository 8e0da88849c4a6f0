package store_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"beli/internal/actor"
	"beli/internal/catalog"
	"beli/internal/fault"
	"beli/internal/paging"
	"beli/internal/shop"
	"beli/internal/store"
	"beli/internal/store/storetest"
)

func opening(name string) shop.OpenInput {
	return shop.OpenInput{Name: name, VillageCode: "35.05.18.2003", OwnerName: "Bu Contoh", PhoneKey: "+6281234567890"}
}

func TestShop_a_taken_name_comes_back_with_three_free_ones(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, m := context.Background(), open(t, d)
		a := m.person()
		first, err := m.shops.Open(ctx, a, opening("Wajik  Bu Contoh"))
		m.must(err)
		if first.Slug != "wajik-bu-contoh" || first.Name != "Wajik Bu Contoh" || first.KecamatanCode != "35.05.18" || first.Status != shop.Draft {
			t.Errorf("opened %+v", first)
		}
		_, err = m.shops.Open(ctx, m.person(), opening("Wajik Bu Contoh"))
		fields := fault.FieldsOf(err)
		if len(fields) != 1 || fields[0].Code != "shop_name_taken" || !slices.Equal(fields[0].Args,
			[]string{"Wajik Bu Contoh Plumbangan", "Wajik Bu Contoh Doko", "Wajik Bu Contoh Bu Contoh"}) {
			t.Fatalf("problems %+v", fields)
		}
		in := opening("Wajik Bu Contoh")
		in.Slug = "wajik-bu-contoh-doko"
		second, err := m.shops.Open(ctx, a, in)
		m.must(err)
		if second.Slug != in.Slug || second.Name != "Wajik Bu Contoh" {
			t.Errorf("second %+v", second)
		}
		in = opening("Lain")
		in.Slug = "bukan-usulan"
		third, err := m.shops.Open(ctx, a, in)
		m.must(err)
		if third.Slug != "lain" {
			t.Errorf("an address nobody suggested was taken: %s", third.Slug)
		}
		in.VillageCode = "35.78.01.1001"
		_, err = m.shops.Open(ctx, a, in)
		m.refused(err, "invalid")
		for i := range 2 {
			_, err = m.shops.Open(ctx, a, opening(fmt.Sprintf("Toko ke-%d", i)))
			m.must(err)
		}
		_, err = m.shops.Open(ctx, a, opening("Yang keenam"))
		m.refused(err, "too_many_shops")
		_, err = m.shops.Open(ctx, actor.Visitor("x"), opening("Tanpa akun"))
		m.refused(err, "login_required")
	})
}

func TestShop_from_draft_to_verified_with_a_repair_between(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, m := context.Background(), open(t, d)
		owner, curator := m.person(), m.curator()
		sh, err := m.shops.Open(ctx, owner, opening("Kendang Contoh"))
		m.must(err)
		public := func() error { _, err := m.streets.PublicBySlug(ctx, sh.Slug); return err }
		m.refused(m.shops.Verify(ctx, curator, shop.DecisionInput{ShopID: sh.ID}), "already_decided")
		m.must(m.shops.Submit(ctx, owner, sh.ID))
		m.refused(m.shops.Submit(ctx, owner, sh.ID), "shop_status")
		m.refused(m.shops.AskRepair(ctx, curator, shop.DecisionInput{ShopID: sh.ID, Reason: "  "}), "invalid")
		m.refused(m.shops.AskRepair(ctx, owner, shop.DecisionInput{ShopID: sh.ID, Reason: "x"}), "staff_only")
		m.must(m.shops.AskRepair(ctx, curator, shop.DecisionInput{ShopID: sh.ID, Reason: "Alamat belum jelas.\nTulis RT dan RW."}))
		mine, err := m.shops.ForMember(ctx, owner, sh.ID)
		m.must(err)
		if mine.Shop.Status != shop.NeedsWork || mine.Shop.StatusReason != "Alamat belum jelas.\nTulis RT dan RW." {
			t.Errorf("owner sees %s %q", mine.Shop.Status, mine.Shop.StatusReason)
		}
		m.must(m.shops.Submit(ctx, owner, sh.ID))
		m.refused(public(), "not_found")
		m.must(m.shops.Verify(ctx, curator, shop.DecisionInput{ShopID: sh.ID}))
		m.must(public())
		// A second curator comes too late and sees the first one's decision.
		m.refused(m.shops.Reject(ctx, m.curator(), shop.DecisionInput{ShopID: sh.ID, Reason: "x"}), "already_decided")
		review, err := m.desk.ReviewShop(ctx, m.curator(), sh.ID)
		m.must(err)
		if review.Shop.Status != shop.Verified || !strings.HasPrefix(review.DecidedBy, "Orang") || len(review.History) != 5 {
			t.Errorf("review: %s by %q, %d acts", review.Shop.Status, review.DecidedBy, len(review.History))
		}
		if n := count(t, d, `SELECT COUNT(*) FROM outbox_message WHERE kind = 'shop.decided'`); n != 2 {
			t.Errorf("%d messages, want 2", n)
		}
	})
}

func TestShop_suspending_hides_all_and_restoring_shows_only_what_was_published(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, m := context.Background(), open(t, d)
		shopID, owner := m.shop()
		curator := m.curator()
		live := m.onSale(shopID, owner, "Wajik", 10_000)
		hidden := m.onSale(shopID, owner, "Jenang", 11_000)
		down := m.onSale(shopID, owner, "Jamu", 12_000)
		m.draft(shopID, owner, "Draf", 13_000)
		m.must(m.products.Hide(ctx, owner, in(hidden)))
		m.must(m.products.Takedown(ctx, curator, catalog.ReasonInput{ID: down.ID, Reason: "Klaim kesehatan"}))
		m.refused(m.products.Takedown(ctx, m.curator(), catalog.ReasonInput{ID: down.ID, Reason: "Lagi"}), "already_decided")
		sh, err := m.shops.ForMember(ctx, owner, shopID)
		m.must(err)
		m.must(m.shops.Suspend(ctx, curator, shop.DecisionInput{ShopID: shopID, Reason: "Aduan pembeli"}))
		if got := m.seen(); len(got) != 0 {
			t.Errorf("a suspended shop shows %v", got)
		}
		if page := m.page(live); page.State != catalog.WasWithdrawn || page.Shop.ID != 0 {
			t.Errorf("page of a suspended shop: %+v", page)
		}
		_, err = m.streets.PublicBySlug(ctx, sh.Shop.Slug)
		m.refused(err, "shop_gone")
		m.must(m.products.Show(ctx, owner, in(hidden)))
		if got := m.seen(); len(got) != 0 {
			t.Errorf("showing a product lifts the suspension: %v", got)
		}
		m.must(m.products.Hide(ctx, owner, in(hidden)))
		m.must(m.shops.Restore(ctx, curator, shop.DecisionInput{ShopID: shopID, Reason: "Aduan selesai"}))
		if got := m.seen(); !slices.Equal(got, []int64{live.ID}) {
			t.Errorf("restored %v, want only %d", got, live.ID)
		}
		m.must(m.products.LiftTakedown(ctx, curator, catalog.ReasonInput{ID: down.ID, Reason: "Klaim dihapus"}))
		if got := m.seen(); !slices.Equal(got, []int64{live.ID, down.ID}) {
			t.Errorf("after lifting %v", got)
		}
	})
}

func TestShop_a_helper_sells_but_does_not_decide(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, m := context.Background(), open(t, d)
		shopID, owner := m.shop()
		helper := m.person()
		contact := helperContact(t, m, helper)
		invite, err := m.shops.InviteHelper(ctx, owner, shop.InviteInput{ShopID: shopID, Contact: contact})
		m.must(err)
		if n := count(t, d, `SELECT COUNT(*) FROM invites WHERE token_hash = $1`, invite.Token); n != 0 {
			t.Error("the token itself is in the database")
		}
		_, err = m.shops.AcceptInvite(ctx, m.person(), invite.Token)
		m.refused(err, "invite_other")
		_, err = m.shops.AcceptInvite(ctx, helper, "salah")
		m.refused(err, "invite_over")
		_, err = m.shops.AcceptInvite(ctx, helper, invite.Token)
		m.must(err)
		_, err = m.shops.AcceptInvite(ctx, helper, invite.Token)
		m.refused(err, "invite_over")
		_, err = m.shops.InviteHelper(ctx, owner, shop.InviteInput{ShopID: shopID, Contact: contact})
		m.refused(err, "already_member")

		p := m.onSale(shopID, helper, "Rengginang", 14_000)
		m.must(m.products.SetOnHand(ctx, helper, catalog.SetOnHandInput{ShopID: shopID, ProductID: p.ID, VariantID: p.Variants[0].ID, OnHand: 9}))
		m.must(m.shops.SetHoliday(ctx, helper, shop.HolidayInput{ShopID: shopID, Holiday: shop.Holiday{From: "2026-11-21", Until: "2026-11-22"}}))
		if page := m.page(p); page.State != catalog.OnHoliday || page.Shop.BackOn != "2026-11-23" {
			t.Errorf("holiday: %s until %q", page.State, page.Shop.BackOn)
		}
		for name, err := range map[string]error{
			"profile": m.shops.UpdateProfile(ctx, helper, shop.ProfileInput{ShopID: shopID, Name: "Milik saya", VillageCode: "35.05.18.2003",
				OwnerName: "Saya", PhoneKey: "+6281234567890"}),
			"delivery": m.shops.SetDelivery(ctx, helper, shop.DeliveryInput{ShopID: shopID, OffersPickup: true}),
			"submit":   m.shops.Submit(ctx, helper, shopID),
			"photo":    m.shops.SetPhoto(ctx, helper, shop.PhotoInput{ShopID: shopID, Key: m.picture().Key, Width: 1, Height: 1}),
			"members":  second(m.shops.Members(ctx, helper, shopID)),
			"invites":  second(m.shops.Invites(ctx, helper, shopID)),
			"invite":   second(m.shops.InviteHelper(ctx, helper, shop.InviteInput{ShopID: shopID, Contact: "+6281111111111"})),
			"remove":   m.shops.RemoveMember(ctx, helper, shop.MemberInput{ShopID: shopID, AccountID: owner.AccountID}),
		} {
			if fault.CodeOf(err) != "owner_only" {
				t.Errorf("helper: %s: %v", name, err)
			}
		}
		m.refused(m.shops.RemoveMember(ctx, owner, shop.MemberInput{ShopID: shopID, AccountID: owner.AccountID}), "last_owner")
		m.must(m.shops.RemoveMember(ctx, owner, shop.MemberInput{ShopID: shopID, AccountID: helper.AccountID}))
		m.refused(m.products.Hide(ctx, helper, in(p)), "not_found") // at once
	})
}

func second[T any](_ T, err error) error { return err }

func helperContact(t *testing.T, m *market, a actor.Actor) string {
	t.Helper()
	contacts, err := store.NewShops(m.d).ContactsOf(context.Background(), a.AccountID)
	m.must(err)
	return contacts[0]
}

func TestShop_an_invitation_ends_after_a_week(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, m := context.Background(), open(t, d)
		shopID, owner := m.shop()
		helper := m.person()
		invite, err := m.shops.InviteHelper(ctx, owner, shop.InviteInput{ShopID: shopID, Contact: helperContact(t, m, helper)})
		m.must(err)
		list, err := m.shops.Invites(ctx, owner, shopID)
		m.must(err)
		if len(list) != 1 {
			t.Errorf("open invitations %v", list)
		}
		m.clock.Advance(invite.ExpiresAt.Sub(storetest.Noon))
		_, err = m.shops.AcceptInvite(ctx, helper, invite.Token)
		m.refused(err, "invite_over")
	})
}

func TestShop_a_stranger_finds_nothing_by_any_verb(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, m := context.Background(), open(t, d)
		shopID, _ := m.shop()
		_, stranger := m.shop()
		profile := shop.ProfileInput{ShopID: shopID, Name: "x", VillageCode: "35.05.18.2003", OwnerName: "x", PhoneKey: "+6281234567890"}
		for name, err := range map[string]error{
			"for member": second(m.shops.ForMember(ctx, stranger, shopID)),
			"checklist":  second(m.shops.Checklist(ctx, stranger, shopID)),
			"profile":    m.shops.UpdateProfile(ctx, stranger, profile),
			"holiday":    m.shops.SetHoliday(ctx, stranger, shop.HolidayInput{ShopID: shopID}),
			"delivery":   m.shops.SetDelivery(ctx, stranger, shop.DeliveryInput{ShopID: shopID, OffersPickup: true}),
			"photo":      m.shops.SetPhoto(ctx, stranger, shop.PhotoInput{ShopID: shopID, Key: m.picture().Key, Width: 1, Height: 1}),
			"submit":     m.shops.Submit(ctx, stranger, shopID),
			"members":    second(m.shops.Members(ctx, stranger, shopID)),
			"invites":    second(m.shops.Invites(ctx, stranger, shopID)),
			"invite":     second(m.shops.InviteHelper(ctx, stranger, shop.InviteInput{ShopID: shopID, Contact: "a@b.id"})),
			"remove":     m.shops.RemoveMember(ctx, stranger, shop.MemberInput{ShopID: shopID, AccountID: stranger.AccountID}),
			"absent":     second(m.shops.ForMember(ctx, stranger, 999_999)),
		} {
			if fault.KindOf(err) != fault.NotFound {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

func TestDirectory_lists_and_counts_only_verified_shops(t *testing.T) {
	storetest.Each(t, func(t *testing.T, d *store.DB) {
		ctx, m := context.Background(), open(t, d)
		shopID, owner := m.shop()
		empty, _ := m.shop()
		gone, goneOwner := m.shop()
		m.onSale(shopID, owner, "Wajik", 10_000)
		m.onSale(gone, goneOwner, "Opak", 10_000)
		m.must(m.shops.Suspend(ctx, m.curator(), shop.DecisionInput{ShopID: gone, Reason: "x"}))
		list, total, err := m.streets.List(ctx, shop.Filter{KecamatanCode: "35.05.18", Sort: shop.ByProducts, Page: paging.Request{Size: 1}})
		m.must(err)
		if total != 2 || len(list) != 1 || list[0].ID != shopID || list[0].Products != 1 {
			t.Errorf("list %+v of %d", list, total)
		}
		list, total, err = m.streets.List(ctx, shop.Filter{CategoryID: m.category("makanan"), Text: "TOKO"})
		m.must(err)
		if total != 1 || list[0].ID != shopID {
			t.Errorf("makers of food %+v", list)
		}
		if _, total, _ = m.streets.List(ctx, shop.Filter{Text: "100%"}); total != 0 {
			t.Error("a sign of the pattern language finds shops")
		}
		counts, err := m.streets.CountByKecamatan(ctx)
		m.must(err)
		if counts["35.05.18"] != 2 || len(counts) != 1 {
			t.Errorf("counts %v", counts)
		}
		newest, err := m.streets.NewestShops(ctx, 5)
		m.must(err)
		if len(newest) != 1 || newest[0].ID == empty {
			t.Errorf("newest %+v", newest)
		}
	})
}
