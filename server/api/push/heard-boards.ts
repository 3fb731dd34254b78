/** Of more cases than this a page asks nothing one by one: it looks at the whole board. */
const CASES_MAX = 200;

/** Boards that changed: which cases of a category; null: too many, or which is not to be said. */
export class HeardBoards {
  private readonly byCategory = new Map<string, Set<number> | null>();

  get isEmpty(): boolean {
    return this.byCategory.size === 0;
  }

  /** "12,13" or "*", as 0075_boards.sql says it. */
  add(category: string, said: string): void {
    const known = this.byCategory.get(category);
    if (known === null) return;
    const ids = known ?? new Set();
    for (const id of said === "*" ? [] : said.split(",")) ids.add(Number(id));
    this.byCategory.set(category, said === "*" || ids.size > CASES_MAX ? null : ids);
  }

  get caseIds(): number[] {
    return [...this.byCategory.values()].flatMap((ids) => (ids ? [...ids] : []));
  }

  /** What a page is told that sees these of the cases; null: nothing that is its business. */
  toldOf(seen: ReadonlyMap<string, number[]>): Record<string, number[] | null> | null {
    const told: Record<string, number[] | null> = {};
    for (const [category, ids] of this.byCategory) {
      const own = ids === null ? null : (seen.get(category) ?? []);
      if (own === null || own.length > 0) told[category] = own;
    }
    return Object.keys(told).length > 0 ? told : null;
  }
}
