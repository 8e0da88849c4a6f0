package store

import (
	"context"
	"database/sql"
	"fmt"

	"beli/internal/delivery"
)

// Deliveries keeps deliveries and the agency's tariff.
type Deliveries struct{ *DB }

// NewDeliveries makes the store of deliveries.
func NewDeliveries(d *DB) *Deliveries { return &Deliveries{d} }

func scanRate(rows *sql.Rows) (r delivery.Rate, err error) {
	err = rows.Scan(&r.ProvinceCode, &r.PerKg, &r.DaysMin, &r.DaysMax)
	return r, err
}

// Rate gives the tariff to a province; ErrNotFound when the agency has none.
func (s *Deliveries) Rate(ctx context.Context, provinceCode string) (delivery.Rate, error) {
	return one(ctx, s.DB, scanRate, `SELECT province_code, per_kg, days_min, days_max FROM delivery_rates WHERE province_code = $1`, provinceCode)
}

// Rates gives the whole tariff in the order of provinces.
func (s *Deliveries) Rates(ctx context.Context) ([]delivery.Rate, error) {
	return collect(ctx, s.DB, scanRate, `SELECT province_code, per_kg, days_min, days_max FROM delivery_rates ORDER BY province_code`)
}

// Add writes the delivery of an order, with its address when it has one.
func (s *Deliveries) Add(ctx context.Context, x delivery.Delivery) error {
	c := s.client(ctx)
	row, err := c.Delivery.Create().SetOrderID(x.OrderID).SetMethod(string(x.Method)).SetGrams(x.Grams).SetPrice(x.Price).
		SetDaysMin(x.DaysMin).SetDaysMax(x.DaysMax).Save(ctx)
	if err != nil {
		return fmt.Errorf("write delivery of order %d: %w", x.OrderID, mapErr(err))
	}
	if x.Address == nil {
		return nil
	}
	a := x.Address
	err = c.DeliveryAddress.Create().SetDeliveryID(row.ID).SetRecipient(a.Recipient).SetPhoneKey(string(a.Phone)).
		SetVillageCode(a.VillageCode).SetRegionLabel(a.RegionLabel).SetStreet(a.Street).SetPostalCode(a.PostalCode).Exec(ctx)
	if err != nil {
		return fmt.Errorf("write address of order %d: %w", x.OrderID, mapErr(err))
	}
	return nil
}

// OfOrders gives the deliveries of orders, in the order of their ids.
func (s *Deliveries) OfOrders(ctx context.Context, orderIDs ...int64) ([]delivery.Delivery, error) {
	if len(orderIDs) == 0 {
		return nil, nil
	}
	return collect(ctx, s.DB, func(rows *sql.Rows) (x delivery.Delivery, err error) {
		var a delivery.Address
		var there bool
		err = rows.Scan(&x.OrderID, &x.Method, &x.Grams, &x.Price, &x.DaysMin, &x.DaysMax, &x.Courier, &x.ReceiptNumber,
			&there, &a.Recipient, &a.Phone, &a.VillageCode, &a.RegionLabel, &a.Street, &a.PostalCode)
		if there {
			x.Address = &a
		}
		return x, err
	}, `SELECT d.order_id, d.method, d.grams, d.price, d.days_min, d.days_max, d.courier, d.receipt_number,
		a.id IS NOT NULL AND a.erased_at IS NULL, COALESCE(a.recipient, ''), COALESCE(a.phone_key, ''), COALESCE(a.village_code, ''),
		COALESCE(a.region_label, ''), COALESCE(a.street, ''), COALESCE(a.postal_code, '')
		FROM deliveries d LEFT JOIN delivery_addresses a ON a.delivery_id = d.id
		WHERE d.order_id IN (`+places(1, len(orderIDs))+`) ORDER BY d.order_id`, anys(orderIDs)...)
}
