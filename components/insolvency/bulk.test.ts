import { expect, it } from "vitest";
import { isOpen, turnOf } from "./bulk";

it.each([
  [{ wasActive: null, isActive: true, isSuspected: false }, "began"],
  [{ wasActive: true, isActive: true, isSuspected: false }, "moved"],
  [{ wasActive: true, isActive: false, isSuspected: true }, "ended"],
  [{ wasActive: null, isActive: false, isSuspected: true }, "suspected"],
  [{ wasActive: false, isActive: false, isSuspected: false }, "over"],
] as const)("%o is %s", (change, turn) => {
  expect(turnOf(change as never)).toBe(turn);
});

it("a run that waits for a register is still open", () => {
  expect(
    (["running", "paused", "done", "cancelled", "failed"] as const).filter((state) =>
      isOpen({ state }),
    ),
  ).toEqual(["running", "paused"]);
});
