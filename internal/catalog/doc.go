// Package catalog is what the market sells: the category tree, products with their
// variants, photos and food facts, and the changes that wait for a curator. The shop's
// people change products, curators decide about changes and takedowns; stock is moved
// by the owner and by orders.
//
// What a buyer reads about a product (its Content) goes through a curator; price and
// stock change at once. A product is visible when its shop is verified, the product is
// published and no staff member has taken it down. The moves are drawn in docs/flow/product.md.
package catalog
