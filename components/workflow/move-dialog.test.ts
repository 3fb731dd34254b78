import { describe, expect, it } from "vitest";
import { gapsOf } from "./move-dialog";
import { processOf } from "./processes";
import { namedParams } from "./refusal";

const offer = { asks: ["titleKind", "amount"], requiresResolution: true };

describe("what a move still asks for", () => {
  it("is every empty field, and the reason where one is demanded", () => {
    expect(gapsOf(offer, { fields: {}, resolution: " " })).toEqual([
      "titleKind",
      "amount",
      "resolution",
    ]);
    expect(gapsOf(offer, { fields: { titleKind: "", amount: 0 }, resolution: "x" })).toEqual([
      "titleKind",
    ]);
    expect(gapsOf({ asks: [], requiresResolution: false }, { fields: {}, resolution: "" })).toEqual(
      [],
    );
  });
});

describe("a process", () => {
  const base = {
    ...{ category: "document", selectBy: null, code: "document" },
    ...{ version: 0, isInForce: true },
  };
  const variant = {
    ...base,
    code: "contract",
    selectBy: { field: "type", value: "contract" },
  };
  const all = [base, variant] as never;

  it("is the variant that the values choose, else the category's own", () => {
    expect(processOf(all, "document")?.code).toBe("document");
    expect(processOf(all, "document", { values: { type: "contract" } })?.code).toBe("contract");
    expect(processOf(all, "document", { values: { type: "other" } })?.code).toBe("document");
    expect(processOf(all, "loan")).toBeUndefined();
  });

  it("is that of the case's own version, else the one in force", () => {
    const newer = { ...base, code: "newer", version: 2 };
    const both = [newer, { ...base, isInForce: false }] as never;
    expect(processOf(both, "document")?.code).toBe("newer");
    expect(processOf(both, "document", { version: 0 })?.code).toBe("document");
    expect(processOf(both, "document", { version: 7 })).toBeUndefined();
  });

  it("gives names to the codes in a refusal", () => {
    const process = {
      fields: [{ key: "titleKind", name: "Exekuční titul" }],
      roles: [{ code: "debtor", name: "Povinný" }],
      states: [{ code: "new", name: "Nový" }],
    } as never;
    expect(
      namedParams(process, { field: "titleKind", role: "debtor", state: "new", max: 5 }),
    ).toEqual({ field: "Exekuční titul", role: "Povinný", state: "Nový", max: 5 });
    expect(namedParams(undefined, { role: "debtor" })).toEqual({ role: "debtor" });
  });
});
