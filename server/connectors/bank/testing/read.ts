import { openStatements, type StatementOptions } from "../open-statements";
import { StatementRefusal } from "../refusal";
import type { BankMovement, StatementEnd, StatementHead, StatementPart } from "../statement";

export async function* chunks(bytes: Uint8Array, sizes: readonly number[] = []) {
  let at = 0;
  for (let turn = 0; at < bytes.length; turn += 1) {
    const size = sizes.length === 0 ? bytes.length : (sizes[turn % sizes.length] ?? 1);
    // A copy that is spoilt afterwards: nobody may keep what a source gave.
    const chunk = Uint8Array.from(bytes.subarray(at, at + size));
    yield chunk;
    chunk.fill(0);
    at += size;
  }
}

export type ReadOptions = StatementOptions & { sizes?: readonly number[] };

export async function readParts(
  bytes: Uint8Array,
  { sizes, ...options }: ReadOptions = {},
): Promise<StatementPart[]> {
  const parts: StatementPart[] = [];
  for await (const part of openStatements(chunks(bytes, sizes), options)) parts.push(part);
  return parts;
}

export type ReadStatement = { head: StatementHead; movements: BankMovement[]; end: StatementEnd };

/** The statements of a file; fails where parts come out of order. */
export async function readStatements(
  bytes: Uint8Array,
  options?: ReadOptions,
): Promise<ReadStatement[]> {
  const read: ReadStatement[] = [];
  let open: { head: StatementHead; movements: BankMovement[] } | null = null;
  for (const part of await readParts(bytes, options)) {
    if (part.kind === "statement") {
      if (open !== null) throw new Error("a statement began before the end of the last");
      open = { head: part.statement, movements: [] };
    } else if (open === null) {
      throw new Error(`a ${part.kind} outside of a statement`);
    } else if (part.kind === "movement") {
      open.movements.push(part.movement);
    } else {
      read.push({ ...open, end: part.end });
      open = null;
    }
  }
  if (open !== null) throw new Error("a statement without end");
  return read;
}

/** The one statement of a file. */
export async function readStatement(
  bytes: Uint8Array,
  options?: ReadOptions,
): Promise<ReadStatement> {
  const [statement, ...others] = await readStatements(bytes, options);
  if (statement === undefined || others.length > 0) throw new Error("not one statement");
  return statement;
}

/** Why a file is refused, without the namespace, and where; null if it is read. */
export async function refusalOf(bytes: Uint8Array, options?: ReadOptions) {
  try {
    await readParts(bytes, options);
    return null;
  } catch (cause) {
    if (!(cause instanceof StatementRefusal)) throw cause;
    return { reason: cause.code.replace(/^bank\./, ""), ...cause.params };
  }
}
