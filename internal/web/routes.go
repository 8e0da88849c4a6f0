package web

// routes is the whole table of the site.
func (s *Server) routes() []route {
	table := []route{
		get("/healthz", machine, s.alive).only(),
		get("/readyz", machine, s.ready).only(),
		get("/aset/*", machine, s.asset).only(),
		get("/foto/:key/:variant", machine, s.photo).only(),
	}
	return table
}
