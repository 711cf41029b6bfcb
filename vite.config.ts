import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import remixConfig from "./remix.config.js";

/** What nearly every page is drawn with: one script, since scripts of a few hundred bytes cost more to ask for, and to pack, than they bring. */
const drawnWith = /\/app\/(ui\/(page|table|icon|badge|when|menu|document|agency|seek|trouble|posting|field|several|file|prose)|lib\/(dates|words|icons|money)|time\/rail|staff\/shell|notifications\/bell)\.tsx?$/;
const manualChunks = (id: string) => (drawnWith.test(id) ? "ui" : undefined);

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [tailwindcss(), remix(remixConfig)],
  // app/ui/script.ts is built like a worker: one file of its own, under the same hashed name for browser and server.
  worker: { format: "es" },
  build: { target: "es2022", sourcemap: false, assetsInlineLimit: 0, ...(!isSsrBuild && { rollupOptions: { output: { manualChunks } } }) },
  ssr: { external: ["better-sqlite3", "@node-rs/argon2"] },
}));
