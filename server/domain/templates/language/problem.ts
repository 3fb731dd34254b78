import type { ErrorParams } from "@/server/kernel/errors";

/** Why a tag is refused; the text is `errors.<reason>` of the namespace `templates`. */
export type TagProblem = {
  /** "templates.<reason>" */
  code: string;
  params: ErrorParams;
  /** What the author may have meant, best first, as it would be written in the tag. */
  suggestions: string[];
  /** 1-based, in UTF-16 units of the source as it was given. */
  column: number;
};

/** Unwinds the parser; caught by `parseTag`, never seen outside. */
export class TagFault extends Error {
  constructor(readonly problem: TagProblem) {
    super(problem.code);
    this.name = "TagFault";
  }
}

export type FaultPlace = { at: number; params?: ErrorParams; suggestions?: string[] };

/** Refuses the tag at an offset of its source. */
export function refuse(code: string, place: FaultPlace): never {
  const { at, params = {}, suggestions = [] } = place;
  throw new TagFault({ code, params, suggestions, column: at + 1 });
}
