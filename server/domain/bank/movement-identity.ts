import { createHash } from "node:crypto";
import type { BankMovement, StatementFormat } from "@/server/connectors/bank";

const OTHER_LETTERS = /[^\x20-\x7e]/g;
/** The bank's number of the document, which tells the movements of one account and day apart. */
const ABO_DOCUMENT = [35, 48] as const;

/**
 * What makes a movement the same in every file it comes in: the bank's own id where there is one,
 * else all that it says and which of its like on that day it is. The same file again, files that
 * overlap and an advice beside its statement bring one movement; two equal payments of one day, two.
 * Of the message only letters that every encoding has count: which one a file is in is a guess.
 */
export class MovementIdentities {
  private readonly seen = new Map<string, number>();

  constructor(private readonly format: StatementFormat) {}

  /** 32 bytes, unique within an account. Ask in the order of the file. */
  of(movement: BankMovement): Buffer {
    const { bankId } = movement;
    // With the amount, because some banks give one reference to several entries.
    if (bankId !== null) return digest(["id", bankId, String(movement.amountMinor)]);
    const content = [
      movement.bookedOn,
      movement.amountMinor,
      movement.kind,
      movement.counterAccount,
      movement.variableSymbol,
      movement.specificSymbol,
      movement.message?.replace(OTHER_LETTERS, "") ?? null,
      this.format === "abo" ? documentOf(movement) : null,
    ].map((part) => (part === null ? "" : String(part)));
    const key = digest(content).toString("base64");
    const ordinal = (this.seen.get(key) ?? 0) + 1;
    this.seen.set(key, ordinal);
    return digest([...content, String(ordinal)]);
  }
}

function documentOf({ raw }: BankMovement): string {
  const number = raw.slice(...ABO_DOCUMENT);
  return /^\d*[1-9]\d*$/.test(number) ? number : "";
}

const digest = (parts: readonly string[]): Buffer =>
  createHash("sha256").update(parts.join("\u0000")).digest();
