import { element, fill, on } from "./page";

// Another variant has another price; the change is said politely.
on("data-buy", (frame) => {
  const form = frame.querySelector("form")!;
  const price = document.querySelector<HTMLElement>("[data-price]");
  form.addEventListener("change", (event) => {
    const chosen = event.target as HTMLInputElement;
    if (!price || !chosen.dataset.priceOf) return;
    price.setAttribute("role", "status");
    price.textContent = chosen.dataset.priceOf;
  });

  // "+ Keranjang" stays on the page when the server answers with JSON {count, message}; any other
  // answer is a page, and one goes there. Caught on the way down, before the form counts itself as sent.
  frame.addEventListener("submit", (event) => {
    const button = (event as SubmitEvent).submitter as HTMLButtonElement | null;
    if (!button?.hasAttribute("data-add")) return;
    event.preventDefault();
    if (button.getAttribute("aria-disabled")) return;
    button.setAttribute("aria-disabled", "true");
    const body = new URLSearchParams(new FormData(form, button) as unknown as Record<string, string>);
    fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } })
      .then(async (answer) => {
        if (!answer.ok || !answer.headers.get("Content-Type")?.includes("application/json")) {
          if (answer.redirected) location.assign(answer.url);
          else form.submit();
          return;
        }
        const { count, message } = await answer.json();
        form.querySelector<HTMLElement>("[data-added]")!.textContent = message;
        const badge = document.querySelector<HTMLElement>("[data-cart-count]")!;
        const words = fill(count === 1 ? badge.dataset.one : badge.dataset.many, count);
        badge.replaceChildren(element("b", { "aria-hidden": "true" }, String(count)), element("span", { class: "unseen" }, words));
      })
      .catch(() => form.submit())
      .finally(() => button.removeAttribute("aria-disabled"));
  }, true);
});
