/*
 * The one small script: on every page of both faces, beside React on the staff side. No page needs it. It listens at the
 * window, after anything React takes for itself, and changes nothing before the person does something.
 */
/*
 * Pins without leaving the page, and the keys between them. On the staff side, where React has the page, a press on the
 * picture leads to the pin's own page.
 */

const svg = "http://www.w3.org/2000/svg";

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

window.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (event.defaultPrevented || !form.closest(".pinform")) return;
  event.preventDefault();
  if (form.getAttribute("aria-busy")) return;
  form.setAttribute("aria-busy", "true");
  void leave(form);
});

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

/** A form that was sent takes no second press until the answer comes, or the person comes back to it. */
const busy = new WeakMap<HTMLFormElement, () => void>();

window.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (event.defaultPrevented || form.method !== "post") return;
  if (busy.has(form)) return event.preventDefault();
  forgetTyping(form);
  const files = chosenFiles(form);
  busy.set(form, sayBusy(form, event.submitter));
  if (files.length === 0) return;
  event.preventDefault();
  send(form, files, event.submitter);
});

// A page that comes back from the browser's memory is as it was left: still saying that it sends.
window.addEventListener("pageshow", ({ persisted }) => {
  if (persisted) for (const form of document.forms) settle(form);
});

// Browsers that focus only fields by themselves.
if (document.activeElement === document.body) document.querySelector<HTMLElement>(".errors[autofocus]")?.focus();

// The keys a link names follow it, always with Control and Alt. AltGr, which is both on some keyboards, is for writing.
window.addEventListener("keydown", (event) => {
  if (!event.ctrlKey || !event.altKey || event.metaKey || event.defaultPrevented || event.getModifierState("AltGraph")) return;
  const key = event.code === "Slash" ? "/" : event.code.replace(/^Key/, "");
  const link = document.querySelector<HTMLAnchorElement>(`a[aria-keyshortcuts="Control+Alt+${CSS.escape(key)}"]`);
  if (!link) return;
  event.preventDefault();
  link.click();
});

/** What is typed into a long field is kept with the server a moment later, for this person and form: a page that is left is not lost. */
const typing = new WeakMap<HTMLFormElement, { timer: number; sending?: AbortController }>();

window.addEventListener("input", ({ target }) => {
  const form = target instanceof HTMLTextAreaElement && target.form;
  if (!form || form.method !== "post" || !form.querySelector("input[name=_key]") || busy.has(form)) return;
  forgetTyping(form);
  typing.set(form, { timer: window.setTimeout(keepTyping, 1500, form) });
});

function keepTyping(form: HTMLFormElement) {
  const sending = new AbortController();
  typing.set(form, { timer: 0, sending });
  const { pathname } = new URL(form.action);
  const fields = new URLSearchParams({ _action: pathname });
  for (const [name, value] of new FormData(form)) if (typeof value === "string" && !form.querySelector(`input[type=password][name="${CSS.escape(name)}"]`)) fields.append(name, value);
  fetch(`/${pathname.split("/")[1]}/drafts`, { method: "POST", body: fields, signal: sending.signal, redirect: "manual" }).catch(() => undefined);
}

function forgetTyping(form: HTMLFormElement) {
  const kept = typing.get(form);
  clearTimeout(kept?.timer);
  kept?.sending?.abort();
}

// What is open over a list keeps the keyboard within it, and Escape closes it: to where its link leads.
const over = document.querySelector<HTMLDialogElement>("dialog.over[open]");
if (over) {
  over.close();
  over.showModal();
  over.addEventListener("cancel", (event) => {
    event.preventDefault();
    location.assign(over.dataset.close!);
  });
}

// The keys a field names lead to it, from wherever one is. Never a single letter: those belong to dictation (WCAG 2.1.4).
window.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.defaultPrevented) return;
  const field = document.querySelector<HTMLInputElement>(`input[aria-keyshortcuts~="Control+${CSS.escape(event.key.toUpperCase())}"]`);
  if (!field?.checkVisibility()) return;
  event.preventDefault();
  field.focus();
  field.select();
});

function sayBusy(form: HTMLFormElement, submitter: HTMLElement | null) {
  const button = submitter ?? form.querySelector<HTMLElement>("button:not([type=button])");
  const [words] = [...(button?.childNodes ?? [])].filter((node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim());
  const before = words?.textContent ?? "";
  button?.setAttribute("aria-disabled", "true");
  if (words) words.textContent = "Sending…";
  return () => {
    button?.removeAttribute("aria-disabled");
    if (words) words.textContent = before;
  };
}

function settle(form: HTMLFormElement) {
  busy.get(form)?.();
  busy.delete(form);
}

// Where the answer is the page itself, and not somewhere to go, the browser sends the form.
const chosenFiles = (form: HTMLFormElement) => (form.enctype === "multipart/form-data" && !("answered" in form.dataset) ? [...form.querySelectorAll<HTMLInputElement>("input[type=file]")].flatMap((input) => [...(input.files ?? [])]) : []);

/** Sends the form as the browser would, and says how far it is. The answer is the one a page without script gets. */
function send(form: HTMLFormElement, files: File[], submitter: HTMLElement | null) {
  const limit = Number(form.dataset.limit) || Infinity;
  const tooLarge = files.filter(({ size }) => size > limit);
  if (tooLarge.length) {
    settle(form);
    return complain(form, tooLarge.map(({ name, size }) => `${name} is ${sizeOf(size)} and the limit is ${sizeOf(limit)}. Choose a smaller file`));
  }
  const request = new XMLHttpRequest();
  const rows = showProgress(form, files, () => request.abort());
  const over = () => {
    rows.remove();
    settle(form);
  };
  const address = form.action;
  request.open("POST", address);
  // Following the redirect must not use up the sentence meant for the page that is then opened.
  request.setRequestHeader("Parlour-Upload", "1");
  request.upload.onprogress = ({ loaded }) => rows.at(loaded);
  request.upload.onload = () => rows.done();
  request.onload = () => {
    if (request.status < 400) return location.assign(request.responseURL || location.href);
    over();
    complain(form, sentencesOf(request.responseText));
  };
  request.onerror = () => {
    over();
    complain(form, ["The connection broke before everything had arrived. Nothing was recorded. Send it again"]);
  };
  request.onabort = () => {
    over();
    (submitter ?? form.querySelector<HTMLElement>("input[type=file]"))?.focus();
  };
  request.send(new FormData(form, submitter));
}

/** A row for each file, with its part of what has gone; one request carries them all, so one Cancel stops them all. */
function showProgress(form: HTMLFormElement, files: File[], cancel: () => void) {
  const list = make("ul", "uploads");
  list.setAttribute("aria-label", "Uploading");
  let start = 0;
  const rows = files.map(({ name, size }) => {
    const [row, title, bar, words] = [make("li"), make("bdi", "block font-medium"), make("progress"), make("span", "block text-fine text-ink-3")];
    title.textContent = name;
    bar.max = 100;
    bar.setAttribute("aria-label", `Uploading ${name}`);
    row.append(title, bar, words);
    list.append(row);
    const from = start;
    start += size;
    return (loaded: number) => {
      const percent = Math.max(0, Math.min(100, Math.floor(((loaded - from) / (size || 1)) * 100)));
      bar.value = percent;
      words.textContent = percent === 100 ? `${sizeOf(size)}, sent` : percent === 0 ? `${sizeOf(size)}, waiting` : `Uploading, ${percent}%`;
    };
  });
  const [last, button, said] = [make("li"), make("button", "btn btn-small"), make("p", "sr-only")];
  button.type = "button";
  button.textContent = files.length > 1 ? `Cancel all ${files.length} uploads` : "Cancel the upload";
  button.onclick = cancel;
  said.setAttribute("role", "status");
  last.append(button, said);
  list.append(last);
  form.append(list);
  const at = (loaded: number) => rows.forEach((row) => row(loaded));
  at(0);
  said.textContent = files.length > 1 ? `Uploading ${files.length} files` : `Uploading ${files[0]!.name}`;
  return {
    at,
    done() {
      at(Infinity);
      said.textContent = "Sent. Waiting for the answer.";
    },
    remove: () => list.remove(),
  };
}

/** What an answer complains of: its error summary, or the title and first sentence of an error page. */
function sentencesOf(html: string) {
  const answer = new DOMParser().parseFromString(html, "text/html");
  const lines = [...answer.querySelectorAll(".errors li")].map((line) => line.textContent!);
  if (lines.length) return lines;
  const words = [...answer.querySelectorAll("main h1, main h1 + p")].map((line) => line.textContent!.replace(/\.$/, ""));
  return words.length ? [`${words.join(". ")}.`] : ["It could not be sent. Nothing was recorded."];
}

/** Says what is wrong above the form, as the server's own summary does; what was chosen stays chosen. */
function complain(form: HTMLFormElement, sentences: string[]) {
  form.parentElement!.querySelector(":scope > .errors[data-script]")?.remove();
  const [box, head, list] = [make("div", "errors mb-6"), make("p", "font-semibold"), make("ul", "mt-2 grid gap-1")];
  box.dataset.script = "";
  box.tabIndex = -1;
  box.setAttribute("role", "alert");
  head.textContent = "Nothing was recorded";
  const field = form.querySelector<HTMLInputElement>("input[type=file]");
  for (const sentence of sentences) {
    const [line, link] = [make("li"), make(field?.id ? "a" : "span")];
    link.textContent = sentence;
    if (field?.id) link.setAttribute("href", `#${field.id}`);
    line.append(link);
    list.append(line);
  }
  box.append(head, list);
  form.before(box);
  if (!document.title.startsWith("Error: ")) document.title = `Error: ${document.title}`;
  box.focus();
}

const make = <T extends keyof HTMLElementTagNameMap>(tag: T, classes = "") => Object.assign(document.createElement(tag), { className: classes });

function sizeOf(bytes: number) {
  const step = bytes < 1e6 ? 0 : bytes < 1e9 ? 1 : 2;
  const value = bytes / 1000 ** (step + 1);
  return `${(value < 10 ? Math.round(value * 10) / 10 : Math.round(value)).toLocaleString(document.documentElement.lang)} ${["KB", "MB", "GB"][step]}`;
}
