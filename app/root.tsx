import type { LoaderFunctionArgs } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useMatches, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { agencyFace } from "#app/agency/agency.server.ts";
import { now } from "#app/lib/clock.ts";
import { writeFiguresAs } from "#app/lib/words.ts";
import { Logo } from "#app/ui/agency.tsx";
import { type PageHandle, useNonce } from "#app/ui/document.ts";
import { Trouble, troubleTitle } from "#app/ui/trouble.tsx";
// oxlint-disable-next-line import/default -- Vite gives its address.
import script from "./ui/script.ts?worker&url";
import font from "./ui/fonts/public-sans-latin.woff2?url";
import "./app.css";

export const loader = ({ context }: LoaderFunctionArgs) => ({ agency: agencyFace(), present: now().getTime(), requestId: context.requestId ?? null });

export const meta = troubleTitle;

/** The html element of every page. Scripts come only to faces that are an app: see `handle.hydrate` in their shells. */
export function Layout({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData<typeof loader>("root");
  const nonce = useNonce();
  if (root) writeFiguresAs(root.agency.locale);
  const { hydrate, body } = Object.assign({}, ...useMatches().map(({ handle }) => handle)) as PageHandle;
  return (
    <html lang={root?.agency.locale ?? "en"}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <link rel="preload" href={font} as="font" type="font/woff2" crossOrigin="anonymous" />
        <Links />
        <link rel="icon" href={`/brand/icon.svg?v=${root?.agency.brandVersion ?? 0}`} type="image/svg+xml" />
        <link rel="stylesheet" href={`/brand/brand.css?v=${root?.agency.brandVersion ?? 0}`} />
        <script type="module" src={script} />
      </head>
      <body className={body}>
        <a className="skip" href="#main">
          Skip to main content
        </a>
        {children}
        {hydrate && <ScrollRestoration nonce={nonce} />}
        {hydrate && <Scripts nonce={nonce} />}
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

/** An address of no face: framed like the pages outside. */
export const ErrorBoundary = () => (
  <>
    <header className="border-t-4 border-brand">
      <a href="/" className="mx-auto block max-w-page px-5 py-4 sm:px-8 md:py-6">
        <Logo className="h-7 w-auto md:h-8" />
      </a>
    </header>
    <main id="main" className="mx-auto max-w-page px-5 pt-8 pb-16 sm:px-8 md:pt-12">
      <Trouble />
    </main>
  </>
);
