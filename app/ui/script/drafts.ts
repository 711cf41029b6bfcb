const typing = new WeakMap<HTMLFormElement, { timer: number; sending?: AbortController }>();

/** What is typed into a long field is kept with the server a moment later, for this person and form: a page that is left is not lost. */
export function drafts(isBusy: (form: HTMLFormElement) => boolean) {
  window.addEventListener("input", ({ target }) => {
    const form = target instanceof HTMLTextAreaElement && target.form;
    if (!form || form.method !== "post" || !form.querySelector("input[name=_key]") || isBusy(form)) return;
    forgetTyping(form);
    typing.set(form, { timer: window.setTimeout(keepTyping, 1500, form) });
  });
}

function keepTyping(form: HTMLFormElement) {
  const sending = new AbortController();
  typing.set(form, { timer: 0, sending });
  const { pathname } = new URL(form.action);
  const fields = new URLSearchParams({ _action: pathname });
  for (const [name, value] of new FormData(form)) if (typeof value === "string" && !form.querySelector(`input[type=password][name="${CSS.escape(name)}"]`)) fields.append(name, value);
  fetch(`/${pathname.split("/")[1]}/drafts`, { method: "POST", body: fields, signal: sending.signal, redirect: "manual" }).catch(() => undefined);
}

/** The form is sent: what was typed goes with it. */
export function forgetTyping(form: HTMLFormElement) {
  const kept = typing.get(form);
  clearTimeout(kept?.timer);
  kept?.sending?.abort();
}
