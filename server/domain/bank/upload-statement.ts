import { createHash } from "node:crypto";
import type { z } from "zod";
import type { Tx } from "@/db/client";
import { isDomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction, reading } from "../context";
import { writeFact } from "../events";
import { receiveFile } from "../files";
import { examineFile, type FileExamined, goodParts, wholeFile } from "./examine-file";
import { uploadStatementInput } from "./inputs";
import { accountsOf, Intake, type StatementFinding } from "./intake";

export interface UploadedStatements {
  statementCount: number;
  movementCount: number;
  /** Those that no file had brought before. */
  newCount: number;
  /** Set where nothing was kept yet: some statements are good, and a person has to choose. */
  choice: { goodCount: number; movementCount: number; bad: FileExamined["bad"] } | null;
  /** Set where the very same file came before: nothing was taken again. */
  before: { at: Date; byName: string | null; fileName: string } | null;
  /** What does not add up, statement by statement. */
  findings: StatementFinding[];
  /** Statements that were left out, as was asked, and why. */
  refused: FileExamined["bad"];
}

interface Upload {
  fileName: string;
  content: Buffer;
  hash: Buffer;
}

const NOTHING = { statementCount: 0, movementCount: 0, newCount: 0, findings: [], refused: [] };

/**
 * Reads a bank's file and keeps its statements and movements. What cannot be read, or is of an account
 * that is not the tenant's, refuses the whole file with a word on where and why; but where other
 * statements of it are good, nothing is kept and the answer is the choice. `keep: "good"` then takes
 * those, and none of the others. What came before is not taken twice. Matching follows by the fact
 * `bank.uploaded`.
 */
export async function uploadStatement(
  ctx: Context,
  raw: z.input<typeof uploadStatementInput>,
  received: AsyncIterable<Uint8Array>,
): Promise<UploadedStatements> {
  authorize(ctx, "bank:upload");
  const { name: fileName, keep } = uploadStatementInput.parse(raw);
  const pieces: Uint8Array[] = [];
  for await (const piece of await receiveFile(received)) pieces.push(piece);
  const content = Buffer.concat(pieces);
  const upload = { fileName, content, hash: createHash("sha256").update(content).digest() };
  const known = await reading(ctx, (tx) => sameFile(tx, upload));
  if (known) return known;
  if (keep === "good") return take(ctx, upload, await examine(ctx, content));
  try {
    return await take(ctx, upload, null);
  } catch (error) {
    if (!isDomainError(error)) throw error;
    const { good, bad, movementCount } = await examine(ctx, content);
    if (good.size === 0 || bad.length === 0) throw error;
    return { ...NOTHING, choice: { goodCount: good.size, movementCount, bad }, before: null };
  }
}

const examine = async (ctx: Context, content: Buffer): Promise<FileExamined> =>
  examineFile(content, await reading(ctx, accountsOf));

/** All of the file, or what was found good in it; one transaction. */
function take(
  ctx: Context,
  { fileName, content, hash }: Upload,
  examined: FileExamined | null,
): Promise<UploadedStatements> {
  return inTransaction(ctx, async (inner, tx) => {
    const accounts = await accountsOf(tx);
    const isPartial = examined !== null && examined.bad.length > 0;
    const file = { accounts, fileName, hash: isPartial ? null : hash };
    const intake = new Intake(inner, tx, file);
    const parts = examined
      ? goodParts(content, { accounts, examined })
      : wholeFile(content, accounts);
    for await (const part of parts) {
      if (part.kind === "statement") await intake.begin(part.statement);
      else if (part.kind === "movement") await intake.add(part.movement);
      else await intake.end(part.end);
    }
    const { done } = intake;
    const { findings: _, ...counts } = done;
    const refused = examined?.bad ?? [];
    await writeAudit(inner, {
      action: "bank.upload",
      entity: "bank_statement",
      entityId: null,
      after: { fileName, ...counts, ...(isPartial ? { refused: refused.length } : {}) },
    });
    await writeFact(inner, { name: "bank.uploaded", payload: { newCount: done.newCount } });
    return { ...done, refused, choice: null, before: null };
  });
}

/** Byte for byte what was taken whole before. */
async function sameFile({ sql }: Tx, { hash }: Upload): Promise<UploadedStatements | null> {
  const rows = await sql<
    { movementCount: number; at: Date; byName: string | null; fileName: string }[]
  >`
    select s.movement_count as "movementCount", s.imported_at as at, o.name as "byName",
           s.file_name as "fileName"
      from bank_statements s left join operators o on o.id = s.imported_by
     where s.file_hash = ${hash} order by s.id`;
  const [first] = rows;
  if (!first) return null;
  const movementCount = rows.reduce((sum, row) => sum + row.movementCount, 0);
  const { at, byName, fileName } = first;
  const counts = {
    statementCount: rows.length,
    movementCount,
    newCount: 0,
    findings: [],
    refused: [],
  };
  return { ...counts, choice: null, before: { at, byName, fileName } };
}
