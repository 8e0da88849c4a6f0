// A hook is an attribute data-name; setUp runs once for each element that carries it, also for
// elements that come later (a longer list, a form that came back).
type SetUp = (element: HTMLElement) => void;

const hooks: [string, SetUp][] = [];
const ready = new WeakMap<Element, Set<string>>();

export function on(hook: string, setUp: SetUp): void {
  hooks.push([hook, setUp]);
}

export function start(root: ParentNode = document): void {
  for (const [hook, setUp] of hooks) {
    root.querySelectorAll<HTMLElement>(`[${hook}]`).forEach((element) => {
      const done = ready.get(element) ?? new Set<string>();
      if (done.has(hook)) return;
      done.add(hook);
      ready.set(element, done);
      setUp(element);
    });
  }
}

// fill puts words into the places {0}, {1} … of a wording that the page brought along.
export function fill(wording: string | undefined, ...words: (string | number)[]): string {
  return (wording ?? "").replace(/\{(\d)\}/g, (_, i) => String(words[+i] ?? ""));
}

// element makes an element with its attributes and children.
export function element(name: string, attributes: Record<string, string> = {}, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  for (const key in attributes) made.setAttribute(key, attributes[key]);
  made.append(...children);
  return made;
}
