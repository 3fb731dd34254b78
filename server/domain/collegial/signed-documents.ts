import type { Tx } from "@/db/client";
import { requireCase } from "../cases";
import { authorize, type Context, reading } from "../context";
import { type CollegialCaseInput, collegialCaseInput } from "./inputs";

export interface DocumentSignature {
  decisionId: number;
  signedAt: string;
  decidedName: string;
  /** In whose right; another name where a deputy signed. */
  voterName: string;
  /** Since when it is void, by a later version. */
  voidedAt: string | null;
}

export interface SignedVersion {
  eventId: number;
  fileId: number;
  fileName: string;
  sizeBytes: number;
  /** SHA-256 of the content, hexadecimal: what a signature binds. */
  sha256: string;
  text: string;
  at: Date;
  authorName: string | null;
  signatures: DocumentSignature[];
}

/** The documents of a case: each with its versions, the newest first, and who signed which. */
export async function signedDocuments(
  ctx: Context,
  raw: CollegialCaseInput,
): Promise<{ versions: SignedVersion[] }[]> {
  authorize(ctx, "cases:read");
  const { caseId } = collegialCaseInput.parse(raw);
  return reading(ctx, async (tx) => {
    const [, rows] = await Promise.all([requireCase(tx, caseId), versionsSql(tx, caseId)]);
    return inChains(rows);
  });
}

type Row = SignedVersion & { replacesEventId: number | null };

const versionsSql = ({ sql }: Tx, caseId: number) => sql<Row[]>`
  select e.id as "eventId", e.file_id as "fileId", f.name as "fileName",
         f.size_bytes as "sizeBytes", encode(f.sha256, 'hex') as sha256, e.text, e.at,
         o.name as "authorName", e.replaces_event_id as "replacesEventId",
         coalesce((select json_agg(json_build_object('decisionId', d.id,
             'signedAt', d.decided_at, 'decidedName', d.decided_name, 'voterName', d.voter_name,
             'voidedAt', v.voided_at) order by d.decided_at, d.id)
           from collegial_signatures s join collegial_decisions d on d.id = s.decision_id
           left join collegial_voids v on v.decision_id = d.id
          where s.event_id = e.id), '[]') as signatures
    from case_events e join files f on f.id = e.file_id
    left join operators o on o.id = e.author_id
   where e.case_id = ${caseId} and e.kind = 'document' and e.deleted_at is null
   order by e.id desc limit 1000`;

/** Versions of one document follow each other; the newest is the one that nobody replaces. Pure. */
export function inChains(rows: readonly Row[]): { versions: SignedVersion[] }[] {
  const byId = new Map(rows.map((row) => [row.eventId, row]));
  const replaced = new Set(rows.map(({ replacesEventId }) => replacesEventId));
  return rows
    .filter(({ eventId }) => !replaced.has(eventId))
    .map((newest) => {
      const versions: SignedVersion[] = [];
      let row: Row | undefined = newest;
      while (row && versions.length < rows.length) {
        const { replacesEventId, ...version }: Row = row;
        versions.push(version);
        row = replacesEventId === null ? undefined : byId.get(replacesEventId);
      }
      return { versions };
    });
}
