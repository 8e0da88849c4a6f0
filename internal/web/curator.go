package web

// curatorRoutes are the curator's and the admin's desks.
func (s *Server) curatorRoutes(front *storefront) []route { return nil }
