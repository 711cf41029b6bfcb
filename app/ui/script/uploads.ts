// Where the answer is the page itself, and not somewhere to go, the browser sends the form.
export const chosenFiles = (form: HTMLFormElement) => (form.enctype === "multipart/form-data" && !("answered" in form.dataset) ? [...form.querySelectorAll<HTMLInputElement>("input[type=file]")].flatMap((input) => [...(input.files ?? [])]) : []);

/** Sends the form as the browser would, and says how far it is. The answer is the one a page without script gets. `settle` lets it be sent again. */
export function send(form: HTMLFormElement, files: File[], submitter: HTMLElement | null, settle: () => void) {
  const limit = Number(form.dataset.limit) || Infinity;
  const tooLarge = files.filter(({ size }) => size > limit);
  if (tooLarge.length) {
    settle();
    return complain(form, tooLarge.map(({ name, size }) => `${name} is ${sizeOf(size)} and the limit is ${sizeOf(limit)}. Choose a smaller file`));
  }
  const request = new XMLHttpRequest();
  const rows = showProgress(form, files, () => request.abort());
  const over = () => {
    rows.remove();
    settle();
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
