import type { ImportKind } from "@/db/values/imports";
import type { Day } from "@/server/kernel/days";
import type { Currency, Money } from "@/server/kernel/money";
import { finding } from "@/server/kernel/parsed";
import { ROWS_MAX } from "../instalments/inputs";
import { assembleParty, type PartyContext } from "./assemble-party";
import type { ProcessLookup } from "./process-names";
import type { RowValues } from "./row-values";
import type {
  StagedCase,
  StagedCaseData,
  StagedClaim,
  StagedEvent,
  StagedFields,
  StagedPayment,
  StagedRow,
  StagedSchedule,
} from "./staged-row";

export type AssembleContext = PartyContext & {
  today: Day;
  process: ProcessLookup | null;
  /** Of the import; a column or a cell may say another. */
  currency: Currency;
  fields: StagedFields;
  extraFields: [string, string][];
};

/** One builder for each kind of import: values by column in, one typed record out. */
export const ASSEMBLERS: Record<
  ImportKind,
  (values: RowValues, context: AssembleContext) => StagedRow
> = {
  cases: assembleCase,
  claims: assembleClaim,
  payments: assemblePayment,
  schedules: assembleSchedule,
  parties: (values, context) => ({ kind: "parties", party: assembleParty(values, context) }),
  events: assembleEvent,
  "case-data": assembleCaseData,
};

function assembleCase(values: RowValues, context: AssembleContext): StagedCase {
  const { process, fields, extraFields } = context;
  return {
    kind: "cases",
    refNo: values.refNo ?? null,
    groupCode: values.group ?? null,
    category: process?.category ?? null,
    state: values.state ?? null,
    role: values.role ?? process?.defaultRole ?? null,
    party: assembleParty(values, context),
    openedOn: values.openedOn ?? null,
    owner: values.owner ?? null,
    tags: values.tags ?? [],
    creditorName: values.creditor ?? null,
    creditorRegistrationNo: values.creditorRegistrationNo ?? null,
    fields,
    extraFields,
  };
}

function assembleClaim(values: RowValues, context: AssembleContext): StagedClaim {
  const { reportAt } = context;
  const { principal, fee, costs, paid, dueOn, arisenOn } = values;
  const amounts = { principal, fee, costs, paid };
  for (const key of ["principal", "fee", "costs", "paid"] as const) {
    const minor = amounts[key]?.amountMinor ?? 0;
    if (minor < 0) reportAt(key, "error", finding("imports.amount_negative"));
  }
  const owed = [principal, fee, costs].reduce((sum, each) => sum + (each?.amountMinor ?? 0), 0);
  if (principal !== undefined && owed === 0) {
    reportAt("principal", "error", finding("imports.amount_zero"));
  }
  if ((paid?.amountMinor ?? 0) > owed && owed > 0) {
    reportAt("paid", "warning", finding("imports.paid_over_debt"));
  }
  if (dueOn !== undefined && arisenOn !== undefined && dueOn < arisenOn) {
    reportAt("dueOn", "warning", finding("imports.due_before_issue"));
  }
  return {
    kind: "claims",
    refNo: values.refNo ?? null,
    variableSymbol: values.variableSymbol ?? null,
    dueOn: dueOn ?? null,
    arisenOn: arisenOn ?? null,
    principalMinor: principal?.amountMinor ?? null,
    feeMinor: fee?.amountMinor ?? 0,
    costsMinor: costs?.amountMinor ?? 0,
    paidMinor: paid?.amountMinor ?? 0,
    paidOn: paidOn(values, context),
    currency: oneCurrency(values, [principal, fee, costs, paid], context),
    title: values.claimTitle ?? null,
  };
}

function assemblePayment(values: RowValues, context: AssembleContext): StagedPayment {
  const { amount } = values;
  const { reportAt } = context;
  if (amount !== undefined && amount.amountMinor < 0) {
    reportAt("amount", "error", finding("imports.amount_negative"));
  }
  if (amount?.amountMinor === 0) reportAt("amount", "error", finding("imports.amount_zero"));
  return {
    kind: "payments",
    refNo: values.refNo ?? null,
    variableSymbol: values.variableSymbol ?? null,
    amountMinor: amount?.amountMinor ?? null,
    currency: oneCurrency(values, [amount], context),
    paidOn: paidOn(values, context),
    note: values.paymentNote ?? null,
    transactionNo: values.transactionNo ?? null,
  };
}

function assembleSchedule(values: RowValues, context: AssembleContext): StagedSchedule {
  const { instalmentAmount, scheduleTotal, instalmentCount: count = null } = values;
  const { reportAt } = context;
  const amounts = { instalmentAmount, scheduleTotal };
  for (const key of ["instalmentAmount", "scheduleTotal"] as const) {
    const minor = amounts[key]?.amountMinor ?? 1;
    if (minor < 0) reportAt(key, "error", finding("imports.amount_negative"));
    if (minor === 0) reportAt(key, "error", finding("imports.amount_zero"));
  }
  if ((count ?? 0) > ROWS_MAX) {
    reportAt("instalmentCount", "error", finding("instalments.too_many", { max: ROWS_MAX }));
  }
  return {
    kind: "schedules",
    refNo: values.refNo ?? null,
    variableSymbol: values.variableSymbol ?? null,
    dueOn: values.dueOn ?? null,
    amountMinor: instalmentAmount?.amountMinor ?? null,
    count,
    rhythm: values.rhythm ?? null,
    totalMinor: scheduleTotal?.amountMinor ?? null,
    currency: oneCurrency(values, [instalmentAmount, scheduleTotal], context),
  };
}

function assembleEvent(values: RowValues): StagedEvent {
  const { taskDue, assignee, place, result } = values;
  // Nobody writes a kind where the columns say it: only tasks have deadlines and solvers.
  const isTask = [taskDue, assignee, place, result].some((value) => value !== undefined);
  return {
    kind: "events",
    refNo: values.refNo ?? null,
    eventKind: values.eventKind ?? (isTask ? "task" : "note"),
    text: values.eventText ?? null,
    happenedAt: values.happenedOn ?? null,
    dueAt: taskDue ?? null,
    assignee: assignee ?? null,
    place: place ?? null,
    result: result ?? null,
    priority: values.priority ?? "normal",
  };
}

function assembleCaseData(values: RowValues, context: AssembleContext): StagedCaseData {
  const { process, fields, extraFields } = context;
  return {
    kind: "case-data",
    refNo: values.refNo ?? null,
    category: process?.category ?? null,
    owner: values.owner ?? null,
    tags: values.tags ?? [],
    fields,
    extraFields,
  };
}

function paidOn(values: RowValues, { today, reportAt }: AssembleContext): Day | null {
  if (values.paidOn !== undefined && values.paidOn > today) {
    reportAt("paidOn", "warning", finding("imports.paid_in_future"));
  }
  return values.paidOn ?? null;
}

/** The currency that column and amounts agree on; where none says one, that of the import. */
function oneCurrency(
  values: RowValues,
  amounts: (Money | undefined)[],
  { currency, reportAt }: AssembleContext,
): Currency {
  const named = [values.currency, ...amounts.map((amount) => amount?.currency)];
  const different = new Set(named.filter((each) => each !== undefined && each !== null));
  if (different.size > 1) reportAt(null, "error", finding("imports.currencies_differ"));
  return [...different][0] ?? currency;
}
