package stripetest_test

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"beli/internal/payment/stripe/stripetest"
)

// walk opens a session as the adapter would and gives the buyer's page.
func walk(t *testing.T, o stripetest.Options) (*stripetest.Server, *http.Client, string) {
	t.Helper()
	s, at := stripetest.Start(t, o)
	form := url.Values{"mode": {"payment"}, "success_url": {at + "/shop"}, "cancel_url": {at + "/cancelled"}, "client_reference_id": {"k1"},
		"line_items[0][price_data][currency]": {"idr"}, "line_items[0][price_data][unit_amount]": {"7200000"}, "line_items[0][quantity]": {"1"},
		"line_items[0][price_data][product_data][name]": {"Pesanan <K7M2>"}}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, at+"/v1/checkout/sessions", strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer sk_test_stripetest")
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	res, err := http.DefaultClient.Do(req)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("create: %v, %+v", err, res)
	}
	_ = res.Body.Close()
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return s, client, at + "/pay/" + s.Sessions()[0].ID
}

func read(t *testing.T, client *http.Client, at string) string {
	t.Helper()
	res, err := client.Get(at)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%d, %v", res.StatusCode, err)
	}
	return string(body)
}

func TestPage_lets_a_buyer_be_refused_and_then_pay(t *testing.T) {
	told := 0
	s, client, page := walk(t, stripetest.Options{Deliver: func(_ context.Context, _ http.Header, body []byte) error {
		if strings.Contains(string(body), "checkout.session.completed") {
			told++
		}
		return nil
	}})
	if text := read(t, client, page); !strings.Contains(text, "Rp72.000") || !strings.Contains(text, "Pesanan &lt;K7M2&gt;") {
		t.Errorf("the page says\n%s", text)
	}
	post(t, client, page, "decline", "/pay/")
	if text := read(t, client, page); !strings.Contains(text, `id="refused"`) || !strings.Contains(text, `value="pay"`) {
		t.Errorf("after a refusal the page says\n%s", text)
	}
	post(t, client, page, "pay", "/shop")
	if text := read(t, client, page); !strings.Contains(text, "complete") || strings.Contains(text, `value="pay"`) || told != 1 || !s.Sessions()[0].Paid {
		t.Errorf("told %d times, %+v, the page says\n%s", told, s.Sessions(), text)
	}
	post(t, client, page, "pay", "/pay/") // twice pays once
	if told != 1 {
		t.Errorf("told %d times", told)
	}
}

func post(t *testing.T, client *http.Client, page, act, to string) {
	t.Helper()
	res, err := client.PostForm(page, url.Values{"act": {act}})
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	if res.StatusCode != http.StatusSeeOther || !strings.Contains(res.Header.Get("Location"), to) {
		t.Errorf("%s: %d to %q, want %s", act, res.StatusCode, res.Header.Get("Location"), to)
	}
}
