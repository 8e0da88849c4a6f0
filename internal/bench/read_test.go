package main

import (
	"strings"
	"testing"
	"time"
)

const wrkReport = `Running 3s test @ http://127.0.0.1:4000
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     1.02ms    2.31ms  40.12ms   99.10%
    Req/Sec     3.01k   204.11     3.40k    99%   Req/Sec
  Latency Distribution
     50%  812.00us
     75%    1.10ms
     90%    1.60ms
     99%   12.41ms
  9012 requests in 3.00s, 120.00MB read
Requests/sec:   3001.27
Transfer/sec:     40.00MB
`

func TestReadWrk_takes_rate_and_latencies_and_refuses_failures(t *testing.T) {
	f, err := readWrk(wrkReport)
	if err != nil || f.perSecond != 3001.27 || f.p50 != 812*time.Microsecond || f.p99 != 12410*time.Microsecond {
		t.Errorf("%+v %v", f, err)
	}
	if _, err := readWrk(wrkReport + "  Non-2xx or 3xx responses: 12\n"); err == nil || !strings.Contains(err.Error(), "12") {
		t.Errorf("failures were taken for answers: %v", err)
	}
	if _, err := readWrk("unable to connect"); err == nil {
		t.Error("an empty report was taken for a figure")
	}
}

func TestReadPlace_takes_the_median_of_each_side(t *testing.T) {
	got := readPlace(`BenchmarkPlace/sqlite/place-2   	 200	 1.2 ns/op	 400.0 purchases/s
BenchmarkPlace/sqlite/place-2   	 200	 1.2 ns/op	 500.0 purchases/s
BenchmarkPlace/sqlite/place-2   	 200	 1.2 ns/op	 100.0 purchases/s
BenchmarkPlace/sqlite/bare_sql  	 200	 1.2 ns/op	 900.5 purchases/s
`)
	if got["sqlite/place"] != 400 || got["sqlite/bare_sql"] != 900.5 || len(got) != 2 {
		t.Errorf("%v", got)
	}
}

func TestMedian_takes_each_figure_by_itself(t *testing.T) {
	m := median([]figure{{1, 30, 9}, {3, 10, 7}, {2, 20, 8}})
	if m != (figure{2, 20, 8}) {
		t.Errorf("%+v", m)
	}
}
