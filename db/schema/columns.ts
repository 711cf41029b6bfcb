import { integer, text } from "drizzle-orm/sqlite-core";

/** UTC milliseconds in the table, a Date in the code. */
export const instant = () => integer({ mode: "timestamp_ms" });
/** 0 or 1 in the table, a boolean in the code. */
export const flag = () => integer({ mode: "boolean" });
/** A calendar day of the agency's zone: YYYY-MM-DD. */
export const day = () => text();
