import type { Tx } from "@/db/client";
import type { BoxEnvelope } from "@/server/connectors/data-box";
import type { Context } from "../../context";
import { fileMarkKey } from "../../proceedings";
import { messageOfKey } from "../carriers/outgoing-carrier";
import type { Place } from "./inbound-draft";
import { courtMarksIn, refNosIn } from "./subject";

/**
 * The case of a data message: by the number of the message that it answers, by our number of the
 * case, by the court's mark of its proceedings. Two that fit are none: a person decides.
 */
export async function matchDataMessage(
  ctx: Context,
  tx: Tx,
  envelope: BoxEnvelope,
): Promise<Place | null> {
  const place =
    (await byAnswer(ctx, tx, envelope)) ??
    (await byRefNo(tx, envelope)) ??
    (await byCourtMark(tx, envelope));
  if (place === null || place.partyId !== null) return place;
  return { ...place, partyId: await senderOn(tx, { caseId: place.caseId, envelope }) };
}

async function byAnswer(
  { actor }: Context,
  { sql }: Tx,
  { recipientRefNumber, recipientIdent }: BoxEnvelope,
): Promise<Place | null> {
  const id =
    messageOfKey(actor.tenantId, recipientRefNumber) ??
    messageOfKey(actor.tenantId, recipientIdent);
  if (id === null) return null;
  const [row] = await sql<{ caseId: number; partyId: number | null }[]>`
    select case_id as "caseId", party_id as "partyId" from messages
     where id = ${id} and direction = 'outbound' and channel = 'data_box'`;
  return row ? { ...row, repliesTo: id } : null;
}

async function byRefNo(
  { sql }: Tx,
  { recipientIdent, recipientRefNumber, subject }: BoxEnvelope,
): Promise<Place | null> {
  const refNos = refNosIn(recipientIdent, recipientRefNumber, subject);
  if (refNos.length === 0) return null;
  const rows = await sql<{ caseId: number }[]>`
    select id as "caseId" from cases
     where ref_no = any(${refNos}) and voided_at is null limit 2`;
  return rows.length === 1 && rows[0] ? { ...rows[0], partyId: null } : null;
}

async function byCourtMark(
  { sql }: Tx,
  { senderIdent, senderRefNumber, recipientIdent, subject }: BoxEnvelope,
): Promise<Place | null> {
  const marks = courtMarksIn(senderIdent, senderRefNumber, recipientIdent, subject);
  if (marks.length === 0) return null;
  const keys = marks.map(fileMarkKey);
  const rows = await sql<{ caseId: number }[]>`
    select distinct case_id as "caseId" from proceedings
     where court_file_mark_key = any(${keys}) and case_id is not null and deleted_at is null
     limit 2`;
  return rows.length === 1 && rows[0] ? { ...rows[0], partyId: null } : null;
}

async function senderOn(
  { sql }: Tx,
  { caseId, envelope }: { caseId: number; envelope: BoxEnvelope },
): Promise<number | null> {
  const [row] = await sql<{ partyId: number }[]>`
    select p.id as "partyId" from case_parties n join parties p on p.id = n.party_id
     where n.case_id = ${caseId} and p.data_box_id = ${envelope.senderBox ?? ""} limit 1`;
  return row?.partyId ?? null;
}
