import { on } from "./page";

function say(button: HTMLElement): void {
  const label = button.querySelector("span")!;
  const before = label.textContent;
  label.setAttribute("role", "status");
  label.textContent = button.dataset.done!;
  setTimeout(() => (label.textContent = before), 3000);
}

on("data-copy", (button) => {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", () => navigator.clipboard.writeText(button.dataset.copy!).then(() => say(button)));
});

on("data-share", (button) => {
  if (!navigator.share && !navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const url = button.dataset.share!;
    if (!navigator.share) return navigator.clipboard.writeText(url).then(() => say(button));
    // Closing the sheet is an answer, not a fault.
    navigator.share({ title: button.dataset.title, url }).catch(() => undefined);
  });
});
