import { expect, it } from "vitest";
import texts from "@/app/i18n/cs/access.json";
import { byRoom } from "./permission-rooms";

it("every permission stands in one part of the matrix, and no part is empty", () => {
  const named = Object.keys(texts.permissions);
  const rooms = byRoom(named);
  expect(rooms.flatMap(([, permissions]) => permissions).sort()).toEqual(named.sort());
  for (const [room, permissions] of rooms) expect(permissions, room).not.toEqual([]);
});
