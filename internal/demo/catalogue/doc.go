// Package catalogue holds the words of the demonstration: invented shops in all 25
// kecamatan of Blitar, the 199 products of the list of product ideas with their texts,
// prices and facts, and three collections for the home page. It also recombines these
// words into catalogues of any size.
//
// The texts are edited in data/*.json. Shops, people, telephone numbers and the numbers
// of certificates are invented; villages are real and named by their Kemendagri code.
// testdata/blitar_product_ideas.csv (written for this project) gives the names and the
// range of each price that the tests hold the data against.
package catalogue
