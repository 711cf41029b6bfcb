import { join } from "node:path";
import { verify as verifyRecord } from "#app/events/verify-command.server.ts";
import { count } from "#app/lib/words.ts";
import { checkAllReceipts, keysKeptIn } from "#app/receipts/checking.server.ts";

/** `npm run verify`: the chain, and each receipt beside it with the keys that lie next to the database. */
export const verify = (given: string[]) =>
  verifyRecord(given, undefined, undefined, (db, folder) => {
    const keys = keysKeptIn(join(folder, "keys"));
    const { checked, fault } = checkAllReceipts(db, keys);
    const many = count(checked, "receipt");
    return { fault, says: checked === 0 ? "" : keys.size === 0 ? `${many} verified, but for the signatures: there are no keys beside this database.` : `${many} verified.` };
  });
