/** What may be said of a fault: never its message, which can hold what people typed. */
export interface Fault {
  name: string;
  /** SQLSTATE, errno or the code of a refusal. */
  code?: string;
  table?: string;
  constraint?: string;
  /** Where it happened; the lines of the stack without its head, which repeats the message. */
  frames: string[];
  cause?: Fault;
}

const FRAMES_MAX = 12;
const DEPTH_MAX = 4;

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number" ? String(value) : undefined;

/**
 * A fault as logs may keep it. A failed query's message lists all its parameters: names, notes,
 * password hashes, pieces of documents.
 */
export function faultOf(error: unknown, depth = 0): Fault {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] };
  const known = error as Error & Record<"code" | "table_name" | "constraint_name", unknown>;
  const lines = (error.stack ?? "").split("\n").map((line) => line.trim());
  const fault: Fault = {
    name: error.name,
    frames: lines.filter((line) => /^at /.test(line)).slice(0, FRAMES_MAX),
  };
  const [code, table, constraint] = [known.code, known.table_name, known.constraint_name].map(
    textOf,
  );
  if (code) fault.code = code;
  if (table) fault.table = table;
  if (constraint) fault.constraint = constraint;
  if (error.cause && depth < DEPTH_MAX) fault.cause = faultOf(error.cause, depth + 1);
  return fault;
}

const UNIQUE_VIOLATION = "23505";

/** The unique index that a failed write ran into; null for every other fault. */
export function takenKeyOf(error: unknown): string | null {
  for (let fault: Fault | undefined = faultOf(error); fault; fault = fault.cause) {
    if (fault.code === UNIQUE_VIOLATION) return fault.constraint ?? null;
  }
  return null;
}
