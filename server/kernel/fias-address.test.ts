import { describe, expect, it } from "vitest";
import {
  type FiasParts,
  fiasLine,
  fiasPlace,
  fiasStreet,
  fiasTown,
  tidyFias,
} from "./fias-address";

const KAZAN: FiasParts = {
  ...{ region: "Республика Татарстан", city: "г Казань", street: "ул Баумана" },
  ...{ house: "д 5", building: "корп 2", flat: "кв 10" },
};

describe("an address of ФИАС", () => {
  it.each<[FiasParts, string]>([
    [KAZAN, "420111, Республика Татарстан, г. Казань, ул. Баумана, д. 5, корп. 2, кв. 10"],
    [
      { region: "г Москва", city: "г Москва", street: "пр-кт Мира", house: "12", flat: "7" },
      "420111, г. Москва, пр-кт Мира, д. 12, кв. 7",
    ],
    [
      {
        ...{ region: "Московская обл", area: "Раменский р-н", settlement: "с Ивановка" },
        ...{ street: "Школьная", house: "3А", building: "стр 1" },
      },
      "420111, Московская обл., Раменский р-н, с. Ивановка, ул. Школьная, д. 3А, стр. 1",
    ],
    [
      { city: "Санкт-Петербург", street: "Невский пр-кт", house: "1", flat: "оф 3" },
      "420111, г. Санкт-Петербург, Невский пр-кт, д. 1, оф. 3",
    ],
  ])("%j stands in requisites from the index to the flat", (parts, text) => {
    expect(fiasLine(parts, "420111")).toBe(text);
  });

  it("stands on a letter by street and town; a settlement with what tells it from others", () => {
    expect([fiasStreet(KAZAN), fiasTown(KAZAN)]).toEqual([
      "ул. Баумана, д. 5, корп. 2, кв. 10",
      "г. Казань",
    ]);
    const village = { region: "Московская обл", area: "Раменский р-н", settlement: "с Ивановка" };
    expect([fiasStreet(village), fiasTown(village)]).toEqual([
      null,
      "с. Ивановка, Раменский р-н, Московская обл.",
    ]);
  });

  it("is known by the bare name of its place", () => {
    expect(fiasPlace(KAZAN)).toBe("Казань");
    expect(fiasPlace({ settlement: "с. Ивановка", city: "г Раменское" })).toBe("Ивановка");
    expect(fiasPlace({ street: "x" })).toBeNull();
  });

  it("without words is none", () => {
    expect(tidyFias({ region: " ", city: null })).toBeNull();
    expect(tidyFias({ city: "  г  Казань " })).toEqual({ city: "г Казань" });
  });
});
