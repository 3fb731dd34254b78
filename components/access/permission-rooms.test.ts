import { expect, it } from "vitest";
import { PERMISSIONS } from "@/server/domain/permissions";
import { byRoom } from "./permission-rooms";

it("every permission stands in one part of the matrix, and no part is empty", () => {
  const rooms = byRoom(PERMISSIONS);
  expect(rooms.flatMap(([, permissions]) => permissions).sort()).toEqual([...PERMISSIONS].sort());
  for (const [room, permissions] of rooms) expect(permissions, room).not.toEqual([]);
});
