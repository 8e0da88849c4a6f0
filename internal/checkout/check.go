package checkout

import (
	"context"

	"beli/internal/fault"
)

// Check tells what would refuse a purchase now, with all problems at their fields, without buying:
// for the page on which everything is looked at once more.
func (s *Service) Check(ctx context.Context, in PlaceInput) error {
	in = in.clean()
	var p, items fault.Problems
	p.Merge("", in.Validate())
	checkItems(in.Items, &items)
	if items.Err() == nil {
		q, err := s.quote(ctx, in.quote(), 0)
		if err != nil {
			return err
		}
		s.judge(in, q, &p)
	}
	return p.Err()
}

// ConsentVersion is the version of the privacy notice a buyer agrees to.
func (s *Service) ConsentVersion() string { return s.settings.ConsentVersion }
