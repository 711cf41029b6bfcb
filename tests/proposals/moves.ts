import * as followings from "#app/proposals/following.server.ts";
import * as kept from "#app/proposals/templates.server.ts";
import { inTransaction } from "../support/story.ts";

export const following = { start: inTransaction(followings.startProjectFrom), duplicate: inTransaction(followings.duplicateProposal), begin: inTransaction(followings.beginProposal) };
export const templates = { save: inTransaction(kept.saveTemplate), rename: inTransaction(kept.renameTemplate), remove: inTransaction(kept.removeTemplate) };
