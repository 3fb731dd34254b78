import { describe, expect, it } from "vitest";
import { splitAddress } from "./address-text";

describe("an address in one line", () => {
  it.each([
    ["Vzorová 308/12a, 702 00 Ostrava", "Vzorová 308/12a", "Ostrava", "70200"],
    ["Vzorová 308/12a, Moravská Ostrava, 70200 Ostrava", "Vzorová 308/12a", "Ostrava", "70200"],
    ["Vzorová 12 702 00 Ostrava", "Vzorová 12", "Ostrava", "70200"],
    ["Trojanovice 2, 744 01, Trojanovice", "Trojanovice 2", "Trojanovice", "74401"],
    ["nám. 28. října 5\nBrno", "nám. 28. října 5", "Brno", null],
    ["Praha 4 - Nusle", "Praha 4 - Nusle", null, null],
    ["Ostrava", null, "Ostrava", null],
    ["702 00 Ostrava", null, "Ostrava", "70200"],
    ["", null, null, null],
  ])("%j is taken apart", (text, street, city, postalCode) => {
    expect(splitAddress(text)).toEqual({ street, city, postalCode });
  });
});
