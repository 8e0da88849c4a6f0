import { fill, on } from "./page";

// A form is sent once; after a moment its button says that it is under way.
on("data-once", (element) => {
  const form = element as HTMLFormElement;
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (sent) return event.preventDefault();
    sent = true;
    const button = (event as SubmitEvent).submitter as HTMLButtonElement | null;
    button?.setAttribute("aria-disabled", "true");
    setTimeout(() => {
      const label = button?.querySelector("span");
      if (label) label.textContent = button!.dataset.busy ?? form.dataset.once ?? "";
    }, 300);
  });
  // A page that comes back from the browser's memory must be usable again.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
});

on("data-focus", (element) => element.focus());

on("data-stepper", (element) => {
  const input = element.querySelector("input")!;
  element.querySelectorAll("button").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const least = Number(input.dataset.min ?? 0);
      const most = Number(input.dataset.max ?? Infinity);
      const next = (parseInt(input.value.replace(/\D/g, ""), 10) || 0) + Number(button.dataset.step);
      input.value = String(Math.min(Math.max(next, least), most));
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  });
});

on("data-reveal", (element) => {
  const input = document.getElementById(element.dataset.reveal!) as HTMLInputElement;
  const words = [element.textContent!, element.dataset.hide!];
  element.hidden = false;
  element.addEventListener("click", () => {
    const shown = input.type === "text";
    input.type = shown ? "password" : "text";
    element.textContent = words[shown ? 0 : 1];
  });
});

on("data-count-of", (element) => {
  const area = document.getElementById(element.dataset.countOf!) as HTMLTextAreaElement;
  const most = Number(area.dataset.count);
  const say = () => {
    const left = most - [...area.value].length;
    element.textContent = left < 0 ? fill(element.dataset.over, -left) : fill(element.dataset.left, left);
  };
  area.addEventListener("input", say);
});

// Thousands are grouped while typing; the server reads both ways.
on("data-money", (element) => {
  const input = element as HTMLInputElement;
  const separator = document.documentElement.lang === "en" ? "," : ".";
  input.addEventListener("input", () => {
    if (input.selectionStart !== input.value.length) return;
    const digits = input.value.replace(/\D/g, "").slice(0, 13);
    input.value = digits.replace(/\B(?=(\d{3})+$)/g, separator);
  });
});
