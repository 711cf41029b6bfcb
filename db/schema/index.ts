export * from "./agency.ts";
export * from "./clients.ts";
export * from "./comments.ts";
export * from "./documents.ts";
export * from "./events.ts";
export * from "./people.ts";
export * from "./projects.ts";
export * from "./team.ts";
