import type { Day } from "@/server/kernel/days";
import { type AccountNumber, accountOf } from "../account";
import { isCurrencyCode } from "../currencies";
import type { ParserContext, StatementParser } from "../parser";
import { NOTHING_STATED, type Stated, Totals } from "../totals";
import { readTransaction } from "./fio-movement";
import { fioDay, jsonMinor } from "./fio-values";
import { JsonCursor, type Scalar } from "./json-cursor";

type Info = {
  account: AccountNumber;
  currency: string;
  number: string | null;
  openedOn: Day | null;
  closedOn: Day | null;
  stated: Stated;
};

/** Where in the answer we stand: which object or list is open. */
type Place = "before" | "answer" | "statement" | "movements" | "list" | "after";

/**
 * The JSON of Fio's API:
 * `{"accountStatement": {"info": {…}, "transactionList": {"transaction": [{…}, …]}}}`, the list
 * null where nothing moved.
 */
export class FioParser implements StatementParser {
  private readonly json = new JsonCursor();
  private readonly totals = new Totals("other_side");
  private place: Place = "before";
  // The next member or item is the first of its object or list.
  private isFirst = true;
  private info: Info | null = null;

  constructor(private readonly context: ParserContext) {}

  write(piece: Buffer): void {
    this.json.feed(piece);
    while (this.place !== "after" && this.json.try(this.step));
    if (this.place === "after") this.refuseMore();
  }

  end(): void {
    this.json.feed(null);
    while (this.place !== "after") this.json.try(this.step);
    if (this.info === null) throw this.json.refuse("missing_field", "info");
    this.context.emit({ kind: "end", end: this.totals.end(this.info.stated, []) });
  }

  private readonly step = () => {
    const { place, isFirst } = this;
    if (place === "before") {
      this.json.enterObject();
      this.open("answer");
    } else if (place === "list") {
      this.item(isFirst);
    } else {
      this.member(place, this.json.nextKey(isFirst));
    }
  };

  private member(place: Place, key: string | null): void {
    if (key === null) {
      this.leave(place);
    } else if (place === "answer" && key === "accountStatement") {
      this.json.enterObject();
      this.open("statement");
    } else if (place === "statement" && key === "info" && this.info === null) {
      this.readInfo();
    } else if (place === "statement" && key === "transactionList") {
      if (this.info === null) throw this.json.refuse("missing_field", "info");
      this.openUnlessNull("object", "movements");
    } else if (place === "movements" && key === "transaction") {
      this.openUnlessNull("list", "list");
    } else {
      this.json.skip();
      this.isFirst = false;
    }
  }

  private item(isFirst: boolean): void {
    if (!this.json.nextItem(isFirst)) {
      this.leave("list");
      return;
    }
    const line = this.totals.movementCount + 1;
    const movement = readTransaction(this.json, { currency: this.info?.currency ?? "", line });
    this.isFirst = false;
    this.totals.add(movement);
    this.context.emit({ kind: "movement", movement });
  }

  private open(place: Place): void {
    this.place = place;
    this.isFirst = true;
  }

  private openUnlessNull(kind: "object" | "list", place: Place): void {
    if (this.json.enterUnlessNull(kind)) this.open(place);
    else this.isFirst = false;
  }

  private leave(place: Place): void {
    this.place = OUTSIDE[place];
    this.isFirst = false;
  }

  private readInfo(): void {
    const values = new Map<string, Scalar | null>();
    this.json.enterObject();
    for (let key = this.json.nextKey(true); key !== null; key = this.json.nextKey(false)) {
      values.set(key, this.json.scalar());
    }
    this.info = this.infoOf((name) => values.get(name) ?? null);
    this.isFirst = false;
    const { stated, ...head } = this.info;
    this.context.emit({
      kind: "statement",
      statement: {
        format: this.context.format,
        encoding: this.context.text.encoding,
        ...head,
        openingMinor: stated.openingMinor,
      },
    });
  }

  private infoOf(value: (name: string) => Scalar | null): Info {
    const { json } = this;
    const minor = (name: string) => {
      const text = value(name)?.text;
      const read = text === undefined ? null : jsonMinor(text);
      if (typeof read === "string") throw json.refuse(read, text ?? "");
      return read;
    };
    const day = (name: string) => {
      const scalar = value(name);
      const read = scalar === null ? null : fioDay(scalar);
      if (scalar !== null && read === null) throw json.refuse("bad_date", scalar.text);
      return read;
    };
    const written = value("accountId")?.text ?? value("iban")?.text ?? "";
    const account = accountOf(written, value("bankId")?.text ?? null);
    if (account === null) throw json.refuse("bad_account", written);
    const currency = value("currency")?.text ?? "";
    if (!isCurrencyCode(currency)) throw json.refuse("bad_currency", currency);
    const closedOn = day("dateEnd");
    return {
      account,
      currency,
      number: value("idList")?.text ?? null,
      openedOn: day("dateStart"),
      closedOn,
      stated: {
        ...NOTHING_STATED,
        closedOn,
        openingMinor: minor("openingBalance"),
        closingMinor: minor("closingBalance"),
      },
    };
  }

  private refuseMore(): void {
    if (!this.json.isAtEnd()) throw this.json.bad(this.json.position);
  }
}

const OUTSIDE: Readonly<Record<Place, Place>> = {
  before: "after",
  answer: "after",
  statement: "answer",
  movements: "statement",
  list: "movements",
  after: "after",
};
