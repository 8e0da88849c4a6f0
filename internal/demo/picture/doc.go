// Package picture paints the pictures of the demo catalogue: two hundred kinds
// of goods from Blitar, their shops, and cloth patterns of our own making.
//
// Nothing is loaded or photographed. A product's name chooses a drawing
// (ForProduct), its id the details, and the same words always give the same
// pixels. Everything is painted by one hand, the artist type: hand-cut edges,
// brush texture, light from the upper left. Shapes are in units of which the
// shorter side of a picture has 1000, so every size shows the same picture.
//
// A scene composes the views of a subject; a piece is one bite of food; rules
// tell which words lead to which scene. To teach a new product, add a rule to
// the list of its kind, before the more general ones.
package picture
