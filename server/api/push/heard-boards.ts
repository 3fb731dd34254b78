import type { Role } from "@/db/values/access";
import { seesCategory, sightOf } from "@/server/domain/sight";

/** Of more cases than this a page asks nothing one by one: it looks at the whole board. */
const CASES_MAX = 200;
/** As the database says of a case that was nobody's. */
const NOBODY = 0;

/** Whose page is told, and which of the cases it sees. */
interface Page {
  role: Role;
  operatorId: number;
  seen: ReadonlyMap<string, number[]>;
}

/** Boards that changed: which cases of a category; null: too many, or which is not to be said. */
export class HeardBoards {
  private readonly byCategory = new Map<string, Set<number> | null>();
  /** Whose cases became another's, by category. */
  private readonly lost = new Map<string, Set<number>>();

  get isEmpty(): boolean {
    return this.byCategory.size === 0 && this.lost.size === 0;
  }

  /** "12,13" or "*", as 0075_boards.sql says it. */
  add(category: string, said: string): void {
    const known = this.byCategory.get(category);
    if (known === null) return;
    const ids = known ?? new Set();
    for (const id of said === "*" ? [] : said.split(",")) ids.add(Number(id));
    this.byCategory.set(category, said === "*" || ids.size > CASES_MAX ? null : ids);
  }

  /** "17,0": the owners whose cases became another's, as 0083_mended_leads.sql says it. */
  addLost(category: string, said: string): void {
    const known = this.lost.get(category) ?? new Set();
    for (const id of said.split(",")) known.add(Number(id));
    this.lost.set(category, known);
  }

  get caseIds(): number[] {
    return [...this.byCategory.values()].flatMap((ids) => (ids ? [...ids] : []));
  }

  /** What a page is told; null: nothing that is its business. */
  toldOf({ role, operatorId, seen }: Page): Record<string, number[] | null> | null {
    const told: Record<string, number[] | null> = {};
    for (const [category, ids] of this.byCategory) {
      if (!seesCategory(role, category)) continue;
      const own = ids === null ? null : (seen.get(category) ?? []);
      if (own === null || own.length > 0) told[category] = own;
    }
    // Who sees only their own has lost it from sight, and is told no more than that.
    for (const category of sightOf(role).own) {
      const owners = this.lost.get(category);
      if (owners?.has(operatorId) || owners?.has(NOBODY)) told[category] = null;
    }
    return Object.keys(told).length > 0 ? told : null;
  }
}
