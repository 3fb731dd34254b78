import type { Day } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";
import { EMPTY, type Group, type Value } from "../language";

/** Text, or nothing where there is none. */
export const text = (given: string | null | undefined): Value =>
  given ? { kind: "text", text: given } : EMPTY;

export const day = (given: Day | null | undefined): Value =>
  given ? { kind: "day", day: given } : EMPTY;

export const number = (given: number | null | undefined): Value =>
  given === null || given === undefined ? EMPTY : { kind: "number", exact: String(given) };

export const flag = (isTrue: boolean): Value => ({ kind: "flag", isTrue });

export const group = (entries: Record<string, Value>): Group => ({ kind: "group", entries });

export const list = (items: Group[]): Value => ({ kind: "list", items });

/** Zero is a sum like any other; what nobody could work out is none. */
export const money = (minor: number | null | undefined, currency: Currency): Value =>
  minor === null || minor === undefined ? EMPTY : { kind: "money", minor, currency };
