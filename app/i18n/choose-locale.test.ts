import { expect, it } from "vitest";
import { chooseLocale } from "./choose-locale";

it.each([
  { cookie: "ru", acceptLanguage: "cs", expected: "ru" },
  { cookie: "xx", acceptLanguage: "sk-SK,cs;q=0.5", expected: "sk" },
  { cookie: undefined, acceptLanguage: "de-DE,en;q=0.7,sk;q=0.9", expected: "sk" },
  { cookie: undefined, acceptLanguage: "en;q=0,de", expected: "cs" },
  { cookie: undefined, acceptLanguage: null, expected: "cs" },
  { cookie: undefined, acceptLanguage: ",;;q=,*", expected: "cs" },
])("chooses $expected for cookie $cookie and $acceptLanguage", ({ expected, ...asked }) => {
  expect(chooseLocale(asked)).toBe(expected);
});
