import type { ErrorParams } from "@/server/kernel/errors";
import type { Place } from "./place";

/** Something about a template that its author should know. */
export interface TemplateProblem {
  /** "templates.<reason>"; the text is `errors.<reason>`. */
  code: string;
  params: ErrorParams;
  /** What the author may have meant, best first. */
  suggestions: readonly string[];
  /** The field as it was written; null where it is not about a field. */
  source: string | null;
  place: Place | null;
  /** "error": letters would be wrong; "note": something was left out or changed on purpose. */
  weight: "error" | "note";
}

/** Gathers problems; one that both twins of a text box hold is said once. */
export class Problems {
  private readonly seen = new Set<string>();
  readonly found: TemplateProblem[] = [];

  error(code: string, about: Partial<Pick<TemplateProblem, keyof TemplateProblem>>): void {
    this.add({ ...NOTHING, ...about, code: `templates.${code}`, weight: "error" });
  }

  note(code: string, about: Partial<TemplateProblem>): void {
    this.add({ ...NOTHING, ...about, code: `templates.${code}`, weight: "note" });
  }

  private add(problem: TemplateProblem): void {
    const key = JSON.stringify(problem);
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.found.push(problem);
  }
}

const NOTHING = { params: {}, suggestions: [], source: null, place: null };
