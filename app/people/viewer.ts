export type Face = "portal" | "staff";
export type Role = "owner" | "manager" | "member";
export type SignInMethod = "password" | "link" | "invitation" | "reset" | "first_run";
/** What somebody gave beyond their first proof: the code of an app, or one of the codes kept for when it is lost. */
export type SecondFactor = "code" | "recovery_code";
export type SessionEnd = "signed_out" | "rotated" | "access_ended" | "password_changed";
export type LinkPurpose = "sign_in" | "invitation" | "reset";

/** Where a request came from, for the record. `address` is read through trusted proxies only. */
export interface Origin {
  address: string;
  agent: string;
}

export const permissions = {
  viewInvoices: { field: "canViewInvoices", label: "See invoices", can: "See and download invoices", hint: "They see what is billed, owed and paid. Without it, invoices are absent everywhere." },
  approveWork: { field: "canApproveWork", label: "Approve work", can: "Approve work", hint: "They may approve work, accept proposals and sign acceptances for their company." },
  comment: { field: "canComment", label: "Comment", can: "Comment on projects", hint: "They may write on projects and leave notes on work." },
  submitRequests: { field: "canSubmitRequests", label: "Send requests", can: "Send jobs and support requests", hint: "They may send you jobs and ask for support." },
} as const;
export type Permission = keyof typeof permissions;
export const permissionNames = Object.keys(permissions) as Permission[];

/** A client's person, as which someone is signed in to the portal. Everything they may see hangs on `clientId`. */
export interface Contact extends Origin {
  kind: "contact";
  id: string;
  personId: string;
  clientId: string;
  clientName: string;
  name: string;
  email: string;
  role: string;
  can: Record<Permission, boolean>;
  sessionId: string;
  /** Set where a member looks at the portal as this contact: nothing may be changed, nothing counts as seen. */
  preview?: Preview;
}

/** A member looking at the portal through a contact's eyes: what is shown is cut by what that member may see. */
export interface Preview {
  /** The preview's own row. */
  id: string;
  by: Member;
}

/** One of the agency's people, signed in to the staff side. */
export interface Member extends Origin {
  kind: "member";
  id: string;
  personId: string;
  name: string;
  email: string;
  title: string;
  role: Role;
  sessionId: string;
}

/** The portal itself: the clock, the post, the set-up. */
export interface System extends Origin {
  kind: "system";
  id: "system";
  name: string;
}

/** Someone who is not signed in. */
export interface Stranger extends Origin {
  kind: "stranger";
  id: "stranger";
  name: string;
}

/** Who really acts: in a preview that is the member who looks, never the contact they look as. */
export const actorBehind = (viewer: SignedIn): SignedIn => (viewer.kind === "contact" && viewer.preview ? viewer.preview.by : viewer);

export type Viewer = Contact | Member | System | Stranger;
/** Someone signed in, to whom forms and drafts can be bound. */
export type SignedIn = Contact | Member;

export const system: System = { kind: "system", id: "system", name: "The portal", address: "", agent: "" };
export const stranger = (origin: Origin): Stranger => ({ kind: "stranger", id: "stranger", name: "Someone not signed in", ...origin });
