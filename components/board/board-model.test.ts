import { describe, expect, it } from "vitest";
import { boardInput, cardFieldsOf, chosenColumns, olderOf, olderText } from "./board-look";
import { type Board, boardOf, type Card, moved, placed, waysInto, withPage } from "./board-model";
import { BoardStore } from "./board-store";

const card = (
  id: number,
  state: string,
  since: number,
  amountMinor: number | null = 100,
): Card => ({
  ...{ id, state, since, amountMinor, currency: amountMinor === null ? null : "CZK" },
  ...{ refNo: `${id}/2026`, title: `Obchod ${id}`, partyName: "", ownerId: null, ownerName: null },
  ...{ tagCodes: [], nextTaskDueAt: null, balanceCzkMinor: 0, balanceEurMinor: 0, fields: {} },
});

const column = (code: string, items: Card[], nextCursor: string | null = null) => ({
  ...{ code, name: code, states: [code], hideAfterDays: null, items, nextCursor },
  total: {
    count: items.length,
    sums: items.length ? [{ currency: "CZK", amountMinor: 100 * items.length }] : [],
  },
});

const board = (): Pick<Board, "columns"> => ({
  columns: [column("new", [card(3, "new", 30), card(2, "new", 20)]), column("won", [])],
});

const shown = ({ columns }: ReturnType<typeof boardOf>) =>
  columns.map(({ cards, total }) => [cards.map(({ id }) => id), total.count, total.sums]);

describe("the board's cards", () => {
  it("moved by hand change both columns, and nothing else", () => {
    const before = boardOf({ columns: [...board().columns, column("lost", [])] });
    const after = moved(before, card(2, "new", 20), card(2, "won", 99));
    expect(shown(after).slice(0, 2)).toEqual([
      [[3], 1, [{ currency: "CZK", amountMinor: 100 }]],
      [[2], 1, [{ currency: "CZK", amountMinor: 100 }]],
    ]);
    expect(after.columns[2]).toBe(before.columns[2]);
  });

  it("lie by age; one behind all that was loaded waits for its page", () => {
    const state = boardOf({
      columns: [column("new", [card(9, "new", 90), card(5, "new", 50)], "c")],
    });
    const ids = (each: ReturnType<typeof boardOf>) => each.columns[0]?.cards.map(({ id }) => id);
    expect(ids(placed(state, 7, card(7, "new", 70)))).toEqual([9, 7, 5]);
    expect(ids(placed(state, 1, card(1, "new", 10)))).toEqual([9, 5]);
    const page = { items: [card(5, "new", 50), card(4, "new", 40)], nextCursor: null };
    expect(ids(withPage(state, "new", page))).toEqual([9, 5, 4]);
    expect(ids(placed(state, 5, null))).toEqual([9]);
  });

  it("know which ways lead into a column", () => {
    const way = { process: "deal", from: "new", transition: "win", needsResolution: false };
    const ways = [
      { ...way, to: "won" },
      { ...way, to: "lost" },
      { ...way, process: "x", to: "won" },
    ];
    const [, won] = boardOf(board()).columns;
    if (!won) throw new Error("no column");
    const into = waysInto(ways, { card: card(1, "new", 1), process: "deal", column: won });
    expect(into).toEqual([ways[0]]);
  });
});

describe("moves that are not confirmed", () => {
  it("come back whole when they are refused", () => {
    const store = new BoardStore();
    store.reset(board());
    const before = shown(store.read());
    store.begin(card(2, "new", 20), "won");
    expect(shown(store.read())[1]?.[1]).toBe(1);
    store.rollBack(2);
    expect(shown(store.read())).toEqual(before);
  });

  it("stay where the person put them while others' news come in", () => {
    const store = new BoardStore();
    store.reset(board());
    store.begin(card(2, "new", 20), "won");
    store.look(
      [2, 3],
      [card(2, "new", 20), card(3, "won", 40)],
      [{ column: "won", total: { count: 7, sums: [] } }],
    );
    expect(store.read().columns[1]?.cards.map(({ id }) => id)).toEqual([2, 3]);
    store.reset(board());
    expect(store.card(2)?.state).toBe("won");
    store.settle(2);
    store.look([2], [card(2, "won", 50)], [{ column: "won", total: { count: 7, sums: [] } }]);
    expect(store.read().columns[1]?.total.count).toBe(7);
  });
});

describe("a column whose next page did not come", () => {
  it("says so until it is asked again, and only that column is drawn anew", () => {
    const store = new BoardStore();
    store.reset({ columns: [column("new", [card(3, "new", 30)], "c"), column("won", [])] });
    const [, before] = store.read().columns;
    store.failPage("new", true);
    expect(store.read().columns.map(({ isFailed }) => isFailed)).toEqual([true, false]);
    expect(store.read().columns[1]).toBe(before);
    store.failPage("new", false);
    store.failPage("new", true);
    store.addPage("new", { items: [card(2, "new", 20)], nextCursor: null });
    expect(store.read().columns[0]).toMatchObject({ isFailed: false, nextCursor: null });
  });
});

describe("the look of a board", () => {
  const query = { q: "", sort: null, filters: {}, columns: null };

  it("is kept in the URL as text, and read back", () => {
    expect(olderOf(olderText({ won: 30, lost: 0 }))).toEqual({ won: 30, lost: 0 });
    expect(olderOf("won:x,:3,lost")).toEqual({});
    expect([cardFieldsOf(""), cardFieldsOf("-"), cardFieldsOf("a,b")]).toEqual([
      null,
      [],
      ["a", "b"],
    ]);
    const columns = [{ code: "a" }, { code: "b" }, { code: "c" }];
    expect(chosenColumns(columns, "c,a,gone").map(({ code }) => code)).toEqual(["c", "a"]);
    expect(chosenColumns(columns, "gone")).toHaveLength(3);
  });

  it("asks for the same that narrows the list", () => {
    const look = { older: "won:5", card: "company" };
    expect(boardInput({ ...query, q: "Kovář", look }, "deal")).toMatchObject({
      ...{ category: "deal", fields: ["company"], hideAfterDays: { won: 5 } },
      filter: { text: "Kovář", category: "deal" },
    });
  });
});
