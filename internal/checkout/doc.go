// Package checkout is the act of buying: it quotes what a buyer means to buy, places a
// purchase of one or more shops with one order each, and follows what becomes of its money
// before the shops begin: paid, expired, paid late, cancelled by the buyer. Prices, postage and
// stock are always read here; what a browser says about them is only compared.
package checkout
