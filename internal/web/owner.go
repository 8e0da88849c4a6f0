package web

// ownerRoutes are the owner's desk.
func (s *Server) ownerRoutes(front *storefront) []route { return nil }
