import type { Locale } from "@/server/kernel/locale";
import type { TermKind } from "./value";

/** One name that a template may use, "debtor" or, inside it, "fullName". */
export interface Term {
  /** Canonical, English, camel case. */
  key: string;
  /**
   * Other names, "CeléJméno", the one that authors are offered first; case, diacritics, spaces and
   * hyphens are forgiven everywhere.
   */
  aliases: readonly string[];
  kind: TermKind;
  /** Protected data: whoever shows or sends it must have asked for it on purpose. */
  isSensitive?: true;
  /** What it is, for the list of expressions. */
  names: Readonly<Record<Locale, string>>;
  /** What stands inside a group or in each item of a list. */
  terms?: readonly Term[];
}

/** Every name that templates of one tenant and category may use, as a tree. */
export type Vocabulary = readonly Term[];
