import { on } from "./page";

// One box picks every row of the table below it.
on("data-pick-all", (element) => {
  const box = element as HTMLInputElement;
  box.hidden = false;
  box.addEventListener("change", () => {
    document.querySelectorAll<HTMLInputElement>(`input[type=checkbox][name="${box.dataset.pickAll}"]`).forEach((row) => {
      row.checked = box.checked;
    });
  });
});

on("data-print", (button) => {
  button.hidden = false;
  button.addEventListener("click", () => print());
});
