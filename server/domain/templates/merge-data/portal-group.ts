import type { Tx } from "@/db/client";
import { addDays } from "@/server/kernel/days";
import { type DoorAddress, doorLink, wholeLink } from "@/server/kernel/door-link";
import { OWING_ROLES } from "../../cases";
import type { Context } from "../../context";
import { qrPng } from "../../payment-codes";
import { EMPTY, type Group } from "../language";
import { factsToAsk, letterToken } from "../letter-link";
import type { CaseRow } from "./rows";
import { day, group, text } from "./values";

/** Of the clients' door, as far as letters lead to it. */
export interface DoorRow extends DoorAddress {
  letterDays: number;
}

const QR_MM = 34;
/** Who is let in by a letter: a law firm's client is written to otherwise. */
const LET_IN = [...OWING_ROLES.filter((role) => role !== "client"), "guarantor"];

/** null: the door is shut, or letters have no links. */
export async function readDoor({ sql }: Tx): Promise<DoorRow | null> {
  const [row] = await sql<DoorRow[]>`
    select t.slug, s.host, coalesce(r.letter_days, 30) as "letterDays"
      from tenants t join portal_sites s on s.tenant_id = t.id and s.is_open
      left join portal_rules r on r.tenant_id = t.id`;
  return row && row.letterDays > 0 ? row : null;
}

interface Way {
  door: DoorRow | null;
  row: CaseRow;
  /** All that the letter prints. */
  paths: readonly string[];
}

/** The way from a letter to its case; nothing where the addressee could not be told from others. */
export function portalGroup(ctx: Context, { door, row, paths }: Way): Group {
  const person = (row.persons ?? []).find(({ role }) => LET_IN.includes(role));
  const baseUrl = ctx.outside?.baseUrl;
  if (!door || !person || !baseUrl) return group({});
  const asks = factsToAsk(person, paths);
  if (asks.length === 0) return group({});
  const { tenantId } = ctx.actor;
  const link = { tenantId, caseId: row.id, partyId: person.partyId, madeAt: ctx.now, asks };
  const url = wholeLink(doorLink(door, `/letter/${letterToken(ctx.keys, link)}`), baseUrl);
  const isDrawn = paths.includes("portal.qr");
  return group({
    link: text(url),
    qr: isDrawn
      ? { kind: "picture", png: qrPng(url), widthMm: QR_MM, heightMm: QR_MM, alt: "QR" }
      : EMPTY,
    until: day(addDays(ctx.today, door.letterDays)),
  });
}
