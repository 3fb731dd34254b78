/** Cases of a board that changed; null: look at all of it. */
export type BoardNews = readonly number[] | null;
type Hearer = { category: string; hear: (news: BoardNews) => void };

const hearers = new Set<Hearer>();

/** Tells the board that is shown, if one is, what changed; null: of every category. */
export function tellBoards(boards: Record<string, number[] | null> | null): void {
  for (const { category, hear } of hearers) {
    const news = boards === null ? null : boards[category];
    if (news !== undefined) hear(news);
  }
}

/** Hears of changes on the board of a category; answers how to stop. */
export function hearBoard(category: string, hear: (news: BoardNews) => void): () => void {
  const hearer = { category, hear };
  hearers.add(hearer);
  return () => hearers.delete(hearer);
}
