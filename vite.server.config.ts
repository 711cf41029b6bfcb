import { defineConfig } from "vite";

/**
 * The front, built beside the pages: Node runs no TypeScript of its own. It takes database and post from their build, never
 * its own copy. And the commands beside it: a program by itself, which serves nothing.
 */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: true,
    outDir: "build/front",
    target: "node20",
    rollupOptions: { input: { index: "app/server/serve.ts", commands: "app/server/commands.server.ts" }, output: { entryFileNames: "[name].js" } },
  },
});
