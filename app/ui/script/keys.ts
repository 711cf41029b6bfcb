/** Keys that lead to links and fields, and the keyboard within what is open over a list. */
export function keys() {
  // The keys a link names follow it, always with Control and Alt. AltGr, which is both on some keyboards, is for writing.
  window.addEventListener("keydown", (event) => {
    if (!event.ctrlKey || !event.altKey || event.metaKey || event.defaultPrevented || event.getModifierState("AltGraph")) return;
    const key = event.code === "Slash" ? "/" : event.code.replace(/^Key/, "");
    const link = document.querySelector<HTMLAnchorElement>(`a[aria-keyshortcuts="Control+Alt+${CSS.escape(key)}"]`);
    if (!link) return;
    event.preventDefault();
    link.click();
  });

  // The keys a field names lead to it, from wherever one is. Never a single letter: those belong to dictation (WCAG 2.1.4).
  window.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.defaultPrevented) return;
    const field = document.querySelector<HTMLInputElement>(`input[aria-keyshortcuts~="Control+${CSS.escape(event.key.toUpperCase())}"]`);
    if (!field?.checkVisibility()) return;
    event.preventDefault();
    field.focus();
    field.select();
  });

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
}
