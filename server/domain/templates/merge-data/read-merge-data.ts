import type { Tx } from "@/db/client";
import { formatPostalCode } from "@/server/kernel/identifiers";
import type { Locale } from "@/server/kernel/locale";
import type { Currency } from "@/server/kernel/money";
import { type Context, may } from "../../context";
import { type ProcessDefinition, readProcesses } from "../../workflow";
import { EMPTY, type Group, type Value } from "../language";
import { CUSTOM_PATH, customGroups } from "./custom-group";
import { claimGroup, debtGroup } from "./debt-group";
import { explanationRows } from "./explanation-rows";
import { fieldValues } from "./field-values";
import { OTHER_LISTS, READ_OTHER } from "./other-rows";
import { accountGroup, type PaymentFacts, paymentGroup, senderAddress } from "./payment-group";
import { addressBlock, personGroup } from "./person-group";
import { type DoorRow, portalGroup, readDoor } from "./portal-group";
import {
  type AccountRow,
  type CaseRow,
  type ClaimRow,
  type PersonRow,
  readCaseRows,
  readClaimRows,
  readSender,
  type SenderRow,
} from "./rows";
import type { LetterSubject, NoticeFacts } from "./subject";
import { day, group, list, money, number, text } from "./values";

export interface MergeQuestion {
  /** Canonical paths that are read; what none of them needs is not asked for. */
  paths: readonly string[];
  language: Locale;
  /** Whose name stands under the letter; null: nobody's. */
  author?: { name: string; email: string } | null;
}

/** What all letters of one reading have in common. */
interface Common {
  ctx: Context;
  question: MergeQuestion;
  /** Names with which the paths begin: no other group of values is made. */
  roots: ReadonlySet<string>;
  definitionOf: (row: CaseRow) => ProcessDefinition | undefined;
  cases: ReadonlyMap<number, CaseRow>;
  claims: ReadonlyMap<number, ClaimRow[]>;
  sender: SenderRow;
  accounts: readonly AccountRow[];
  custom: ReadonlyMap<number, Group>;
  door: DoorRow | null;
}

/** Whether any of the paths begins with one of these names. */
const reads = (paths: readonly string[], ...names: string[]): boolean =>
  paths.some((path) => names.some((name) => path === name || path.startsWith(`${name}.`)));

/**
 * The values of letters by their keys, read under the actor's walls by three statements for one as for
 * a thousand (and one more a letter for each list that few templates have). Cases that the actor may
 * not see give no letter.
 */
export async function readMergeData(
  ctx: Context,
  tx: Tx,
  { subjects, question }: { subjects: readonly LetterSubject[]; question: MergeQuestion },
): Promise<Map<string, Group>> {
  const caseIds = [...new Set(subjects.flatMap((subject) => subject.caseIds))];
  const withBirthNumbers =
    question.paths.some((path) => path.endsWith(".birthNumber")) &&
    may(ctx.actor, "parties:reveal-birth-number");
  const [rows, claims, { sender, accounts }, processes] = await Promise.all([
    readCaseRows(tx, caseIds, { withBirthNumbers }),
    readClaimRows(tx, caseIds, ctx.today),
    readSender(tx),
    readProcesses(tx),
  ]);
  const cases = new Map(rows.map((row) => [row.id, row]));
  const roots = new Set(question.paths.map((path) => path.split(".", 1)[0] ?? ""));
  const custom = roots.has(CUSTOM_PATH) ? await customGroups(tx, caseIds) : new Map();
  const door = roots.has("portal") ? await readDoor(tx) : null;
  const given = { roots, definitionOf: processes.of, claims: byCase(claims), custom, door };
  const common: Common = { ctx, question, cases, sender, accounts, ...given };
  const data = new Map<string, Group>();
  for (const subject of subjects) {
    const made = await letterGroup(common, tx, subject);
    if (made) data.set(subject.key, made);
  }
  return data;
}

function byCase(claims: readonly ClaimRow[]): Map<number, ClaimRow[]> {
  const map = new Map<number, ClaimRow[]>();
  for (const claim of claims) map.set(claim.caseId, [...(map.get(claim.caseId) ?? []), claim]);
  return map;
}

async function letterGroup(common: Common, tx: Tx, subject: LetterSubject): Promise<Group | null> {
  const { ctx, question, cases } = common;
  const row = cases.get(subject.caseIds[0] ?? 0);
  if (!row) return null;
  const all = subject.caseIds.flatMap((caseId) => common.claims.get(caseId) ?? []);
  const currency = subject.currency ?? currencyOf(all);
  const claims = all
    .filter((claim) => claim.currency === currency && isNamed(claim, subject))
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.id - b.id));
  const entries = ownEntries(common, { subject, row, claims, currency });
  for (const name of OTHER_LISTS) {
    if (!reads(question.paths, name)) continue;
    entries[name] = list(await READ_OTHER[name](tx, { caseIds: subject.caseIds, currency }));
  }
  if (reads(question.paths, "explanation")) {
    const of = { caseId: row.id, currency, language: question.language };
    entries.explanation = list(await explanationRows({ ...ctx, tx }, of));
  }
  return group(entries);
}

interface Written {
  subject: LetterSubject;
  row: CaseRow;
  claims: readonly ClaimRow[];
  currency: Currency;
}

/** Values that come of what was read for all letters at once; of a path that nobody reads, none. */
function ownEntries(common: Common, written: Written): Record<string, Value> {
  const { question, roots } = common;
  const { subject, row, claims, currency } = written;
  const { today } = common.ctx;
  const account = common.accounts.find((each) => each.currency === currency) ?? null;
  const made: Record<string, () => Value> = {
    case: () => caseGroup(common, row),
    [CUSTOM_PATH]: () => common.custom.get(row.id) ?? group({}),
    fields: () =>
      group(
        fieldValues(row, common.definitionOf(row)?.fields ?? [], {
          ...{ currency, language: question.language },
        }),
      ),
    debt: () => debtGroup(claims, { currency, today }),
    account: () => accountGroup(account),
    payment: () =>
      paymentGroup(paymentFacts(common, { ...written, account }), {
        withCode: reads(question.paths, "payment.qr"),
      }),
    portal: () => portalGroup(common.ctx, { door: common.door, row, paths: question.paths }),
    notice: () => noticeGroup(subject, currency),
    tenant: () => senderGroup(common.sender),
    operator: () =>
      group({ name: text(question.author?.name), email: text(question.author?.email) }),
    claims: () => list(claims.map((claim, at) => claimGroup(claim, { today, order: at + 1 }))),
    today: () => day(today),
  };
  const entries = personEntries(common, row);
  for (const [name, make] of Object.entries(made)) if (roots.has(name)) entries[name] = make();
  return entries;
}

/** Whether a letter counts a claim: a notice only what may be demanded. */
const isNamed = (claim: ClaimRow, { claimIds }: LetterSubject): boolean =>
  !claimIds || claim.isDemandable || claimIds.includes(claim.id);

const currencyOf = (claims: readonly ClaimRow[]): Currency =>
  claims.some(({ currency }) => currency === "CZK") ? "CZK" : (claims[0]?.currency ?? "CZK");

/** The first person of each role by its name, and all of them as a list. */
function personEntries({ ctx, question, roots }: Common, row: CaseRow): Record<string, Value> {
  const entries: Record<string, Value> = {};
  const isListed = roots.has("persons");
  const persons: Group[] = [];
  for (const person of row.persons ?? []) {
    const isNamed = roots.has(person.role) && entries[person.role] === undefined;
    if (!isNamed && !isListed) continue;
    const sealed = person.birthNumberCipher;
    const birthNumber = sealed ? ctx.keys.open(Buffer.from(sealed, "base64")) : null;
    const made = personGroup(person, { language: question.language, birthNumber });
    if (isNamed) entries[person.role] = made;
    if (isListed) persons.push(group({ ...made.entries, role: text(person.role) }));
  }
  if (isListed) entries.persons = list(persons);
  return entries;
}

function caseGroup({ definitionOf, question: { language } }: Common, row: CaseRow): Group {
  const definition = definitionOf(row);
  const state = definition?.states.find(({ code }) => code === row.state);
  return group({
    ...{ refNo: text(row.refNo), fileMark: text(row.refNo), title: text(row.debtorName) },
    category: text(definition?.names[language] ?? row.category),
    state: text(state?.names[language] ?? row.state),
    ...{ group: text(row.groupName), openedOn: day(row.openedOn) },
    ...{ ownerName: text(row.ownerName), ownerEmail: text(row.ownerEmail) },
  });
}

function paymentFacts(
  { ctx, question, sender }: Common,
  { row, claims, currency, account }: Written & { account: AccountRow | null },
): PaymentFacts {
  const { total } = debtGroup(claims, { currency, today: ctx.today }).entries;
  const payer = row.persons?.find(({ role }) => role === "debtor") ?? row.persons?.[0] ?? null;
  return {
    ...{ account, sender, payer: payer as PersonRow | null, currency },
    amountMinor: total?.kind === "money" ? total.minor : null,
    variableSymbol: claims.find((claim) => claim.variableSymbol)?.variableSymbol ?? null,
    message: row.refNo,
    language: question.language,
  };
}

function noticeGroup(subject: LetterSubject, currency: Currency): Group {
  const notice: Partial<NoticeFacts> = subject.notice ?? {};
  const { feeMinor, feeText, stepName, order, deadlineOn, nextOn, nextName } = notice;
  return group({
    fee: feeMinor === undefined ? EMPTY : money(feeMinor, currency),
    ...{ feeText: text(feeText), stepName: text(stepName), order: number(order) },
    ...{ deadlineOn: day(deadlineOn), nextOn: day(nextOn), nextName: text(nextName) },
    ...{ ourRef: text(subject.ourRef), yourRef: text(subject.yourRef) },
    subject: text(subject.subject),
  });
}

function senderGroup(sender: SenderRow): Group {
  const { name, details } = sender;
  const { street = null, city = null, postalCode = null } = details;
  const keys = ["street", "city", "postalCode", "registrationNo", "taxId", "email", "phone", "web"];
  return group({
    name: text(name),
    ...Object.fromEntries([...keys, "dataBoxId"].map((key) => [key, text(details[key])])),
    postalCode: text(formatPostalCode(details.postalCode ?? "")),
    address: text(senderAddress(sender)),
    addressBlock: text(addressBlock(name, { street, city, postalCode, country: null })),
  });
}
