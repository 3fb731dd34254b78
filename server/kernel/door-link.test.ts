import { expect, it } from "vitest";
import { doorLink, wholeLink } from "./door-link";

it.each([
  [null, "/data", "https://crm.example.cz", "https://crm.example.cz/portal/demo/data"],
  [null, "", "https://crm.example.cz", "https://crm.example.cz/portal/demo"],
  ["portal.example.cz", "/data", "https://crm.example.cz", "https://portal.example.cz/data"],
  ["portal.example.cz", "", "https://crm.example.cz", "https://portal.example.cz/"],
  ["klient.localhost", "/a/b", "http://localhost:3000", "http://klient.localhost:3000/a/b"],
])("under the host %s, %j stands at its whole address", (host, path, base, whole) => {
  expect(wholeLink(doorLink({ slug: "demo", host }, path), base)).toBe(whole);
});

it("leaves a path of ours as it is", () => {
  expect(wholeLink("/cases/1", "https://crm.example.cz")).toBe("https://crm.example.cz/cases/1");
});
