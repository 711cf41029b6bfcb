import { defineConfig } from "vite";

/** The front, built beside the pages: Node runs no TypeScript of its own. It takes database and post from their build, never its own copy. */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: "app/server/serve.ts",
    outDir: "build/front",
    target: "node20",
    rollupOptions: { output: { entryFileNames: "index.js" } },
  },
});
