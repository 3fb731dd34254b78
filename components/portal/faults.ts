import { codedError } from "../form/error-text";
import { firstIssues, type IssueText } from "../form/issues";

/** The field of a form that a code, or a path of the procedure's input, speaks of. */
export type Place = (named: string) => string;

type Issues = Parameters<typeof firstIssues>[0];

/** Whether a procedure answered that nobody is signed in. */
export function isSessionOver(error: unknown): boolean {
  const data = (error as { data?: unknown } | null)?.data as { code?: unknown } | null | undefined;
  return data?.code === "UNAUTHORIZED";
}

/**
 * Texts by the fields they belong to: of a refusal that names its field (`params.field`, or a code
 * that `place` knows) and of the schema's issues, which arrive as JSON in the error's message.
 * Empty: the error speaks of the whole.
 */
export function fieldFaults(error: unknown, place: Place): Record<string, IssueText> {
  const coded = codedError(error);
  if (!coded) return placed(firstIssues(issuesOf(error)), place);
  const { code, params = {} } = coded;
  const byCode = place(code);
  const named = typeof params.field === "string" ? place(params.field) : "";
  const field = byCode === code ? named : byCode;
  return field ? { [field]: { key: code, params } } : {};
}

function placed(faults: Record<string, IssueText>, place: Place): Record<string, IssueText> {
  return Object.fromEntries(Object.entries(faults).map(([path, text]) => [place(path), text]));
}

function issuesOf(error: unknown): Issues {
  if (!(error instanceof Error) || !error.message.startsWith("[")) return [];
  try {
    const read: unknown = JSON.parse(error.message);
    return Array.isArray(read) ? (read.filter(isIssue) as unknown as Issues) : [];
  } catch {
    return [];
  }
}

const isIssue = (each: unknown) =>
  typeof each === "object" && each !== null && "code" in each && "path" in each;
