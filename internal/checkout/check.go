package checkout

import "context"

// Check tells what would refuse a purchase now, with all problems at their fields, without buying:
// for the page on which everything is looked at once more.
func (s *Service) Check(ctx context.Context, in PlaceInput) error { return s.check(ctx, in.clean()) }

// ConsentVersion is the version of the privacy notice a buyer agrees to.
func (s *Service) ConsentVersion() string { return s.settings.ConsentVersion }
