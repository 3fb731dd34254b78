import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accountOf, bankOf, isIban, nationalAccount, sixteenDigits } from "./account";
import { OwnAccounts } from "./own-accounts";

describe("accountOf", () => {
  test.each([
    // One key for both Czech forms, however they are written.
    ["19-2000145399/0800", "19-2000145399/0800"],
    ["000019-2000145399/0800", "19-2000145399/0800"],
    [" 19 - 2000145399 / 0800 ", "19-2000145399/0800"],
    ["CZ6508000000192000145399", "19-2000145399/0800"],
    ["cz65 0800 0000 1920 0014 5399", "19-2000145399/0800"],
    ["000000-0226047602/0300", "226047602/0300"],
    ["0000192000145399/0800", "19-2000145399/0800"],
    ["192000145399/0800", "19-2000145399/0800"],
    // Slovak accounts are their IBAN.
    ["2610001237/1100", "SK5911000000002610001237"],
    ["SK59 1100 0000 0026 1000 1237", "SK5911000000002610001237"],
    // Others stay what they are.
    ["DE89370400440532013000", "DE89370400440532013000"],
    ["226047602", "226047602"],
    ["226047602/0000", "226047602"],
    ["40702810801500116391", "40702810801500116391"],
    ["CZ0000000000000000000000", "CZ0000000000000000000000"],
    ["123/45", "123/45"],
    ["12-34-5/0100", "12-34-5/0100"],
    ["-5/0100", "-5/0100"],
    ["not an account", "NOTANACCOUNT"],
    ["", null],
    ["  ", null],
    ["000000-0000000000/0000", null],
  ])("%s", (text, account) => {
    expect(accountOf(text)).toBe(account);
  });

  test("of many digits is all of them, unless they are zeros", () => {
    expect(accountOf("40702810801500116391")).toBe("40702810801500116391");
    expect(accountOf("40702810801500116391", "0800")).toBe("40702810801500116391");
    expect(accountOf("0".repeat(20))).toBeNull();
    expect(accountOf("1".repeat(40))).toBe("1".repeat(34));
    expect(accountOf("1".repeat(17))).toBe("1".repeat(17));
    // As the way for odd ones, which blanks lead to, has it.
    for (const digits of ["0".repeat(17), "1".repeat(17), "9".repeat(35)]) {
      expect(accountOf(digits)).toBe(accountOf(` ${digits}`));
    }
  });

  test("takes the bank from elsewhere, but not over its own", () => {
    expect(accountOf("226047602", "0300")).toBe("226047602/0300");
    expect(accountOf("226047602/0800", "0300")).toBe("226047602/0800");
    expect(accountOf("226047602", "GIBACZPX")).toBe("226047602");
    expect(accountOf("CZ6508000000192000145399", "0300")).toBe("19-2000145399/0800");
  });

  test("gives one key for the national form and its IBAN, of any account", () => {
    const number = fc.integer({ min: 0, max: 9_999_999_999 });
    const prefix = fc.integer({ min: 0, max: 999_999 });
    fc.assert(
      fc.property(prefix, number, fc.constantFrom("0100", "2010", "1100"), (left, right, bank) => {
        const key = nationalAccount(String(left), String(right), bank);
        if (left === 0 && right === 0) return key === null;
        const country = bank === "1100" ? "SK" : "CZ";
        const bban = bank + String(left).padStart(6, "0") + String(right).padStart(10, "0");
        const check = Array.from({ length: 100 }, (_, at) => String(at).padStart(2, "0")).find(
          (digits) => isIban(`${country}${digits}${bban}`),
        );
        const iban = `${country}${check}${bban}`;
        expect(accountOf(iban)).toBe(key);
        expect(accountOf(`${left}-${right}/${bank}`)).toBe(key);
        expect(sixteenDigits(key ?? "")).toBe(bban.slice(4));
        expect(bankOf(key ?? "")).toBe(bank);
        return true;
      }),
    );
  });
});

describe("own accounts", () => {
  test("are known by their digits, unless two banks have the same", () => {
    const own = new OwnAccounts([
      "19-2000145399/0800",
      "CZ6508000000192000145399",
      "226047602/0300",
      "226047602/0100",
      "",
    ]);
    expect(own.byNumber("0000192000145399")).toBe("19-2000145399/0800");
    expect(own.byNumber("0000000226047602")).toBeNull();
    expect(own.byNumber("0000000000000001")).toBeNull();
    expect(own.has("226047602/0100")).toBe(true);
  });
});
