import { element as make, fill, on } from "./page";

// The strip is swiped by the browser; here thumbnails lead to their picture, arrows go on, and a
// tap enlarges. Without JavaScript each is a link to the large picture.
on("data-gallery", (gallery) => {
  const strip = gallery.querySelector<HTMLElement>("[data-strip]");
  if (!strip) return; // a product without a photograph
  const photos = [...strip.children] as HTMLElement[];
  const thumbs = [...gallery.querySelectorAll<HTMLAnchorElement>("[data-thumb]")];
  const status = gallery.querySelector<HTMLElement>("[role=status]");
  let at = 0;

  const mark = (to: number) => {
    if (to === at) return;
    thumbs[at]?.removeAttribute("aria-current");
    thumbs[to]?.setAttribute("aria-current", "true");
    at = to;
    if (status) status.textContent = fill(gallery.dataset.words, at + 1, photos.length);
  };
  const go = (to: number) => {
    if (to < 0 || to >= photos.length) return;
    strip.scrollTo({ left: photos[to].offsetLeft - photos[0].offsetLeft });
    mark(to);
  };

  thumbs.forEach((thumb, i) =>
    thumb.addEventListener("click", (event) => {
      event.preventDefault();
      go(i);
    }),
  );
  let pause = 0;
  strip.addEventListener("scroll", () => {
    clearTimeout(pause);
    pause = setTimeout(() => mark(Math.round(strip.scrollLeft / strip.clientWidth)), 100);
  });
  gallery.addEventListener("keydown", (event) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (!step) return;
    event.preventDefault();
    go(at + step);
    if (thumbs.includes(document.activeElement as HTMLAnchorElement)) thumbs[at].focus();
  });

  photos.forEach((photo) =>
    photo.querySelector("a")!.addEventListener("click", (event) => {
      event.preventDefault();
      const link = event.currentTarget as HTMLAnchorElement;
      const close = make("button", { class: "dialog-close", "aria-label": gallery.dataset.close! }, "×");
      const image = make("img", { src: link.href, alt: link.querySelector("img")!.alt });
      const dialog = make("dialog", { class: "enlarged", "aria-label": image.getAttribute("alt") || gallery.dataset.close! }, close, image) as HTMLDialogElement;
      dialog.addEventListener("click", () => dialog.close());
      dialog.addEventListener("close", () => {
        dialog.remove();
        link.focus();
      });
      document.body.append(dialog);
      dialog.showModal();
    }),
  );
});
