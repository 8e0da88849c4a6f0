import { element, fill, on, start } from "./page";

interface Kept {
  file: File;
  preview: string;
}

const longest = 1600;
// What was chosen outlives a form that comes back with errors.
const chosen = new Map<string, Kept[]>();

function draw(picture: ImageBitmap, most: number): HTMLCanvasElement {
  const scale = Math.min(1, most / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext("2d")!;
  // A see-through PNG becomes a JPEG on white, not on black.
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

async function shrink(file: File): Promise<Kept> {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const canvas = draw(picture, longest);
  // The preview is a data address: the security policy shows no blob.
  const preview = draw(picture, 144).toDataURL("image/jpeg", 0.7);
  picture.close();
  const small = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", 0.82));
  if (!small) throw new Error("no picture");
  if (small.size >= file.size && file.type === "image/jpeg") return { file, preview };
  return { file: new File([small], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }), preview };
}

on("data-uploader", (root) => {
  if (typeof DataTransfer !== "function" || typeof createImageBitmap !== "function") return;
  const words = root.dataset;
  const form = root.closest("form")!;
  const list = root.querySelector<HTMLElement>("[data-photos]")!;
  const status = root.querySelector<HTMLElement>("[data-photo-status]")!;
  const progress = root.querySelector<HTMLProgressElement>("[data-photo-progress]")!;
  const inputs = [...root.querySelectorAll<HTMLInputElement>("input[type=file]")];
  const name = inputs[0].name;
  const most = Number(words.most) || 8;
  const kept = chosen.get(name) ?? [];
  chosen.set(name, kept);
  root.classList.add("enhanced");

  const show = (focus = -1) => {
    list.replaceChildren(
      ...kept.map((photo, i) => {
        const label = fill(words.wordsPhoto, i + 1);
        const button = (text: string, act: () => void, off = false) => {
          const made = element("button", { type: "button", "aria-label": `${text}: ${label}` }, text);
          if (off) made.setAttribute("hidden", "");
          made.addEventListener("click", act);
          return made;
        };
        const move = (to: number) => () => {
          kept.splice(to, 0, kept.splice(i, 1)[0]);
          show(to);
          status.textContent = fill(words.wordsMoved, to + 1);
        };
        const row = element(
          "li",
          { tabindex: "-1" },
          element("img", { src: photo.preview, alt: "", width: "72", height: "72" }),
          element("span", {}, label, ...(i === 0 ? [element("b", { class: "small" }, words.wordsMain!)] : [])),
          element(
            "span",
            { class: "row-buttons" },
            button(words.wordsFirst!, move(0), i === 0),
            button(words.wordsUp!, move(i - 1), i === 0),
            button(words.wordsDown!, move(i + 1), i === kept.length - 1),
            button(words.wordsRemove!, () => {
              kept.splice(i, 1);
              show(Math.min(i, kept.length - 1));
              status.textContent = fill(words.wordsRemoved, i + 1);
            }),
          ),
        );
        return row;
      }),
    );
    if (focus >= 0) (list.children[focus] as HTMLElement).focus();
  };

  for (const input of inputs) {
    input.addEventListener("change", async () => {
      const files = [...(input.files ?? [])];
      input.value = "";
      for (const file of files) {
        if (kept.length >= most) {
          status.textContent = words.wordsMost!;
          break;
        }
        try {
          kept.push(await shrink(file));
          status.textContent = fill(words.wordsReady, kept.length);
        } catch {
          status.textContent = words.wordsUnreadable!;
        }
        show();
      }
    });
  }

  form.addEventListener(
    "submit",
    (event) => {
      if (!kept.length) return;
      event.preventDefault();
      const button = (event as SubmitEvent).submitter as HTMLElement | null;
      if (button?.getAttribute("aria-disabled")) return;
      button?.setAttribute("aria-disabled", "true");
      const body = new FormData(form, button);
      body.delete(name);
      for (const photo of kept) body.append(name, photo.file);
      const request = new XMLHttpRequest();
      const failed = () => {
        button?.removeAttribute("aria-disabled");
        progress.hidden = true;
        status.textContent = words.wordsFailed!;
        status.scrollIntoView({ block: "center" });
      };
      request.open("POST", button?.getAttribute("formaction") || form.getAttribute("action")!);
      request.upload.onprogress = (step) => {
        if (step.lengthComputable) progress.value = (100 * step.loaded) / step.total;
      };
      request.onerror = request.ontimeout = failed;
      request.onload = () => {
        if (request.status >= 500 || request.status === 0) return failed();
        if (request.status < 400) return location.assign(request.responseURL);
        // The form came back: show what must be put right, and keep the photos at hand.
        const page = new DOMParser().parseFromString(request.responseText, "text/html");
        const fresh = page.querySelector("main");
        if (!fresh) return failed();
        document.querySelector("main")!.replaceWith(document.adoptNode(fresh));
        document.title = page.title;
        start();
      };
      progress.hidden = false;
      status.textContent = words.wordsSending!;
      request.send(body);
    },
    true,
  );
  show();
});
