import { forgetTyping } from "./drafts.ts";
import { chosenFiles, send } from "./uploads.ts";

const busy = new WeakMap<HTMLFormElement, () => void>();
export const isBusy = (form: HTMLFormElement) => busy.has(form);

/** A form that was sent takes no second press until the answer comes, or the person comes back to it. */
export function posting() {
  window.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || form.method !== "post") return;
    if (busy.has(form)) return event.preventDefault();
    forgetTyping(form);
    const files = chosenFiles(form);
    busy.set(form, sayBusy(form, event.submitter));
    if (files.length === 0) return;
    event.preventDefault();
    send(form, files, event.submitter, () => settle(form));
  });

  // A page that comes back from the browser's memory is as it was left: still saying that it sends.
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) for (const form of document.forms) settle(form);
  });

  // Browsers that focus only fields by themselves.
  if (document.activeElement === document.body) document.querySelector<HTMLElement>(".errors[autofocus]")?.focus();
}

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
