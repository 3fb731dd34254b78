import { expect, it } from "vitest";
import { type Column, visibleColumns } from "./column";

const column = (key: string, more: Partial<Column<null>> = {}): Column<null> => ({
  key,
  header: key,
  cell: () => null,
  ...more,
});
const columns = [
  column("refNo", { isFixed: true }),
  column("name"),
  column("note", { isHidden: true }),
];
const keys = (chosen: string[] | null) => visibleColumns(columns, chosen).map(({ key }) => key);

it("shows the default columns when nothing was chosen", () => {
  expect(keys(null)).toEqual(["refNo", "name"]);
});

it("keeps the chosen order, never loses a fixed column, drops what does not exist", () => {
  expect(keys(["note", "gone", "name"])).toEqual(["refNo", "note", "name"]);
  expect(keys(["name", "refNo"])).toEqual(["name", "refNo"]);
  expect(keys([])).toEqual(["refNo"]);
});
