import { element, on, start } from "./page";

// A list is renewed in place: the parts with data-part are taken from the new page, the address is
// the state, and going back is left to the browser's own history.
async function renew(url: string, focus: boolean): Promise<void> {
  const answer = await fetch(url, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok) return location.assign(url);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const held = document.activeElement?.id;
  document.querySelectorAll<HTMLElement>("[data-part]").forEach((part) => {
    const fresh = page.querySelector(`[data-part="${part.dataset.part}"]`);
    if (fresh) part.replaceWith(document.adoptNode(fresh));
  });
  // The count stays the same element, so that its new words are announced.
  const count = document.querySelector("[data-result-count]");
  if (count) count.textContent = page.querySelector("[data-result-count]")?.textContent ?? "";
  document.title = page.title;
  history.pushState(null, "", url);
  shown = location.pathname + location.search;
  start();
  if (focus) document.querySelector<HTMLElement>("[data-result-count]")?.focus();
  else if (held) document.getElementById(held)?.focus();
}

// Only another list is loaded anew; a jump to a heading is none.
let shown = location.pathname + location.search;
addEventListener("popstate", () => {
  if (location.pathname + location.search !== shown) location.reload();
});

function address(form: HTMLFormElement): string {
  const query = new URLSearchParams();
  new FormData(form).forEach((value, name) => {
    if (value !== "") query.append(name, String(value));
  });
  const text = query.toString();
  return form.action.split("?")[0] + (text ? "?" + text : "");
}

on("data-filter-form", (form) => {
  const narrow = matchMedia("(max-width: 899px)");
  form.addEventListener("change", (event) => {
    // A half-typed price waits for the button, and so does everything in the phone's dialog.
    if (narrow.matches || (event.target as HTMLInputElement).type === "text") return;
    renew(address(form as HTMLFormElement), false);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    form.closest("dialog")?.close();
    renew(address(form as HTMLFormElement), true);
  });
});

on("data-filters", (details) => {
  details.querySelector("summary")!.addEventListener("click", (event) => {
    if (!matchMedia("(max-width: 899px)").matches) return;
    event.preventDefault();
    const summary = event.currentTarget as HTMLElement;
    const form = details.querySelector("form")!;
    const close = element("button", { class: "dialog-close", type: "button", "aria-label": details.dataset.close ?? "×" }, "×");
    const dialog = element("dialog", { class: "filters", "aria-label": summary.textContent!.trim() }, close, form) as HTMLDialogElement;
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      details.append(form);
      dialog.remove();
      summary.focus();
    });
    document.body.append(dialog);
    dialog.showModal();
  });
});

on("data-load", (link) =>
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    renew((link as HTMLAnchorElement).href, true);
  }),
);

// The next page is put under this one; the address follows, so that coming back finds the place.
on("data-more", (link) =>
  link.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || link.getAttribute("aria-disabled")) return;
    const list = document.querySelector("[data-part=list] .rack, [data-part=list] .shops");
    if (!list) return;
    event.preventDefault();
    link.setAttribute("aria-disabled", "true");
    const url = (link as HTMLAnchorElement).href;
    const answer = await fetch(url).catch(() => null);
    if (!answer?.ok) return location.assign(url);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const more = [...(page.querySelector("[data-part=list] .rack, [data-part=list] .shops")?.children ?? [])];
    list.append(...more);
    const foot = page.querySelector(".pages");
    if (foot) document.querySelector(".pages")!.replaceWith(foot);
    history.replaceState(null, "", url);
    shown = location.pathname + location.search;
    start();
    more[0]?.querySelector("a")?.focus({ preventScroll: true });
  }),
);
