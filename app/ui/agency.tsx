import { useRouteLoaderData } from "@remix-run/react";
import type { AgencyFace } from "#app/agency/agency.ts";

interface RootData {
  agency: AgencyFace;
  /** The server's clock when the page was made, UTC milliseconds: server and browser say "today" alike. */
  present: number;
  /** Names the request that drew this page, where the front counts them. */
  requestId?: string | null;
}

const nowhere: RootData = { agency: { name: "", address: "", phone: "", email: "", timeZone: "UTC", locale: "en-US", brandVersion: "0", logo: null, logoDark: null }, present: 0 };

/** The agency and the present moment, as the root loader gives them to every page. */
export const useRoot = () => (useRouteLoaderData("root") as RootData | undefined) ?? nowhere;
export const useAgency = () => useRoot().agency;

export function Logo({ className }: { className: string }) {
  const { name, logo, logoDark } = useAgency();
  if (!logo) return <span className="text-h3 font-semibold wrap-anywhere">{name}</span>;
  return (
    <picture>
      {logoDark && <source media="(prefers-color-scheme: dark)" srcSet={logoDark.src} width={logoDark.width} height={logoDark.height} />}
      <img src={logo.src} width={logo.width} height={logo.height} alt={name} className={`logo ${logoDark ? className : `${className} plate`}`} />
    </picture>
  );
}

/** "Projects · Northlight Studio": a route's `meta` from a title, or from a title worked out of its loader's data. */
export const titled =
  <D = unknown>(title: string | ((data: D) => string)) =>
  ({ data, matches }: { data?: unknown; matches: { id: string; data?: unknown }[] }) => {
    const root = matches.find(({ id }) => id === "root")?.data as RootData | undefined;
    const words = typeof title === "string" ? title : data ? title(data as D) : "Not found";
    return [{ title: root ? `${words} · ${root.agency.name}` : words }];
  };
