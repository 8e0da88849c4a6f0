// Package fulfilment is everything that happens to an order after its buyer's click:
// the shop accepts, packs, sends or declines, the buyer confirms, the clock keeps the
// deadlines, the agency steps in. Each act is one transaction over the order, its stock,
// its payment and the books, so that none of them is ever told half of it. Members of
// the shop act on its orders, the buyer on those of a purchase that was opened for them;
// for everybody else an order does not exist.
package fulfilment
