import type { Tx } from "@/db/client";
import { replyTokensIn } from "@/server/connectors/mail";
import type { Place } from "./inbound-draft";
import { subjectKey } from "./subject";
import type { TaggedCase } from "./subject-tag";

/** What of a mail says where it belongs. */
export interface MailMarks {
  from: string;
  subject: string;
  /** Ids that it answers, without angle brackets, the nearest last. */
  answers: readonly string[];
  /** Every address that it bears or was delivered to. */
  addresses: readonly string[];
  /** What sealed tags in its subject name. */
  tagged: readonly TaggedCase[];
}

const SUBJECTS_MAX = 200;

/**
 * The case of a mail: by the mail that it answers, by the token in the address that it was sent to or
 * in its subject, by a party who writes under the same subject as we did. In doubt none: a person
 * decides.
 */
export async function matchMail(tx: Tx, marks: MailMarks): Promise<Place | null> {
  return (
    (await byHeaders(tx, marks)) ??
    (await byToken(tx, marks)) ??
    (await byTag(tx, marks)) ??
    (await bySubject(tx, marks))
  );
}

interface Answered {
  id: number;
  caseId: number;
  partyId: number | null;
}
const placeOf = ({ id, caseId, partyId }: Answered): Place => {
  return { caseId, partyId, repliesTo: id };
};

async function byHeaders({ sql }: Tx, { answers }: MailMarks): Promise<Place | null> {
  if (answers.length === 0) return null;
  const ids = [...answers];
  // Some servers write an id of their own: it is what the carrier told us.
  const rows = await sql<Answered[]>`
    select m.id, m.case_id as "caseId", m.party_id as "partyId" from messages m
     where m.channel = 'email' and m.case_id is not null
       and (m.message_id = any(${ids}) or (m.provider = 'smtp' and
            m.provider_id = any(${[...ids, ...ids.map((id) => `<${id}>`)]})))
     order by array_position(${ids}, m.message_id) desc nulls last, m.id desc limit 1`;
  return rows[0] ? placeOf(rows[0]) : null;
}

async function byToken({ sql }: Tx, { addresses }: MailMarks): Promise<Place | null> {
  const tokens = replyTokensIn(addresses);
  if (tokens.length === 0) return null;
  const rows = await sql<Answered[]>`
    select id, case_id as "caseId", party_id as "partyId" from messages
     where reply_token = any(${tokens}) and case_id is not null order by id desc limit 1`;
  return rows[0] ? placeOf(rows[0]) : null;
}

async function byTag({ sql }: Tx, { tagged }: MailMarks): Promise<Place | null> {
  if (tagged.length === 0) return null;
  const rows = await sql<{ caseId: number }[]>`
    select k.id as "caseId"
      from unnest(${tagged.map(({ refNo }) => refNo)}::text[],
                  ${tagged.map(({ category }) => category)}::text[]) as t (ref_no, category)
      join cases k on k.ref_no = t.ref_no and k.category = t.category and k.voided_at is null
     limit 2`;
  const [first] = rows;
  return first && rows.length === 1 ? { ...first, partyId: null } : null;
}

async function bySubject({ sql }: Tx, { from, subject }: MailMarks): Promise<Place | null> {
  const key = subjectKey(subject);
  if (from === "" || key === "") return null;
  // Two looks by an index each; one with "or" between them would read the whole table.
  const rows = await sql<(Answered & { subject: string })[]>`
    with written as (
      (select id from messages
        where direction = 'outbound' and to_address = ${from} order by id desc limit ${SUBJECTS_MAX})
      union
      (select m.id from messages m
         join party_contacts p on p.party_id = m.party_id and p.kind = 'email' and p.value = ${from}
        where m.channel = 'email' order by m.sent_at desc nulls last limit ${SUBJECTS_MAX}))
    select m.id, m.case_id as "caseId", m.party_id as "partyId", m.subject
      from written join messages m on m.id = written.id join cases c on c.id = m.case_id
     where m.direction = 'outbound' and m.channel = 'email' and c.closed_at is null
       and c.archived_at is null and c.voided_at is null
     order by m.id desc`;
  const same = rows.filter((row) => subjectKey(row.subject) === key);
  const [first] = same;
  const isOne = new Set(same.map(({ caseId }) => caseId)).size === 1;
  return first && isOne ? placeOf(first) : null;
}
