import {
  CircleCheck,
  CircleHelp,
  CloudOff,
  History,
  Info,
  type LucideIcon,
  ShieldAlert,
  UserRoundX,
} from "lucide-react";
import { INSOLVENCY_REGISTERS, LOOKUP_REGISTERS, type Register } from "@/db/values/registers";
import type { RouterOutput } from "../api/crm";
import type { Tone } from "../ui/tone";

export type Screening = RouterOutput["registers"]["list"]["items"][number];

/**
 * How an answer reads. Each has a word, a colour and a glyph of its own, so that "nothing is known"
 * can never be taken for "nothing is there".
 */
export type Reading =
  | "insolvent"
  | "suspected"
  | "ended"
  | "dismissed"
  | "found"
  | "listed"
  | "clear"
  | "unlisted"
  | "unavailable";

export const readingTone: Record<Reading, Tone> = {
  insolvent: "danger",
  suspected: "warning",
  ended: "neutral",
  dismissed: "neutral",
  found: "danger",
  listed: "info",
  clear: "positive",
  unlisted: "warning",
  unavailable: "violet",
};

export const readingIcon: Record<Reading, LucideIcon> = {
  insolvent: ShieldAlert,
  suspected: CircleHelp,
  ended: History,
  dismissed: UserRoundX,
  found: ShieldAlert,
  listed: Info,
  clear: CircleCheck,
  unlisted: CircleHelp,
  unavailable: CloudOff,
};

export const isInsolvencyRegister = (register: Register): boolean =>
  (INSOLVENCY_REGISTERS as readonly Register[]).includes(register);

const isLookup = (register: Register): boolean =>
  (LOOKUP_REGISTERS as readonly Register[]).includes(register);

type Answered = Pick<Screening, "register" | "outcome" | "quality" | "isActive" | "verdict">;

/** What a line of the log says, people's verdict on its record included. */
export function readingOf({ register, outcome, quality, isActive, verdict }: Answered): Reading {
  if (outcome === "unavailable") return "unavailable";
  if (outcome === "clear") return isLookup(register) ? "unlisted" : "clear";
  if (isLookup(register)) return "listed";
  if (verdict === "false_match") return "dismissed";
  if (isActive === false) return "ended";
  if (quality === "suspected" && verdict === null) return "suspected";
  return isInsolvencyRegister(register) ? "insolvent" : "found";
}
