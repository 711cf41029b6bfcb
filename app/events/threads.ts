/** The thread that letters about a subject hang on, and that can be muted: a project's comments are one. */
export const threadOf = ({ kind, id, projectId }: { kind: string; id: string; projectId: string | null }) => (kind === "comment" ? `comments-${projectId}` : `${kind}-${id}`);
