// Package evaluation measures how well a search engine answers questions whose right answers are known, over files
// of the operator's own.
//
// A question is asked as a visitor would, and its first ten hits are looked at. A hit that stands twice takes
// both places and counts once; a product that is to be left out (the one whose own title is the question) takes
// no place. Then, as the TREC-8 question answering track defined the first (E. M. Voorhees, 1999) and as NIST's
// trec_eval computes all three (recip_rank, recall.10, success.10):
//
//   - MRR@10 is the mean of 1/p, where p is the place of the first right product, and of 0 where none stands
//     among ten.
//   - recall@10 is the mean of the share of its right products that stand among ten. A question with more than
//     ten right products never reaches 1.
//   - success@10 is the share of questions with at least one right product among ten.
//
// The mean is over questions, so that "all" weighs each kind by how many it has. Hits that the engine deems equal
// count in the order it shows them; an engine that turns them from day to day is asked on several days.
package evaluation
