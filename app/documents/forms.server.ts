import { z } from "zod";

/** The fields that stand before the files. A box that is not ticked sends nothing. */
export const UploadForm = z.object({ share: z.boolean().default(false) });
/** The version the page showed: a newer one is not replaced unseen. */
export const VersionForm = z.object({ version: z.coerce.number().int().min(1) });
