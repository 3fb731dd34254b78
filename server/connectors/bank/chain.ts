import { type Finding, finding } from "@/server/kernel/parsed";
import type { StatementEnd, StatementHead, StatementPart } from "./statement";

/** What must be remembered of a statement to see whether another follows it. */
export type ChainLink = Pick<StatementHead, "number" | "currency"> &
  Pick<StatementEnd, "closingMinor" | "closedOn">;

const NUMBER = /^\d{1,9}$/;

/**
 * Findings of a statement by the one before it of the same account: numbers left out within a year,
 * a balance that does not go on. A statement that is older or has no balance says nothing.
 */
export function chainFindings(before: ChainLink, next: StatementHead): Finding[] {
  const step = stepOf(before, next);
  if (step !== null && step > 1) {
    return [finding("bank.number_gap", { previous: before.number ?? "", next: next.number ?? "" })];
  }
  // Equal numbers: pages of one statement that did not meet.
  const isNext = step === 1 || ((step === null || step === 0) && isLater(before, next));
  const { openingMinor } = next;
  const { closingMinor } = before;
  if (!isNext || before.currency !== next.currency) return [];
  if (openingMinor === null || closingMinor === null || openingMinor === closingMinor) return [];
  const differenceMinor = openingMinor - closingMinor;
  return [
    finding("bank.opening_differs", {
      statedMinor: openingMinor,
      countedMinor: closingMinor,
      differenceMinor,
    }),
  ];
}

/** How far the numbers are apart; null where they cannot be compared: banks begin anew each year. */
function stepOf(before: ChainLink, next: StatementHead): number | null {
  if (!NUMBER.test(before.number ?? "") || !NUMBER.test(next.number ?? "")) return null;
  const [year, nextYear] = [yearOf(before.closedOn), yearOf(next.closedOn ?? next.openedOn)];
  if (year === null || year !== nextYear) return null;
  return Number(next.number) - Number(before.number);
}

function isLater({ closedOn }: ChainLink, { openedOn }: StatementHead): boolean {
  return closedOn !== null && openedOn !== null && openedOn >= closedOn;
}

function yearOf(day: string | null): string | null {
  return day === null ? null : day.slice(0, 4);
}

const ACCOUNTS_MAX = 1000;

/** Passes parts on, with findings about how the statements of one file follow each other. */
export class StatementChain {
  private readonly last = new Map<string, ChainLink>();
  private head: StatementHead | null = null;

  constructor(private readonly emit: (part: StatementPart) => void) {}

  readonly take = (part: StatementPart): void => {
    if (part.kind === "statement") this.head = part.statement;
    if (part.kind !== "end" || this.head === null) {
      this.emit(part);
      return;
    }
    const { head } = this;
    const { end } = part;
    const before = this.last.get(head.account);
    const found = before === undefined ? [] : chainFindings(before, head);
    this.last.set(head.account, {
      number: head.number,
      currency: head.currency,
      closingMinor: end.closingMinor,
      closedOn: end.closedOn,
    });
    if (this.last.size > ACCOUNTS_MAX) this.forgetFirst();
    this.emit({ kind: "end", end: { ...end, findings: [...end.findings, ...found] } });
  };

  private forgetFirst(): void {
    for (const account of this.last.keys()) {
      this.last.delete(account);
      return;
    }
  }
}
