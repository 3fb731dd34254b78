import type { createCrmCaller } from "./root";

export type CrmCaller = ReturnType<typeof createCrmCaller>;

/** Rows of one tenant, one of each kind. Every text of the victim's holds `MARK`. */
export interface WallRows {
  operatorId: number;
  accessGroupId: number;
  sessionId: string;
  partyId: number;
  otherPartyId: number;
  groupId: number;
  tagId: number;
  caseId: number;
  casePartyId: number;
  refNo: string;
  profileId: number;
  claimId: number;
  entryId: number;
  interestId: number;
  actId: number;
  settlementId: number;
  assignmentId: number;
  surplusMoveId: number;
  accountId: number;
  /** Booked on the case. */
  movementId: number;
  /** That booking. */
  decisionId: number;
  paymentId: number;
  scheduleId: number;
  promiseId: number;
  noteId: number;
  taskId: number;
  proceedingId: number;
  viewId: number;
  bulkActionId: number;
  importId: number;
  connectionId: number;
  keyId: number;
  sourceId: number;
  /** Failed. */
  mailId: number;
  /** A function that was given up. */
  failureId: number;
  /** A run of a function that waits. */
  runId: number;
  messageId: number;
  holdId: number;
  templateId: number;
  /** In force, with this step; the run is of the case alone. */
  planId: number;
  stepId: number;
  dunningRunId: number;
  /** Belongs to no case yet. */
  unfiledId: number;
  batchId: number;
  /** Of `partyId`, open. */
  invitationId: number;
  /** On the desk; a rule and an answer of its own. */
  requestId: number;
  ruleId: number;
  answerId: number;
  /** Asked of `operatorId`, on the case. */
  actionId: number;
  appointmentId: number;
}

export const MARK = "Zlatoslav";
export const DAY = "2026-11-20";
export const LATER_DAY = "2026-12-20";

/** Seeds a tenant through its own procedures, as its administrator. */
export async function seedWallRows(
  caller: CrmCaller,
  given: {
    sessionId: string;
    mark: string;
    importId: number;
    accountId: number;
    movementId: number;
    mailId: number;
    failureId: number;
    runId: number;
    templateId: number;
    unfiledId: number;
    batchId: number;
    requestId: number;
    ruleId: number;
    answerId: number;
  },
): Promise<WallRows> {
  const { sessionId, mark, importId, accountId, movementId } = given;
  const { accessGroupId } = await caller.access.groups.create({ code: mark, name: mark });
  const { operatorId } = await caller.access.operators.create({
    email: "colleague@wall.example",
    name: mark,
    role: "operator",
    language: "cs",
    seesAllGroups: true,
    accessGroupIds: [],
  });
  const person = (fullName: string) =>
    caller.parties.create({
      ...{ kind: "legal_entity", fullName, isKnownToDiffer: true },
      emails: [{ value: "somebody@wall.example" }],
    });
  const [one, other] = [await person(`${mark} a.s.`), await person(`${mark} druhý s.r.o.`)];
  const group = await caller.cases.saveGroup({ code: mark, description: mark });
  const tag = await caller.cases.saveTag({ code: mark, name: mark });
  const file = await caller.cases.open({
    category: "collection",
    groupId: group.groupId,
    parties: [
      { partyId: one.partyId, role: "debtor" },
      { partyId: other.partyId, role: "creditor" },
    ],
  });
  const profile = await caller.claims.saveProfile({
    code: mark,
    name: mark,
    kindOrder: [
      ["costs", "fee"],
      ["principal"],
      ["interest"],
      ["lateInterest"],
      ["contractualPenalty"],
    ],
    isClaimFirst: true,
    isDefault: true,
  });
  const { caseId } = file;
  const ledger = await seedLedger(caller, { caseId, mark });
  const { decisionId } = await caller.bank.assign({ movementId, caseId });
  const token = `${mark}${"x".repeat(64)}`.normalize("NFD").replace(/[^A-Za-z0-9]/g, "");
  const { connectionId } = await caller.feeds.connect({ accountId, token });
  const { keyId } = await caller.modules.create({ label: mark, scopes: ["bank:upload"] });
  const agreed = await seedAgreements(caller, { caseId, mark });
  const third = await person(`${mark} třetí s.r.o.`);
  const concessions = await seedConcessions(caller, {
    caseId,
    toPartyId: third.partyId,
    ...ledger,
  });
  const baseUrl = "https://ucto.example/";
  const { sourceId } = await caller.feeds.saveSource({ name: mark, baseUrl });
  const note = await caller.timeline.addNote({ caseId, text: mark });
  const dueAt = new Date(`${DAY}T10:00:00Z`);
  const task = await caller.timeline.addTask({ caseId, text: mark, dueAt, assigneeId: null });
  const proceeding = await caller.proceedings.save({ caseId, kind: "court", courtFileMark: mark });
  const query = { q: mark, sort: null, filters: {}, columns: null };
  const view = await caller.lists.saveView({ list: "cases", name: mark, query, isShared: true });
  const bulk = await caller.lists.startBulk({
    list: "cases",
    action: "archive",
    params: { isArchived: true },
    selection: { mode: "some", ids: [caseId] },
  });
  const written = await seedMessage(caller, { caseId, partyId: one.partyId, mark });
  const opened = await caller.cases.get({ caseId });
  const casePartyId = opened.parties[0]?.id ?? 0;
  return {
    operatorId,
    accessGroupId,
    sessionId,
    partyId: one.partyId,
    otherPartyId: other.partyId,
    groupId: group.groupId,
    tagId: tag.tagId,
    caseId,
    casePartyId,
    refNo: file.refNo,
    profileId: profile.profileId,
    ...ledger,
    ...{ accountId, movementId, decisionId },
    ...agreed,
    ...concessions,
    noteId: note.eventId,
    taskId: task.eventId,
    proceedingId: proceeding.proceedingId,
    viewId: view.viewId,
    bulkActionId: bulk.bulkActionId,
    importId,
    connectionId,
    keyId,
    sourceId,
    failureId: given.failureId,
    runId: given.runId,
    requestId: given.requestId,
    ruleId: given.ruleId,
    answerId: given.answerId,
    mailId: given.mailId,
    ...written,
    templateId: given.templateId,
    ...(await seedPlan(caller, { caseId, mark, templateId: given.templateId })),
    ...{ unfiledId: given.unfiledId, batchId: given.batchId },
    ...(await seedPortal(caller, { partyId: one.partyId, mark })),
    ...(await seedCollegial(caller, { caseId, operatorId, mark })),
  };
}

async function seedCollegial(
  caller: CrmCaller,
  { caseId, operatorId, mark }: { caseId: number; operatorId: number; mark: string },
) {
  const { actionIds } = await caller.collegial.assign({
    ...{ caseId, kind: "approve", assignees: [{ operatorId }], note: mark },
  });
  const { appointmentId } = await caller.collegial.appointDeputy({
    ...{ deputyId: operatorId, startsOn: DAY },
  });
  return { actionId: actionIds[0] ?? 0, appointmentId };
}

/** A door of the tenant's own, as any tenant may set it up. */
export const DOOR = {
  ...{
    isOpen: true,
    title: "Portál",
    welcome: {},
    planCountMax: 0,
    planLeastMinor: 50_000,
    languages: ["cs" as const],
  },
  ...{ contactEmail: "", contactPhone: "" },
};

async function seedPortal(caller: CrmCaller, { partyId, mark }: { partyId: number; mark: string }) {
  await caller.portal.saveSite({ ...DOOR, version: 0, title: mark });
  const { invitationId } = await caller.portal.invite({ partyId, channel: "qr" });
  return { invitationId };
}

async function seedPlan(
  caller: CrmCaller,
  { caseId, mark, templateId }: { caseId: number; mark: string; templateId: number },
) {
  const { planId } = await caller.dunning.draft({ name: mark });
  const { stepId } = await caller.dunning.saveStep({
    ...{ planId, version: 1, templateId, dayOffset: 1, currency: "CZK", isLast: true },
  });
  await caller.dunning.activate({ planId, version: 2 });
  const { runId: dunningRunId } = await caller.dunning.send({
    ...{ onDay: DAY, caseId, idempotencyKey: "wall-notices" },
  });
  return { planId, stepId, dunningRunId };
}

async function seedMessage(
  caller: CrmCaller,
  { caseId, partyId, mark }: { caseId: number; partyId: number; mark: string },
) {
  const sent = await caller.messages.send({
    ...{ caseId, partyId, channel: "email", text: mark, subject: mark, isAcknowledged: true },
    idempotencyKey: "wall-message",
  });
  const messageId = sent.outcome === "queued" ? (sent.messageIds[0] ?? 0) : 0;
  const { holdId } = await caller.messages.hold({ caseId, kind: "dispute", reason: mark });
  return { messageId, holdId };
}

async function seedLedger(caller: CrmCaller, { caseId, mark }: { caseId: number; mark: string }) {
  const money = { currency: "CZK", amountMinor: 50_000 } as const;
  const { claimId } = await caller.claims.create({
    caseId,
    title: mark,
    currency: "CZK",
    dueOn: DAY,
    principalMinor: 100_000,
  });
  const { entryId } = await caller.claims.charge({
    claimId,
    kind: "fee",
    amountMinor: 1_000,
    valueOn: DAY,
    description: mark,
  });
  const { paymentId } = await caller.claims.recordPayment({
    ...money,
    caseId,
    valueOn: DAY,
    note: mark,
    idempotencyKey: "wall-payment",
  });
  const { componentId: interestId } = await caller.claims.startInterest({
    ...{ claimId, kind: "lateInterest", regime: "cz-statutory" },
    idempotencyKey: "wall-interest",
  });
  return { claimId, entryId, paymentId, interestId };
}

async function seedAgreements(
  caller: CrmCaller,
  { caseId, mark: note }: { caseId: number; mark: string },
) {
  const money = { currency: "CZK", note } as const;
  const { scheduleId } = await caller.instalments.create({
    ...{ ...money, caseId, totalMinor: 1_000, rows: [{ dueOn: DAY, amountMinor: 1_000 }] },
    idempotencyKey: "wall-schedule",
  });
  const { promiseId } = await caller.instalments.makePromise({
    ...{ ...money, caseId, amountMinor: 1_000, dueOn: LATER_DAY },
    idempotencyKey: "wall-promise",
  });
  return { scheduleId, promiseId };
}

async function seedConcessions(
  caller: CrmCaller,
  rows: { caseId: number; toPartyId: number; claimId: number },
) {
  const { caseId, toPartyId, claimId } = rows;
  const reason = MARK;
  const { paymentId } = await caller.claims.recordPayment({
    ...{ caseId, currency: "CZK", amountMinor: 1_000_000, valueOn: DAY },
    idempotencyKey: "wall-overpayment",
  });
  const { moveId: surplusMoveId } = await caller.claims.returnSurplus({
    ...{ paymentId, amountMinor: 1_000, valueOn: DAY, reason },
    idempotencyKey: "wall-surplus",
  });
  const { componentId } = await caller.claims.charge({
    ...{ claimId, kind: "fee", amountMinor: 10_000_000, valueOn: DAY },
  });
  const { actId } = await caller.claims.lower({
    ...{ claimId, kind: "waiver", reason, idempotencyKey: "wall-waiver" },
    items: [{ componentId, amountMinor: 100 }],
  });
  const { settlementId } = await caller.claims.agreeSettlement({
    ...{ caseId, currency: "CZK", payMinor: 1_000, payBy: "2030-12-31", reason },
    idempotencyKey: "wall-settlement",
  });
  const assigned = { caseId, toPartyId, assignedOn: DAY, reason };
  const { assignmentId } = await caller.claims.assign(assigned);
  return { actId, settlementId, assignmentId, surplusMoveId };
}
