package verify

// Where an order's goods are sold: its holds are posted. A revived one has voided holds beside.
const sold = `('paid', 'confirmed', 'accepted', 'packed', 'shipped', 'ready', 'delivered', 'returned', 'completed', 'disputed')`

// Checks lists what is checked by one statement each.
func Checks() []Check {
	return []Check{
		{ID: "I1", Words: "every booking has two entries or more that sum to zero", thing: "ledger transaction", query: `
			SELECT t.id FROM ledger_transactions t LEFT JOIN ledger_entries e ON e.transaction_id = t.id
			GROUP BY t.id HAVING COALESCE(SUM(e.amount), 0) <> 0 OR COUNT(e.id) < 2 ORDER BY t.id`},
		{ID: "I3", Words: "an order's items sum to its lines", thing: "order", query: `
			SELECT o.id FROM orders o WHERE o.items_total <> (SELECT COALESCE(SUM(l.total), 0) FROM order_lines l WHERE l.order_id = o.id)
				OR o.total <> o.items_total + o.delivery_total OR o.total < 0 OR o.total > 1000000000000 ORDER BY o.id`},
		{ID: "I3", Words: "an order is charged what its delivery costs", thing: "order", query: `
			SELECT o.id FROM orders o JOIN deliveries d ON d.order_id = o.id WHERE d.price <> o.delivery_total ORDER BY o.id`},
		{ID: "I3", Words: "a line is its price times its pieces", thing: "order line", query: `
			SELECT id FROM order_lines WHERE total <> unit_price * quantity OR quantity < 1 OR unit_price < 1 ORDER BY id`},
		{ID: "I3", Words: "a purchase's total is that of its orders", thing: "purchase", query: `
			SELECT p.id FROM purchases p WHERE p.total <> (SELECT COALESCE(SUM(o.total), 0) FROM orders o WHERE o.purchase_id = p.id) ORDER BY p.id`},
		{ID: "I3", Words: "a payment's amount is that of its shares", thing: "payment", query: `
			SELECT p.id FROM payments p WHERE p.amount <> (SELECT COALESCE(SUM(a.amount), 0) FROM payment_allocations a WHERE a.payment_id = p.id) ORDER BY p.id`},
		{ID: "I3", Words: "a share pays for the whole of an order of the same purchase", thing: "payment", query: `
			SELECT p.id FROM payment_allocations a JOIN payments p ON p.id = a.payment_id JOIN orders o ON o.id = a.order_id
			WHERE a.amount <> o.total OR o.purchase_id <> p.purchase_id ORDER BY p.id`},
		{ID: "I5", Words: "what is on hand is the sum of its movements", thing: "variant", query: `
			SELECT v.id FROM variants v WHERE v.on_hand <> (SELECT COALESCE(SUM(m.quantity), 0) FROM stock_movements m WHERE m.variant_id = v.id) ORDER BY v.id`},
		{ID: "I5", Words: "what is reserved is the sum of active holds, within what is on hand", thing: "variant", query: `
			SELECT v.id FROM variants v WHERE v.reserved < 0 OR v.reserved > v.on_hand OR v.reserved <>
				(SELECT COALESCE(SUM(h.quantity), 0) FROM stock_holds h WHERE h.variant_id = v.id AND h.status = 'active' AND h.mode = 'counted') ORDER BY v.id`},
		{ID: "I6", Words: "only orders that wait for money hold stock", thing: "order", query: `
			SELECT DISTINCT o.id FROM orders o JOIN stock_holds h ON h.order_id = o.id
			WHERE h.status = 'active' AND o.status NOT IN ('pending', 'awaiting_confirmation') ORDER BY o.id`},
		{ID: "I6", Words: "an order that goes on has its goods sold, one that ended without does not", thing: "order", query: `
			SELECT o.id FROM orders o WHERE (o.status IN ` + sold + `) <> EXISTS
				(SELECT 1 FROM stock_holds h WHERE h.order_id = o.id AND h.status = 'posted')
				AND o.status <> 'refunded' AND EXISTS (SELECT 1 FROM stock_holds h WHERE h.order_id = o.id) ORDER BY o.id`},
		{ID: "I6", Words: "a hold is resolved when it is not active, and soon after its end", thing: "stock hold", timed: true, query: `
			SELECT id FROM stock_holds WHERE (status = 'active' AND expires_at < $1) OR (status = 'active') <> (resolved_at IS NULL) ORDER BY id`},
		{ID: "I8", Words: "no more goes back than came for the order", thing: "payment", query: `
			SELECT DISTINCT a.payment_id FROM payment_allocations a WHERE a.amount <
				(SELECT COALESCE(SUM(r.amount), 0) FROM refunds r WHERE r.payment_id = a.payment_id AND r.order_id = a.order_id AND r.status IN ('requested', 'settled'))
			ORDER BY a.payment_id`},
		{ID: "I8", Words: "only what was paid for the order can go back", thing: "refund", query: `
			SELECT r.id FROM refunds r JOIN payments p ON p.id = r.payment_id WHERE r.amount < 1 OR p.status <> 'settled' OR NOT EXISTS
				(SELECT 1 FROM payment_allocations a WHERE a.payment_id = r.payment_id AND a.order_id = r.order_id) ORDER BY r.id`},
		{ID: "I10", Words: "a settled gateway payment was told by its gateway", thing: "payment", query: `
			SELECT p.id FROM payments p WHERE p.method = 'gateway' AND p.status = 'settled' AND NOT EXISTS
				(SELECT 1 FROM gateway_event e WHERE e.gateway = p.gateway AND e.provider_ref = p.provider_ref AND e.kind = 'payment.settled' AND e.outcome = 'applied')
			ORDER BY p.id`},
		{ID: "I10", Words: "an order that was paid has one payment whose money it kept or gave back", thing: "order", query: `
			SELECT o.id FROM orders o WHERE EXISTS (SELECT 1 FROM order_histories h WHERE h.order_id = o.id AND h.to_status = 'paid') AND 1 >
				(SELECT COUNT(*) FROM payment_allocations a JOIN payments p ON p.id = a.payment_id
				WHERE a.order_id = o.id AND p.status = 'settled' AND p.method = 'gateway' AND a.amount = o.total) ORDER BY o.id`},
		{ID: "I10", Words: "a cash order that was handed over has its money taken", thing: "order", query: `
			SELECT o.id FROM orders o WHERE o.pay = 'cash' AND o.status IN ('delivered', 'completed', 'disputed') AND NOT EXISTS
				(SELECT 1 FROM payment_allocations a JOIN payments p ON p.id = a.payment_id
				WHERE a.order_id = o.id AND p.status = 'settled' AND p.method = 'cash') ORDER BY o.id`},
		{ID: "I10", Words: "no order keeps the money of two payments", thing: "order", query: `
			SELECT a.order_id FROM payment_allocations a JOIN payments p ON p.id = a.payment_id
			WHERE p.status = 'settled' AND a.amount > (SELECT COALESCE(SUM(r.amount), 0) FROM refunds r
				WHERE r.payment_id = a.payment_id AND r.order_id = a.order_id AND r.status IN ('requested', 'settled'))
			GROUP BY a.order_id HAVING COUNT(*) > 1 ORDER BY a.order_id`},
		{ID: "I14", Words: "every settled payment is booked in full", thing: "payment", query: `
			SELECT p.id FROM payments p WHERE p.status = 'settled' AND p.amount <> (SELECT COALESCE(SUM(e.amount), 0)
				FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
				WHERE t.reference = 'payment:' || CAST(p.id AS varchar(20)) AND e.amount > 0) ORDER BY p.id`},
		{ID: "I14", Words: "every settled refund is booked in full", thing: "refund", query: `
			SELECT r.id FROM refunds r WHERE r.status = 'settled' AND r.amount <> (SELECT COALESCE(SUM(e.amount), 0)
				FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
				WHERE t.reference = 'refund:' || CAST(r.id AS varchar(20)) AND e.amount > 0) ORDER BY r.id`},
		{ID: "I14", Words: "nothing is booked for money that did not move", thing: "ledger transaction", query: `
			SELECT t.id FROM ledger_transactions t WHERE
				(t.kind IN ('settlement', 'cash') AND NOT EXISTS (SELECT 1 FROM payments p WHERE p.status = 'settled' AND t.reference = 'payment:' || CAST(p.id AS varchar(20))))
				OR (t.kind = 'refund' AND NOT EXISTS (SELECT 1 FROM refunds r WHERE r.status = 'settled' AND t.reference = 'refund:' || CAST(r.id AS varchar(20)))) ORDER BY t.id`},
		// What points somewhere without a foreign key, so that erasing and archiving stay possible.
		{ID: "R1", Words: "an entry of the ledger is of an order and a shop that are there", thing: "ledger entry", query: `
			SELECT e.id FROM ledger_entries e WHERE (e.order_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.id = e.order_id))
				OR (e.shop_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM shops s WHERE s.id = e.shop_id)) ORDER BY e.id`},
		{ID: "R1", Words: "stock moves for an order that is there and holds its variant", thing: "stock movement", query: `
			SELECT m.id FROM stock_movements m WHERE m.order_id IS NOT NULL AND NOT EXISTS
				(SELECT 1 FROM order_lines l WHERE l.order_id = m.order_id AND l.variant_id = m.variant_id) ORDER BY m.id`},
		{ID: "R1", Words: "a hold and a line name the product of their variant", thing: "variant", query: `
			SELECT DISTINCT v.id FROM variants v WHERE EXISTS (SELECT 1 FROM stock_holds h WHERE h.variant_id = v.id AND h.product_id <> v.product_id)
				OR EXISTS (SELECT 1 FROM order_lines l WHERE l.variant_id = v.id AND l.product_id <> v.product_id) ORDER BY v.id`},
	}
}
