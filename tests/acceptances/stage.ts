import { eq } from "drizzle-orm";
import { db } from "#db/client.server.ts";
import { documentVersions, documents, files } from "#db/schema/index.ts";
import { accept as acceptIn } from "#app/acceptances/accepting.server.ts";
import { acceptances } from "#app/acceptances/acceptances.server.ts";
import * as asking from "#app/acceptances/asking.server.ts";
import { AcceptanceForm, ExtensionForm } from "#app/acceptances/forms.server.ts";
import { dana, harbor, inTransaction, luis, maya, packaging } from "../support/story.ts";

export const accept = inTransaction(acceptIn);
export const [request, extend, withdraw, resend, follow, note, noteEnding] = [inTransaction(asking.requestAcceptance), inTransaction(asking.extendAcceptance), inTransaction(asking.withdrawAcceptance), inTransaction(asking.resendAcceptance), inTransaction(asking.followVersion), inTransaction(asking.noteExpired), inTransaction(asking.noteEnding)];
export const [askAbout, askForTime] = [inTransaction(asking.askAbout), inTransaction(asking.askForTime)];

/** Another version of the scope, by rows. */
export const addVersion = (version: number) => {
  db.insert(files).values({ id: `file-${version}`, clientId: harbor.id, name: "Scope.pdf", size: 310, sha256: String(version).repeat(64), createdAt: new Date() }).run();
  db.insert(documentVersions).values({ documentId: "scope", clientId: harbor.id, version, fileId: `file-${version}`, uploadedBy: maya.id, createdAt: new Date() }).run();
  db.update(documents).set({ version }).where(eq(documents.id, "scope")).run();
};
/** A shared document of Harbor's project, to be accepted. */
export function shareScope() {
  db.insert(documents).values({ id: "scope", projectId: packaging.id, clientId: harbor.id, name: "Scope.pdf", version: 1, size: 310, uploadedAt: new Date(), sharedAt: new Date(), createdAt: new Date() }).run();
  addVersion(1);
}

export const words = (more: object = {}) => AcceptanceForm.parse({ documentId: "scope", version: 1, title: "Online shop: scope of work", contacts: [dana.id, luis.id], expiresOn: "2026-03-09", ...more });
export const until = (expiresOn: string, expiresTime?: string) => ExtensionForm.parse({ expiresOn, expiresTime });
export const signed = { version: 1, signedName: "Dana Whitfield", consent: "on" } as const;
export const statusNow = (id: string) => acceptances(maya).find(id).status;
