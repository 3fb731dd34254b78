import { fold } from "@/server/kernel/fold";
import { type AccountNumber, accountOf } from "../account";
import { printedMinor } from "../amounts";
import { StatementRefusal } from "../refusal";
import { NOTHING_STATED, type Stated } from "../totals";
import { PREAMBLE_LABELS, PREAMBLE_SENTENCES, type PreambleField } from "./banks";
import { csvDay } from "./csv-day";
import type { CsvRecord } from "./records";

type Said = { value: string; line: number };

/** What an export says of the account above its table. Of what is said twice the first counts. */
export class Preamble {
  private readonly said = new Map<PreambleField | "number", Said>();

  take({ fields, line }: CsvRecord): void {
    const [label = "", value = ""] = fields.map((field) => field.trim());
    const field = PREAMBLE_LABELS.get(fold(label));
    if (field !== undefined) {
      this.say(field, { value, line });
      return;
    }
    // Some write label and value into one field, some into two.
    const sentence = fold(value === "" ? label : `${label} ${value}`);
    for (const [pattern, names] of PREAMBLE_SENTENCES) {
      const found = pattern.exec(sentence);
      for (const [index, name] of names.entries()) {
        if (found !== null) this.say(name, { value: found[index + 1] ?? "", line });
      }
    }
  }

  /** The account, with the bank of the export where none is named. */
  account(bank: string): AccountNumber | null {
    const own = this.said.get("bank")?.value ?? bank;
    return (
      accountOf(this.said.get("account")?.value ?? "", own) ??
      accountOf(this.said.get("iban")?.value ?? "")
    );
  }

  get currency(): string | null {
    return this.said.get("currency")?.value.toUpperCase() ?? null;
  }

  get number(): string | null {
    return this.said.get("number")?.value ?? null;
  }

  get openedOn(): string | null {
    return this.day("from");
  }

  get stated(): Stated {
    const count = this.said.get("count")?.value ?? "";
    return {
      ...NOTHING_STATED,
      closedOn: this.day("to"),
      openingMinor: this.minor("opening"),
      closingMinor: this.minor("closing"),
      movementCount: /^\d{1,9}$/.test(count) ? Number(count) : null,
    };
  }

  private say(field: PreambleField | "number", said: Said): void {
    if (said.value !== "" && !this.said.has(field)) this.said.set(field, said);
  }

  private day(field: PreambleField): string | null {
    const said = this.said.get(field);
    if (said === undefined) return null;
    const day = csvDay(said.value);
    if (day === null) throw refuse("bad_date", said);
    return day;
  }

  private minor(field: PreambleField): number | null {
    const said = this.said.get(field);
    if (said === undefined) return null;
    const minor = printedMinor(said.value.toUpperCase());
    if (typeof minor === "string") throw refuse(minor, said);
    return minor;
  }
}

function refuse(
  reason: "bad_date" | "bad_amount" | "amount_too_large" | "ambiguous_amount",
  { value, line }: Said,
): StatementRefusal {
  return new StatementRefusal(reason, { line, column: 2, value });
}
