import { crc32 } from "node:zlib";

const number = (bytes: 2 | 4, value: number) => {
  const buffer = Buffer.alloc(bytes);
  if (bytes === 2) buffer.writeUInt16LE(value);
  else buffer.writeUInt32LE(value);
  return buffer;
};

/** A ZIP archive of these files, not compressed, so that a test finds words in it; one date for all, so that the bytes are always the same. */
export function zip(entries: Record<string, string | Buffer>): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const raw = Buffer.from(content);
    const path = Buffer.from(name);
    // Version 2.0, names in UTF-8, stored, 1 January 2024.
    const facts = Buffer.concat([number(2, 20), number(2, 0x0800), number(2, 0), number(2, 0), number(2, 0x5821), number(4, crc32(raw)), number(4, raw.length), number(4, raw.length), number(2, path.length), number(2, 0)]);
    const local = Buffer.concat([number(4, 0x04034b50), facts, path, raw]);
    central.push(Buffer.concat([number(4, 0x02014b50), number(2, 20), facts, number(2, 0), number(2, 0), number(2, 0), number(4, 0), number(4, offset), path]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const count = number(2, central.length);
  return Buffer.concat([...locals, directory, number(4, 0x06054b50), number(2, 0), number(2, 0), count, count, number(4, directory.length), number(4, offset), number(2, 0)]);
}
