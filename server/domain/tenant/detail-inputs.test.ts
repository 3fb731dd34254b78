import { describe, expect, it } from "vitest";
import { checkDetails, missingOf } from "./detail-inputs";

describe("details of a company", () => {
  it("are kept as they are printed", () => {
    const given = {
      ...{ postalCode: "11000", registrationNo: "177041", taxId: "cz 00177041" },
      ...{ dataBoxId: "ABC2DE3", street: "Dlouhá 1" },
    };
    expect(checkDetails(given, "CZ")).toEqual({
      details: {
        ...{ postalCode: "110 00", registrationNo: "00177041", taxId: "CZ00177041" },
        dataBoxId: "abc2de3",
      },
      ...{ faults: [], warnings: [] },
    });
  });

  it.each([
    ["registrationNo", "1234567A", "CZ", "kernel.registration_no_bad_shape"],
    ["registrationNo", "123456789", "CZ", "kernel.registration_no_bad_shape"],
    ["taxId", "CZ123", "CZ", "kernel.tax_id_bad_shape"],
    ["postalCode", "1100", "CZ", "kernel.postal_code_bad_shape"],
    ["dataBoxId", "abc", "CZ", "kernel.data_box_id_bad_shape"],
  ] as const)("%s %s is none", (field, value, country, code) => {
    expect(checkDetails({ [field]: value }, country)).toMatchObject({
      ...{ details: {}, faults: [{ field, code }] },
    });
  });

  it.each([
    ["registrationNo", "00177042", "CZ", "kernel.registration_no_bad_check"],
    ["taxId", "CZ00177042", "CZ", "kernel.tax_id_bad_check"],
    ["taxId", "SK2022749618", "SK", "kernel.tax_id_bad_check"],
    ["postalCode", "811 01", "CZ", "kernel.postal_code_other_country"],
  ] as const)("%s %s is asked about", (field, value, country, code) => {
    expect(checkDetails({ [field]: value }, country)).toMatchObject({
      ...{ faults: [], warnings: [{ field, code }] },
    });
  });

  it("of Slovakia have its own shapes", () => {
    const given = { postalCode: "81101", taxId: "2022749619" };
    expect(checkDetails(given, "SK")).toMatchObject({
      ...{ details: { postalCode: "811 01", taxId: "2022749619" }, faults: [], warnings: [] },
    });
  });

  it("are asked for where letters need them", () => {
    expect(missingOf({ street: "Dlouhá 1", city: " ", email: "a@b.cz" })).toEqual([
      ...["city", "postalCode", "registrationNo"],
    ]);
  });
});
