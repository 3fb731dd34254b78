import { expect, it } from "vitest";
import { emptyTray, trayColumn, trayId, trayOf } from "./tray-places";

const span = (code: string, left: number) => ({ code, left, right: left + 280 });
const frame = { left: 100, right: 1_000 };
const spans = [span("a", -200), span("b", 110), span("c", 400), span("d", 690), span("e", 980)];

it("offers at the edges what is out of sight, with what the edges then cover", () => {
  expect(trayOf(frame, spans, ["a", "b", "c", "d", "e"])).toEqual({
    ...{ left: ["a", "b"], right: ["d", "e"], bottom: [] },
  });
  expect(trayOf(frame, spans, ["b", "c", "d"])).toEqual(emptyTray);
  const folded = [span("b", 110), { ...span("c", 400), isFolded: true }];
  expect(trayOf(frame, folded, ["b", "c"])).toEqual({ ...emptyTray, right: ["c"] });
  expect(trayOf(frame, spans, ["b", "e"])).toEqual({ ...emptyTray, right: ["e"] });
});

it("offers all others where one column fills the screen", () => {
  expect(trayOf(frame, [span("b", 100)], ["a", "c"])).toEqual({ ...emptyTray, bottom: ["a", "c"] });
});

it("knows a column by its place in the tray", () => {
  expect([trayColumn(trayId("won")), trayColumn("won")]).toEqual(["won", "won"]);
});
