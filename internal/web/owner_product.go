package web

func (h *ownerDesk) productRoutes() []route { return nil }
