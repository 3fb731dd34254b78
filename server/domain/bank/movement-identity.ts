import { createHash } from "node:crypto";
import type { BankMovement } from "@/server/connectors/bank";

/**
 * What makes a movement the same in every file it comes in: the bank's own id where there is one,
 * else all that it says and which of its like on that day it is. The same file again, files that
 * overlap and an advice beside its statement bring one movement; two equal payments of one day, two.
 */
export class MovementIdentities {
  private readonly seen = new Map<string, number>();

  /** 32 bytes, unique within an account. Ask in the order of the file. */
  of(movement: BankMovement): Buffer {
    const { bankId } = movement;
    if (bankId !== null) return digest(["id", bankId]);
    const content = [
      movement.bookedOn,
      movement.amountMinor,
      movement.currency,
      movement.kind,
      movement.counterAccount,
      movement.variableSymbol,
      movement.specificSymbol,
      movement.message,
    ].map((part) => (part === null ? "" : String(part)));
    const key = content.join("\u0000");
    const ordinal = (this.seen.get(key) ?? 0) + 1;
    this.seen.set(key, ordinal);
    return digest([...content, String(ordinal)]);
  }
}

const digest = (parts: readonly string[]): Buffer =>
  createHash("sha256").update(parts.join("\u0000")).digest();
