package web

func (h *ownerDesk) orderRoutes() []route { return nil }
