import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** Every source file under these folders, by its path from the root. */
export const sourcesIn = (...roots: string[]) =>
  roots
    .filter((root) => existsSync(root))
    .flatMap((root) => readdirSync(root, { recursive: true }).map((file) => `${root}/${String(file).replaceAll("\\", "/")}`))
    .filter((file) => /\.tsx?$/.test(file))
    .sort();

export const textOf = (file: string) => readFileSync(file, "utf8");

/** What a file imports as values, from the root: types leave no trace in what runs, so they may come from anywhere. */
export const importsOf = (file: string, source = textOf(file)) => {
  const from = [...source.matchAll(/^(?:import|export)\s(?!type\s)[^"';]*?from\s+["']([^"']+)["']/gm), ...source.matchAll(/^import\s+["']([^"']+)["']/gm), ...source.matchAll(/\bimport\(\s*["']([^"']+)["']/g)];
  return from.map(([, to]) => (to!.startsWith(".") ? relative(".", join(dirname(file), to!)) : to!.replace(/^#/, "")).replace(/\?.*$/, ""));
};

/** Source without its comments: what the machine reads. */
export const codeOf = (source: string) => source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|[^:"'`\\])\/\/.*$/gm, "$1");
