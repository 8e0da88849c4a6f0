package web

import (
	"slices"
	"strconv"
)

// routes is the whole table of the site, desk by desk.
func (s *Server) routes() []route {
	d := s.deps
	if d.Market.Storefront == nil { // the base alone
		return s.base()
	}
	front := &storefront{server: s, catalog: d.Market.Storefront, engine: d.Market.Engine, shops: d.Market.Directory,
		collections: d.Market.Collections, rates: d.Market.Rates, region: d.Market.Region, clock: d.Clock}
	bag := &basket{front: front, carts: d.Buying.Carts}
	buying := &purchasing{basket: bag, front: front, checkout: d.Buying.Checkout, payments: d.Buying.Payments, limits: d.Buying.Limits, card: d.Buying.Card,
		within: strconv.Itoa(int(d.Buying.PayWithin.Minutes()))}
	track := &tracking{front: front, checkout: d.Buying.Checkout, payments: d.Buying.Payments, receipts: d.Buying.Fulfilment,
		limits: d.Buying.Limits, accept: hoursOf(d.Buying.Accept)}
	doors := &gatewayDoor{events: d.Buying.Payments, sandbox: d.Buying.Sandbox}
	enter := &entrance{accounts: d.People.Accounts, sessions: d.People.Sessions, carts: d.People.Carts, shops: d.People.Shops}
	self := &profile{accounts: d.People.Accounts, sessions: d.People.Sessions, checkout: d.Buying.Checkout, shops: d.People.Shops}
	return slices.Concat(s.base(), front.routes(), bag.routes(), buying.routes(), track.routes(), doors.routes(), enter.routes(), self.routes(),
		s.infoRoutes(), s.ownerRoutes(front), s.curatorRoutes(front))
}

// base is what needs no service of the market.
func (s *Server) base() []route {
	return []route{
		get("/healthz", machine, s.alive).only(),
		get("/readyz", machine, s.ready).only(),
		get("/aset/*", machine, s.asset).only(),
		get("/foto/:key/:variant", machine, s.photo).only(),
		get("/robots.txt", machine, s.robots).only(),
	}
}
