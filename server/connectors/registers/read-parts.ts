import { type Day, dayOf, isDay } from "@/server/kernel/days";
import { tidy } from "@/server/kernel/fold";
import { childText, type XmlElement } from "../xml";

/** Text of a child in NFC, without odd blanks and what cannot be seen; null for none. */
export function textIn(element: XmlElement, name: string): string | null {
  const text = tidy(childText(element, name));
  return text === "" ? null : text;
}

const ZONED_DAY = /^(\d{4}-\d\d-\d\d)(?:T00:00:00(?:\.0+)?)?(?:Z|[+-]\d\d:\d\d)?$/;

/** A day as it is written, whatever zone stands behind it: "1980-01-01Z", "1980-01-01+01:00". */
export function dayIn(element: XmlElement, name: string): Day | null {
  const text = childText(element, name);
  const written = ZONED_DAY.exec(text)?.[1];
  if (written !== undefined) return isDay(written) ? written : null;
  const instant = instantIn(element, name);
  return instant === null ? null : dayOf(instant);
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

export function instantIn(element: XmlElement, name: string): Date | null {
  return instantOf(childText(element, name));
}

export function instantOf(text: string): Date | null {
  const at = INSTANT.test(text) ? new Date(text) : null;
  return at === null || Number.isNaN(at.getTime()) ? null : at;
}

/** A whole number of no sign; null for anything else. */
export function wholeIn(element: XmlElement, name: string): number | null {
  const text = childText(element, name);
  if (!/^\d{1,16}$/.test(text)) return null;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : null;
}

/** An address of the justice's own web and no other: it is shown as a link. */
export function linkIn(element: XmlElement, name: string): string | null {
  const text = childText(element, name);
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, username, href } = new URL(text);
  const isOwn = /(^|\.)justice\.(cz|sk)$/.test(hostname);
  return protocol === "https:" && username === "" && isOwn ? href : null;
}
