import { describe, expect, it } from "vitest";
import { joinWithPrevious, moveKind } from "./kind-order-moves";

describe("an order of kinds", () => {
  const order = [["costs", "fee"], ["principal"]] as const;

  it("moves a kind, ranks stay with their places", () => {
    expect(moveKind(order, { kind: "principal", by: -1 })).toEqual([
      ["costs", "principal"],
      ["fee"],
    ]);
    expect(moveKind(order, { kind: "costs", by: 1 })).toEqual([["fee", "costs"], ["principal"]]);
    expect(moveKind(order, { kind: "costs", by: -1 })).toEqual(order);
    expect(moveKind(order, { kind: "principal", by: 1 })).toEqual(order);
  });

  it("joins a kind with the one above, and parts them", () => {
    expect(joinWithPrevious(order, { kind: "principal", isOn: true })).toEqual([
      ["costs", "fee", "principal"],
    ]);
    expect(joinWithPrevious(order, { kind: "fee", isOn: false })).toEqual([
      ["costs"],
      ["fee"],
      ["principal"],
    ]);
    expect(joinWithPrevious(order, { kind: "costs", isOn: true })).toEqual(order);
  });
});
