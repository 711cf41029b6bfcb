import { type HTMLElement, parse } from "node-html-parser";

export type Ask = (request: Request) => Promise<Response>;
type Jar = Record<string, Record<string, string>>;

export const HOME = "http://localhost";

export interface Page {
  status: number;
  url: string;
  headers: Headers;
  html: string;
  root: HTMLElement;
  /** The page's words, spaces folded. */
  text: string;
  /** The form that posts to this path (or the only one in main), with what stands in it. */
  form(action?: string | RegExp): FormOnPage;
  links(): string[];
}
export interface FormOnPage {
  /** The page the form stands on, which a browser names as the referer. */
  on: string;
  action: string;
  fields: [string, string][];
}

/** Somebody with a browser that runs no scripts: keeps cookies by path, follows redirects, fills in forms. */
export function visitor(ask: Ask, jar: Jar = {}) {
  const cookiesFor = (path: string) =>
    Object.entries(jar)
      .filter(([prefix]) => path === prefix || path.startsWith(prefix.endsWith("/") ? prefix : `${prefix}/`))
      .flatMap(([, cookies]) => Object.entries(cookies).map(([name, value]) => `${name}=${value}`))
      .join("; ");

  function keep(response: Response) {
    for (const cookie of response.headers.getSetCookie()) {
      const [pair, ...attributes] = cookie.split(/;\s*/);
      const [name, value] = [pair!.slice(0, pair!.indexOf("=")), pair!.slice(pair!.indexOf("=") + 1)];
      const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? "/";
      const gone = attributes.some((attribute) => /^max-age=0$/i.test(attribute));
      jar[path] ??= {};
      if (gone) delete jar[path][name];
      else jar[path][name] = value;
    }
  }

  /** One request, no redirect followed. */
  async function send(path: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(path, HOME);
    const headers = new Headers(init.headers);
    headers.set("Host", url.host);
    const cookies = cookiesFor(url.pathname);
    if (cookies && !headers.has("Cookie")) headers.set("Cookie", cookies);
    if ((init.method ?? "GET") !== "GET" && !headers.has("Origin") && !headers.has("Sec-Fetch-Site")) headers.set("Origin", HOME);
    const response = await ask(new Request(url, { ...init, headers, redirect: "manual" }));
    keep(response);
    return response;
  }

  async function follow(path: string, init: RequestInit = {}, hops = 0): Promise<Page> {
    const response = await send(path, init);
    const to = response.headers.get("Location");
    if (to && response.status >= 300 && response.status < 400 && hops < 10) return follow(new URL(to, new URL(path, HOME)).href.replace(HOME, "").replace(/#.*$/, ""), {}, hops + 1);
    return pageOf(response, path);
  }

  return {
    jar,
    send,
    get: (path: string) => follow(path),
    post: (path: string, fields: Record<string, string> | [string, string][]) => follow(path, { method: "POST", body: new URLSearchParams(fields) }),
    /** Sends a form of a page with some fields filled in differently, as a browser would. */
    submit: (form: FormOnPage, fields: Record<string, string> = {}) => {
      const given = form.fields.filter(([name]) => !(name in fields));
      return follow(form.action, { method: "POST", headers: { Referer: new URL(form.on, HOME).href }, body: new URLSearchParams([...given, ...Object.entries(fields)]) });
    },
  };
}
export type Visitor = ReturnType<typeof visitor>;

async function pageOf(response: Response, url: string): Promise<Page> {
  const html = await response.text();
  const root = parse(html);
  const here = new URL(url, HOME);
  return {
    status: response.status,
    url: here.pathname + here.search,
    headers: response.headers,
    html,
    root,
    text: (root.querySelector("body") ?? root).structuredText.replace(/\s+/g, " "),
    form(action) {
      const all = root.querySelectorAll("form").filter((form) => form.getAttribute("method")?.toLowerCase() === "post");
      const pathOf = (form: HTMLElement) => new URL(form.getAttribute("action") ?? url, here).pathname;
      const wanted = action === undefined ? all.filter((form) => form.closest("main")) : all.filter((form) => (typeof action === "string" ? pathOf(form) === action : action.test(pathOf(form))));
      // Its own address, or that of one of its buttons: then it is sent as by that button.
      const given = action === undefined ? undefined : all.flatMap((form) => form.querySelectorAll("button[formaction]").map((button) => ({ form, button, path: new URL(button.getAttribute("formaction")!, here).pathname }))).find(({ form, path }) => (path !== pathOf(form) || !form.querySelector("input[name=_key]")) && (typeof action === "string" ? path === action : action.test(path)));
      if (given) return { on: here.pathname + here.search, action: given.path, fields: [...fieldsOf(given.form), [given.button.getAttribute("name")!, given.button.getAttribute("value")!]] };
      const form = wanted[0];
      if (!form) throw new Error(`No form ${action ?? ""} on ${url} (${response.status}); there are: ${all.map(pathOf).join(", ") || "none"}`);
      return { on: here.pathname + here.search, action: pathOf(form) + (form.hasAttribute("action") ? new URL(form.getAttribute("action")!, here).search : ""), fields: fieldsOf(form) };
    },
    links: () => [...new Set(root.querySelectorAll("a[href]").map((link) => new URL(link.getAttribute("href")!, here)).filter(({ origin }) => origin === HOME).map(({ pathname, search }) => pathname + search))],
  };
}

function fieldsOf(form: HTMLElement): [string, string][] {
  const lost = form.querySelectorAll("input, textarea, select").find((control) => !control.getAttribute("name") && !/^(submit|button|reset|image)$/i.test(control.getAttribute("type") ?? ""));
  if (lost) throw new Error(`A field without a name, so that what is entered there is lost: ${lost.outerHTML}`);
  return form.querySelectorAll("input[name], textarea[name], select[name]").flatMap((control): [string, string][] => {
    const name = control.getAttribute("name")!;
    const type = control.getAttribute("type")?.toLowerCase();
    if (control.hasAttribute("disabled") || type === "file" || type === "image") return [];
    if (control.tagName === "TEXTAREA") return [[name, control.text]];
    if (control.tagName === "SELECT") {
      const options = control.querySelectorAll("option");
      const chosen = options.find((option) => option.hasAttribute("selected")) ?? options[0];
      return chosen ? [[name, chosen.getAttribute("value") ?? chosen.text]] : [];
    }
    if ((type === "checkbox" || type === "radio") && !control.hasAttribute("checked")) return [];
    return [[name, control.getAttribute("value") ?? (type === "checkbox" ? "on" : "")]];
  });
}
