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
        const said = form.querySelector<HTMLElement>("[data-added]")!;
        said.replaceChildren(message + " ", element("a", { href: said.dataset.added! }, said.dataset.cart!));
        const badge = document.querySelector<HTMLElement>("[data-cart-count]")!;
        const words = fill(count === 1 ? badge.dataset.one : badge.dataset.many, count);
        badge.replaceChildren(element("b", { "aria-hidden": "true" }, String(count)), element("span", { class: "unseen" }, words));
      })
      .catch(() => form.submit())
      .finally(() => button.removeAttribute("aria-disabled"));
  }, true);
});

// The basket counts again by itself: the amounts are taken from the page that the server answers.
// Where more than amounts has changed, that page is shown whole.
on("data-basket", (frame) => {
  const form = frame.closest("form")!;
  const live = (page: ParentNode) => [...page.querySelectorAll<HTMLElement>("[data-live]")];
  frame.querySelector<HTMLElement>("[data-update]")!.hidden = true;
  let pause = 0;
  frame.addEventListener("change", () => {
    clearTimeout(pause);
    pause = setTimeout(async () => {
      const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
      const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
      if (!answer?.ok) return form.submit();
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = live(page);
      const old = live(document);
      if (fresh.length !== old.length || page.querySelector(".changed")) return location.reload();
      old.forEach((part, i) => {
        if (part.textContent !== fresh[i].textContent) part.textContent = fresh[i].textContent;
      });
      document.querySelector("[data-cart-count]")!.replaceChildren(...page.querySelector("[data-cart-count]")!.childNodes);
    }, 400);
  });
});
