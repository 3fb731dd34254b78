import { createHash, randomBytes } from "node:crypto";
import type { Tx } from "@/db/client";
import type { PaperKind } from "@/db/values/portal";
import { type DoorAddress, wholeLink } from "@/server/kernel/door-link";
import { DomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import { jsonText } from "@/server/kernel/well-formed";
import { writeAudit } from "../audit";
import { writeSystemEvents } from "../cases";
import { type Context, inService, inTransaction, type PortalContext, reading } from "../context";
import { storeFile } from "../files";
import { loadMyCase, requireOwing } from "../portal";
import { checkLink, codeHash, codeText } from "./code";
import type { Named, PaperFacts } from "./facts";
import { type IssuePaperInput, issuePaperInput } from "./inputs";
import { debtorOf, type OwnCase, ownCard, ownDebts } from "./load";
import { type Issuer, paperBytes } from "./paper-pdf";
import { reckonNoDebt, reckonPayment } from "./reckon";
import { PAPER_WORDS } from "./words";

export interface IssuedPaper {
  fileId: number;
  number: string;
  kind: PaperKind;
}

interface Asked {
  who: Named;
  cases: OwnCase[];
  isOfAll: boolean;
}

/**
 * A confirmation for the client, numbered and kept: of a payment of theirs, or that they owe nothing.
 * The same confirmed again, in the same language and as of the same day, is the same paper. Throws
 * not_found `portal.case_not_found`, `papers.payment_not_found`, precondition `portal.not_owing`,
 * `papers.payment_reversed`, `papers.payment_ahead`, `papers.owed`, `papers.nothing_to_confirm`.
 */
export async function issuePaper(ctx: PortalContext, raw: IssuePaperInput): Promise<IssuedPaper> {
  const input = issuePaperInput.parse(raw);
  const language = input.language ?? ctx.actor.language;
  const asked = await reading(ctx, (tx) => askedOf(ctx, tx, input.refNo ?? null));
  return inTransaction(inService(ctx, "portal"), async (inner, tx) => {
    // Nothing is booked on them until the paper is written; one client's papers wait for each other.
    const ids = asked.cases.map(({ id }) => id);
    await tx.sql`
      select id from cases where id = any(${ids}::bigint[]) order by id for no key update`;
    await tx.sql`select id from portal_users where id = ${ctx.actor.portalUserId} for update`;
    const facts = await factsOf(inner, tx, { asked, input, language });
    const contentKey = createHash("sha256").update(JSON.stringify({ facts, language })).digest();
    const known = await knownPaper(ctx, tx, contentKey);
    if (known) return known;
    return writePaper(inner, tx, { asked, facts, language, contentKey, for: ctx.actor });
  });
}

async function askedOf(ctx: PortalContext, tx: Tx, refNo: string | null): Promise<Asked> {
  if (refNo === null) {
    const cases = [...(await ownDebts(ctx, tx))];
    return { who: await ownCard(ctx, tx), cases, isOfAll: true };
  }
  const head = await loadMyCase(tx, refNo);
  requireOwing(head);
  const cases = [{ id: head.id, refNo: head.refNo, creditor: head.counterpart }];
  return { who: await debtorOf(ctx, tx, head.id), cases, isOfAll: false };
}

function factsOf(
  ctx: Context,
  tx: Tx,
  {
    asked,
    input,
    language,
  }: { asked: Asked; input: ReturnType<typeof issuePaperInput.parse>; language: Locale },
): Promise<PaperFacts> {
  const { who, cases, isOfAll } = asked;
  if (input.kind === "noDebt") return reckonNoDebt(ctx, tx, { cases, who, isOfAll, language });
  const [of] = cases;
  if (!of) throw new DomainError("not_found", "portal.case_not_found");
  return reckonPayment(ctx, { of, who, paymentId: input.paymentId });
}

async function knownPaper(
  { actor }: PortalContext,
  { sql }: Tx,
  contentKey: Buffer,
): Promise<IssuedPaper | null> {
  const [row] = await sql<IssuedPaper[]>`
    select file_id as "fileId", number, kind from issued_papers
     where portal_user_id = ${actor.portalUserId} and content_key = ${contentKey}`;
  return row ?? null;
}

interface NewPaper {
  asked: Asked;
  facts: PaperFacts;
  language: Locale;
  contentKey: Buffer;
  for: { portalUserId: number };
}

async function writePaper(ctx: Context, tx: Tx, paper: NewPaper): Promise<IssuedPaper> {
  const { asked, facts, language } = paper;
  const number = await nextNumber(ctx, tx);
  const code = codeText(randomBytes);
  const link = checkLink(await doorOf(tx), { number, code });
  const address = wholeLink(link, ctx.outside?.baseUrl ?? "");
  const bytes = await paperBytes({
    ...{ facts, language, number, code, address, issuer: await issuerOf(tx), now: ctx.now },
    today: ctx.today,
  });
  const name = PAPER_WORDS[language].fileName(facts.kind, number);
  const content = (async function* () {
    yield bytes;
  })();
  const { fileId } = await storeFile(ctx, tx, { name, mediaType: "application/pdf", content });
  await insertPaper(ctx, tx, { ...paper, number, code, fileId });
  const told = { kind: facts.kind, number, name: facts.name };
  await writeSystemEvents(
    ctx,
    asked.cases.map(({ id: caseId }) => ({ caseId, code: "paper.issued", params: told })),
  );
  return { fileId, number, kind: facts.kind };
}

async function doorOf({ sql }: Tx): Promise<DoorAddress> {
  const [door] = await sql<DoorAddress[]>`
    select t.slug, s.host from tenants t left join portal_sites s on s.tenant_id = t.id`;
  return door ?? { slug: "", host: null };
}

async function insertPaper(
  ctx: Context,
  { sql }: Tx,
  paper: NewPaper & { number: string; code: string; fileId: number },
): Promise<void> {
  const { facts, number, asked, language, fileId } = paper;
  const { tenantId } = ctx.actor;
  const caseId = asked.isOfAll ? null : (asked.cases[0]?.id ?? null);
  const paymentId = facts.kind === "payment" ? facts.paymentId : null;
  const hash = codeHash(ctx.keys, { tenantId, number, code: paper.code });
  const [row] = await sql<{ id: number }[]>`
    insert into issued_papers (number, kind, portal_user_id, party_id, case_id, payment_id, language,
                               issued_on, issued_at, facts, content_key, code_hash, file_id)
    values (${number}, ${facts.kind}, ${paper.for.portalUserId}, ${facts.partyId}, ${caseId},
            ${paymentId}, ${language}, ${ctx.today}, ${ctx.now}, ${jsonText(facts)}::text::jsonb,
            ${paper.contentKey}, ${hash}, ${fileId})
    returning id`;
  await writeAudit(ctx, {
    ...{ action: "papers.issue", entity: "issued_paper", entityId: row?.id ?? null, caseId },
    after: { kind: facts.kind, number, paymentId, partyId: facts.partyId },
  });
}

const SERIES = "paper";

/** "P-2026-00012"; the counter's row stays locked until the paper is written. */
async function nextNumber(ctx: Context, { sql }: Tx): Promise<string> {
  const year = Number(ctx.today.slice(0, 4));
  const [counter] = await sql<{ next: number }[]>`
    insert into ref_no_counters as k (series, year, last_number) values (${SERIES}, ${year}, 1)
    on conflict (tenant_id, series, year) do update set last_number = k.last_number + 1
    returning last_number as next`;
  if (!counter) throw new Error("the counter answered nothing");
  return `P-${year}-${String(counter.next).padStart(5, "0")}`;
}

interface IssuerRow {
  name: string;
  details: Partial<Record<"street" | "city" | "postalCode" | "registrationNo", string>> | null;
}

async function issuerOf({ sql }: Tx): Promise<Issuer> {
  const [row] = await sql<IssuerRow[]>`select name, settings->'details' as details from tenants`;
  const { street, city, postalCode, registrationNo } = row?.details ?? {};
  const place = [street, [postalCode, city].filter(Boolean).join(" ")].filter(Boolean).join(", ");
  return { name: row?.name ?? "", place, registrationNo: registrationNo || null };
}
