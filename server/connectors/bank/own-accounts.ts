import { type AccountNumber, accountOf, bankOf, sixteenDigits } from "./account";

/** The accounts whose statements are expected, by their 16 digits. */
export class OwnAccounts {
  private readonly byDigits = new Map<string, AccountNumber>();
  private readonly keys = new Set<AccountNumber>();

  constructor(written: readonly string[] = []) {
    for (const text of written) {
      const account = accountOf(text);
      if (account === null) continue;
      this.keys.add(account);
      const digits = sixteenDigits(account);
      // The same number may exist in two banks; then the digits alone say nothing.
      if (digits === null) continue;
      const known = this.byDigits.get(digits) ?? account;
      this.byDigits.set(digits, known === account ? account : "");
    }
  }

  has(account: AccountNumber): boolean {
    return this.keys.has(account);
  }

  /** The account with these 16 digits (prefix and number), in whichever bank. */
  byNumber(digits: string): AccountNumber | null {
    return this.byDigits.get(digits) || null;
  }

  /** The account in a bank, if there is exactly one. */
  onlyOf(bank: string): AccountNumber | null {
    const [account = null, ...others] = [...this.keys].filter((each) => bankOf(each) === bank);
    return others.length === 0 ? account : null;
  }
}
