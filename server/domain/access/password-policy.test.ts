import { expect, it } from "vitest";
import { generatePassword } from "./password";
import { passwordFault } from "./password-policy";

const owner = {
  email: "jana.novakova@agentura.cz",
  name: "Ing. Jana Nováková",
  old: "puvodni heslo 1",
};

it.each([
  ["krátké heslo", "password_too_short", "abcdefghijk"],
  ["krátké v jiném písmu", "password_too_short", "жёлтый дом"],
  ["přesně dvanáct", null, "modrá kočka!"],
  ["příliš dlouhé", "password_too_long", "ab1".repeat(67)],
  ["beze změny", "password_unchanged", "puvodni heslo 1"],
  ["příjmení bez diakritiky", "password_personal", "NOVAKOVA-2026-x"],
  ["část e-mailu", "password_personal", "moje agentura je"],
  ["krátká část jména nevadí", null, "cz dlouhe kolo"],
  ["heslo a číslice", "password_common", "Heslo1234567"],
  ["slovo dvakrát", "password_common", "heslohesloheslo"],
  ["záměny písmen", "password_common", "P@ssw0rd!!!!"],
  ["řada číslic", "password_common", "123456789012"],
  ["abeceda", "password_common", "abcdefghijklm"],
  ["jedno písmeno", "password_common", "aaaaaaaaaaaaaa"],
  ["čtyři slova", null, "zelené kolo jede s kopce"],
  ["běžné slovo mezi jinými", null, "praha zelena ulita"],
])("%s: %s", (_, fault, password) => {
  expect(passwordFault(password, owner)).toBe(fault);
});

it("never refuses a password made up here", () => {
  for (let count = 0; count < 200; count += 1) {
    expect(passwordFault(generatePassword(), owner)).toBeNull();
  }
});
