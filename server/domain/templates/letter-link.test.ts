import { expect, it } from "vitest";
import { factsToAsk } from "./letter-link";

const firm = { birthOn: null, registrationNo: "27082440", taxId: "CZ27082440", phones: null };
const company = { kind: "legal_entity", ...firm };

it("asks nobody only for what stands in a public register", () => {
  expect(factsToAsk(company, [])).toEqual(["registrationNo", "refNo"]);
  expect(factsToAsk(company, ["case.refNo"])).toEqual([]);
  expect(factsToAsk(company, ["case.refNo", "debtor.registrationNo"])).toEqual([]);
  const reached = { ...company, phones: ["+420 777 123 456"] };
  expect(factsToAsk(reached, ["case.refNo"])).toEqual(["phone"]);
  expect(factsToAsk(reached, ["case.refNo", "debtor.phone"])).toEqual([]);
  expect(factsToAsk(reached, ["debtor.registrationNo", "debtor.taxId"])).toEqual([
    "phone",
    "refNo",
  ]);
});

it("asks a person for their birthday alone where the case's number is printed", () => {
  const person = { ...firm, kind: "natural_person", birthOn: "1980-01-01", taxId: null };
  expect(factsToAsk(person, ["case.refNo"])).toEqual(["birthOn"]);
  const trader = { ...person, registrationNo: "17704100", phones: ["777 123 456"] };
  expect(factsToAsk(trader, ["case.refNo", "debtor.birthOn"])).toEqual(["phone"]);
});
