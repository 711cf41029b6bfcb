import { createRequire } from "node:module";
import type Sqlite from "better-sqlite3";

const require = createRequire(import.meta.url);
const [major] = process.versions.node.split(".").map(Number) as [number];

/**
 * The database driver that fits this Node. better-sqlite3 13 stands on Node-API and crashes under Node 20; 12 ends the
 * process from Node 24.19 on. See docs/decisions/0015-pinned-versions.md.
 */
export const Database = require(major >= 22 ? "better-sqlite3" : "better-sqlite3-12") as typeof Sqlite;
