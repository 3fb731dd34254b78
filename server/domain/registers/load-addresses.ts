import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type postgres from "postgres";
import { openRuian, type RuianFile, type RuianRow } from "@/server/connectors/ruian";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";

const BATCH_ROWS = 20_000;
/** A file with fewer than this part of what is read now is a piece of one, not the next month's. */
const SHRINK_MAX = 0.9;

export interface AddressLoad {
  loadId: number;
  asOf: Date | null;
  rows: number;
  /** Rows that an earlier filling of the same file, which broke off, had put in. */
  resumedRows: number;
  badLines: number;
  badFiles: number;
  /** The file is the one that is read already: nothing was done. */
  isKnown: boolean;
}

interface Filling {
  sql: postgres.Sql;
  path: string;
  now: Date;
  /** Takes a file that is much smaller than the last one. */
  isShrinkAllowed?: boolean;
  onProgress?: (rows: number) => void;
}

/**
 * Fills the table of address points from the monthly file of RÚIAN, as the role that owns the tables:
 * beside what is read, which changes only when the whole file is in, in one moment. A filling that
 * broke off goes on where it was. Throws `workbook.…` for what is no such file, precondition
 * `registers.addresses_empty`, `registers.addresses_shrunk`.
 */
export async function loadAddresses(filling: Filling): Promise<AddressLoad> {
  const { sql, path } = filling;
  const hash = await hashOf(path);
  const file = await openRuian({ path }, { batchRows: BATCH_ROWS });
  try {
    const load = await openLoad(filling, { hash, asOf: file.asOf });
    const done = { loadId: load.id, asOf: load.asOf, resumedRows: load.rowsDone };
    if (load.isCurrent) {
      const none = { badLines: 0, badFiles: 0, resumedRows: 0 };
      return { ...done, ...none, rows: load.rowsDone, isKnown: true };
    }
    const rows = await fill(filling, file, load);
    await requireWhole(filling, rows);
    await sql`analyze address_points`;
    await swap(filling, load.id);
    const { badLines, badFiles } = file.report;
    return { ...done, rows, badLines, badFiles, isKnown: false };
  } finally {
    await file.close();
  }
}

async function hashOf(path: string): Promise<Buffer> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest();
}

interface Load {
  id: number;
  asOf: Date | null;
  rowsDone: number;
  isCurrent: boolean;
}

/** The filling of this very file that broke off, or a new one. */
async function openLoad(
  { sql, now }: Filling,
  { hash, asOf }: { hash: Buffer; asOf: Day | null },
): Promise<Load> {
  const [known] = await sql<Load[]>`
    select id, as_of::timestamptz as "asOf", rows_done as "rowsDone", is_current as "isCurrent"
      from address_loads where file_hash = ${hash} and (finished_at is null or is_current)
     order by is_current desc, id desc limit 1`;
  if (known) return known;
  const [made] = await sql<Load[]>`
    insert into address_loads (as_of, file_hash, started_at) values (${asOf}, ${hash}, ${now})
    returning id, as_of::timestamptz as "asOf", rows_done as "rowsDone", is_current as "isCurrent"`;
  if (!made) throw new Error("an insert returns its row");
  return made;
}

/** Rows that are in already are read over; each batch is in whole or not at all. */
async function fill({ sql, onProgress }: Filling, file: RuianFile, load: Load): Promise<number> {
  let rows = 0;
  for await (const batch of file.batches()) {
    const fresh = batch.slice(Math.max(0, load.rowsDone - rows));
    rows += batch.length;
    if (fresh.length === 0) continue;
    await sql.begin(async (tx) => {
      // Two fillings of one file at once: the second waits here, and finds the batch done.
      const [at] = await tx<{ rowsDone: number }[]>`
        select rows_done as "rowsDone" from address_loads where id = ${load.id} for update`;
      if (!at || at.rowsDone >= rows) return;
      // Behind a wall no table takes a COPY, so the rows come through one without.
      await tx`create temporary table batch (key text, code integer, is_main boolean, line text)
                 on commit drop`;
      const copy = await tx`copy batch from stdin`.writable();
      await pipeline(Readable.from(lines(fresh)), copy);
      await tx`
        insert into address_points (load_id, key, code, is_main, line)
        select ${load.id}, key, code, is_main, line from batch`;
      await tx`update address_loads set rows_done = ${rows} where id = ${load.id}`;
    });
    onProgress?.(rows);
  }
  return rows;
}

const escaped = (text: string): string =>
  text.replace(/[\\\t\n\r]/g, (char) => (char === "\\" ? "\\\\" : " "));

function* lines(rows: readonly RuianRow[]): Generator<string> {
  for (const { address, key, otherKeys } of rows) {
    const line = escaped(address.text ?? "");
    const of = (each: string, isMain: boolean) =>
      `${escaped(each)}\t${address.addressPoint}\t${isMain ? "t" : "f"}\t${line}\n`;
    yield of(key, true) + otherKeys.map((each) => of(each, false)).join("");
  }
}

async function requireWhole({ sql, isShrinkAllowed }: Filling, rows: number): Promise<void> {
  if (rows === 0) throw new DomainError("precondition", "registers.addresses_empty");
  const [current] = await sql<{ rowsDone: number }[]>`
    select rows_done as "rowsDone" from address_loads where is_current`;
  if (!current || isShrinkAllowed || rows >= current.rowsDone * SHRINK_MAX) return;
  const params = { rows, before: current.rowsDone };
  throw new DomainError("precondition", "registers.addresses_shrunk", params);
}

/** From one moment to the next everybody reads the new rows; then the old ones go. */
async function swap({ sql, now }: Filling, loadId: number): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`update address_loads set is_current = false where is_current`;
    await tx`update address_loads set is_current = true, finished_at = ${now} where id = ${loadId}`;
  });
  await sql`delete from address_points where load_id <> ${loadId}`;
  await sql`delete from address_loads where id <> ${loadId}`;
}
