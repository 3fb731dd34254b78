import type { z } from "zod";
import type { Tx } from "@/db/client";
import { htmlToPdf } from "@/server/connectors/pdf";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { claimsOfCase } from "../claims";
import { authorize, type Context, inTransaction } from "../context";
import type { Proceeding } from "../law";
import { addDocument } from "../timeline";
import {
  type Application,
  type ApplicationClaim,
  type ApplicationParty,
  applicationHtml,
} from "./application-html";
import { applicationWords } from "./application-words";
import { writeApplicationInput } from "./inputs";
import { procedureWord } from "./procedure-words";

const LANGUAGES = { isir_cz: "cs", isir_sk: "sk" } as const;

/**
 * Makes the application of a case's claims to an insolvent party's proceeding out of the ledger, each
 * claim with its accessories as of the day of the decision (today where there is none yet), and keeps
 * it as a document of the case. Throws not_found `cases.not_found`, precondition
 * `insolvency.not_insolvent` and `insolvency.nothing_to_file`.
 */
export async function writeClaimApplication(
  ctx: Context,
  raw: z.input<typeof writeApplicationInput>,
): Promise<{ eventId: number; fileId: number }> {
  authorize(ctx, "claims:read");
  authorize(ctx, "cases:edit");
  const { caseId, partyId } = writeApplicationInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const { about, application } = await readApplication(inner, tx, { caseId, partyId });
    const [words, language] = [applicationWords(about), LANGUAGES[about.register]];
    const { bytes } = await htmlToPdf(applicationHtml(application, { words, language }), {
      ...{ title: words.title, author: application.creditor.name, language, createdAt: ctx.now },
    });
    const name = `${words.title} ${application.refNo} ${application.fileMark}`;
    return addDocument(inner, {
      caseId,
      file: {
        name: `${name.replaceAll(/[^\p{L}\p{N}.-]+/gu, "-")}.pdf`,
        mediaType: "application/pdf",
        content: pieces(bytes),
      },
      text: `${words.title}: ${application.debtor.name} (${application.fileMark})`,
    });
  });
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

interface Found extends Proceeding {
  fileMark: string | null;
  court: string | null;
  /** The day of the decision, or the one on which it was learned where the register gives none. */
  decidedOn: Day | null;
  refNo: string;
}

async function readApplication(
  ctx: Context,
  tx: Tx,
  { caseId, partyId }: { caseId: number; partyId: number },
): Promise<{ about: Proceeding; application: Application }> {
  const { register, procedure, ...proceeding } = await readProceeding(tx, { caseId, partyId });
  const onDay = proceeding.decidedOn ?? ctx.today;
  const told = await claimsOfCase(ctx, { caseId, onDay });
  const claims = told.claims.flatMap((claim): ApplicationClaim[] => {
    const components = claim.components.filter(({ balanceMinor }) => balanceMinor > 0);
    const totalMinor = components.reduce((sum, each) => sum + each.balanceMinor, 0);
    return totalMinor > 0 ? [{ ...claim, components, totalMinor }] : [];
  });
  if (claims.length === 0) throw new DomainError("precondition", "insolvency.nothing_to_file");
  const currencies = [...new Set(claims.map(({ currency }) => currency))];
  const application: Application = {
    ...{ fileMark: proceeding.fileMark ?? "", court: proceeding.court, refNo: proceeding.refNo },
    procedure: procedure && procedureWord(procedure, LANGUAGES[register]),
    creditor: await readCreditor(tx, caseId),
    debtor: await readParty(tx, partyId),
    claims,
    totals: currencies.map((currency) => ({
      currency,
      amountMinor: claims
        .filter((claim) => claim.currency === currency)
        .reduce((sum, { totalMinor }) => sum + totalMinor, 0),
    })),
    ...{ onDay, isDecided: proceeding.decidedOn !== null, today: ctx.today },
    titles: await readTitles(tx, caseId),
  };
  return { about: { register, procedure }, application };
}

async function readProceeding(
  { sql }: Tx,
  { caseId, partyId }: { caseId: number; partyId: number },
): Promise<Found> {
  const [seen] = await sql<{ refNo: string }[]>`
    select ref_no as "refNo" from cases where id = ${caseId} and voided_at is null`;
  if (!seen) throw new DomainError("not_found", "cases.not_found");
  const [row] = await sql<Omit<Found, "refNo">[]>`
    select r.register, r.procedure, coalesce(r.file_mark, r.mark) as "fileMark", i.court,
           coalesce(r.decided_on, r.rests_from) as "decidedOn"
      from case_insolvencies r
      left join party_insolvency i on i.party_id = r.party_id and i.register = r.register
     where r.case_id = ${caseId} and r.party_id = ${partyId} and r.ended_at is null
       and r.kind = 'insolvent'
     order by r.rests_from nulls last, r.id limit 1`;
  if (!row) throw new DomainError("precondition", "insolvency.not_insolvent");
  return { ...row, ...seen };
}

const ADDRESS = ({ sql }: Tx) => sql`
  (select concat_ws(', ', nullif(a.street, ''),
                    nullif(concat_ws(' ', nullif(a.postal_code, ''), nullif(a.city, '')), ''))
     from party_addresses a where a.party_id = p.id
    order by a.kind <> 'main', a.kind <> 'seat', a.kind limit 1)`;

async function readParty(tx: Tx, partyId: number): Promise<ApplicationParty> {
  const [row] = await tx.sql<ApplicationParty[]>`
    select p.full_name as name, p.birth_on as "bornOn", p.registration_no as "registrationNo",
           ${ADDRESS(tx)} as address
      from parties p where p.id = ${partyId}`;
  if (!row) throw new DomainError("not_found", "parties.not_found");
  return row;
}

/** Who stands on the case as creditor, else their group's, else the company itself. */
async function readCreditor(tx: Tx, caseId: number): Promise<ApplicationParty> {
  const [row] = await tx.sql<ApplicationParty[]>`
    select p.full_name as name, p.birth_on as "bornOn", p.registration_no as "registrationNo",
           ${ADDRESS(tx)} as address
      from cases c
      left join case_groups g on g.id = c.group_id
      join parties p on p.id = coalesce(
        (select cp.party_id from case_parties cp
          where cp.case_id = c.id and cp.role in ('creditor', 'entitled', 'plaintiff', 'lender')
          order by array_position('{creditor,entitled,plaintiff,lender}'::text[], cp.role),
                   cp.position, cp.id limit 1), g.creditor_party_id)
     where c.id = ${caseId}`;
  if (row) return row;
  const [tenant] = await tx.sql<ApplicationParty[]>`
    select name, null as "bornOn", settings->'details'->>'registrationNo' as "registrationNo",
           concat_ws(', ', nullif(settings->'details'->>'street', ''),
             nullif(concat_ws(' ', nullif(settings->'details'->>'postalCode', ''),
                              nullif(settings->'details'->>'city', '')), '')) as address
      from tenants`;
  if (!tenant) throw new Error("the tenant has no row");
  return tenant;
}

/** Court proceedings of the case whose decision is final. */
async function readTitles({ sql }: Tx, caseId: number): Promise<Application["titles"]> {
  const rows = await sql<Application["titles"][number][]>`
    select court_file_mark as mark, final_on as "finalOn" from proceedings
     where case_id = ${caseId} and kind = 'court' and final_on is not null
       and court_file_mark is not null and deleted_at is null
     order by final_on, id`;
  return [...rows];
}
