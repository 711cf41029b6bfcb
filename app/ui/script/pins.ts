const svg = "http://www.w3.org/2000/svg";

/** Pins without leaving the page, and the keys between them. On the staff side, where React has the page, a press on the picture leads to the pin's own page. */
export function pins() {
  window.addEventListener("click", (event) => {
    const target = event.target as HTMLElement;
    if (target.closest(".pinform a")) {
      event.preventDefault();
      return putAway();
    }
    // The keyboard presses nowhere: it is led to the page that asks for a part of the picture.
    if (!target.matches("[data-proof] input") || event.detail === 0 || event.defaultPrevented || event.ctrlKey || event.metaKey || document.body.classList.contains("staff") || !document.querySelector("[data-review]")) return;
    event.preventDefault();
    void place(target as HTMLInputElement, event);
  });

  window.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || !form.closest(".pinform")) return;
    event.preventDefault();
    if (form.getAttribute("aria-busy")) return;
    form.setAttribute("aria-busy", "true");
    void leave(form);
  });

  // `j` and `k` go from pin to pin while the focus is on the work, and nowhere else: single letters belong to dictation (WCAG 2.1.4).
  window.addEventListener("keydown", (event) => {
    const active = document.activeElement as HTMLElement | null;
    const work = active?.closest("[data-review]");
    if (event.key === "Escape" && active?.closest(".pinform, .pins")) putAway();
    if (!work || !/^[jk]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey || active!.matches("textarea, select, input:not([type=image])")) return;
    const notes = [...work.querySelectorAll<HTMLElement>("[data-notes] > li")];
    const at = notes.findIndex((note) => note.contains(active) || `#${note.id}` === active!.getAttribute("href"));
    notes[at < 0 ? (event.key === "j" ? 0 : notes.length - 1) : at + (event.key === "j" ? 1 : -1)]?.focus();
  });
}

function putAway() {
  for (const one of document.querySelectorAll(".pinform, .pins .new")) one.remove();
}

async function place(picture: HTMLInputElement, { clientX, clientY }: MouseEvent) {
  const { left, top } = picture.getBoundingClientRect();
  const query = new URLSearchParams(new FormData(picture.form!) as never);
  query.set("x", String(Math.round(clientX - left)));
  query.set("y", String(Math.round(clientY - top)));
  const address = `${picture.form!.action}?${query}`;
  const asked = await fetch(address).catch(() => null);
  const form = asked?.ok && formIn(await asked.text());
  if (!form) return location.assign(address);
  const kept = document.querySelector<HTMLTextAreaElement>(".pinform textarea")?.value;
  putAway();
  const box = document.createElement("div");
  box.className = "pinform";
  box.append(form);
  const proof = picture.closest<HTMLElement>("[data-proof]")!;
  proof.after(box);
  const words = form.querySelector("textarea")!;
  if (kept) words.value = kept;
  mark(proof, form);
  words.focus();
}

const formIn = (html: string) => new DOMParser().parseFromString(html, "text/html").querySelector<HTMLFormElement>("main form[method=post]");

/** The new pin: it is dragged, or moved by the arrow keys, until it is left. */
function mark(proof: HTMLElement, form: HTMLFormElement) {
  const [pin, circle] = [document.createElementNS(svg, "svg"), document.createElementNS(svg, "circle")];
  pin.setAttribute("class", "new");
  circle.setAttribute("r", "14");
  circle.setAttribute("class", "fresh");
  circle.setAttribute("tabindex", "0");
  circle.setAttribute("role", "img");
  circle.setAttribute("aria-label", "The new pin. Drag it, or move it with the arrow keys");
  pin.append(circle);
  proof.querySelector(".pins")!.append(pin);
  const field = (name: string) => form.querySelector<HTMLInputElement>(`[name=${name}]`)!;
  const to = (x: number, y: number) => {
    for (const [name, value] of [["x", x], ["y", y]] as const) {
      const percent = String(Math.round(Math.min(100, Math.max(0, value)) * 100) / 100);
      field(name).value = percent;
      pin.setAttribute(name, `${percent}%`);
    }
  };
  to(+field("x").value, +field("y").value);
  circle.onpointerdown = (event) => {
    event.preventDefault();
    circle.setPointerCapture(event.pointerId);
  };
  circle.onpointermove = ({ pointerId, clientX, clientY }) => {
    if (!circle.hasPointerCapture(pointerId)) return;
    const { left, top, width, height } = proof.getBoundingClientRect();
    to(((clientX - left) / width) * 100, ((clientY - top) / height) * 100);
  };
  circle.onkeydown = (event) => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!step) return;
    event.preventDefault();
    to(+field("x").value + step[0]!, +field("y").value + step[1]!);
  };
}

/** Sends the pin, and shows the work as it is then. What is refused is shown where it was written. */
async function leave(form: HTMLFormElement) {
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form) as never) }).catch(() => null);
  if (!answer) {
    form.removeAttribute("aria-busy");
    return form.submit();
  }
  const html = await answer.text();
  const fresh = answer.ok && new DOMParser().parseFromString(html, "text/html").querySelector("[data-review]");
  if (!fresh) {
    const again = formIn(html);
    if (!again) return location.assign(answer.url);
    form.replaceWith(again);
    return again.querySelector<HTMLElement>(".errors, textarea")?.focus();
  }
  document.querySelector("[data-review]")!.replaceWith(fresh);
  const notes = fresh.querySelectorAll<HTMLElement>("[data-notes]:first-of-type > li");
  notes[notes.length - 1]?.focus();
}
