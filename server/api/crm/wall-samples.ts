import { DAY, DOOR, LATER_DAY, MARK, type WallRows } from "./wall-rows";

/** Passes every password's schema; it is nobody's. */
const PASSWORD = "zelené kolo jede s kopce";

/** Makes an input out of the victim's rows and the attacker's own. */
type Attack = (victim: WallRows, own: WallRows) => unknown;

/** What to send from the next tenant, and what has to come of it. */
export type WallSample =
  /** Refused as missing or forbidden, for each input. */
  | { refused: Attack[] }
  /** Answered, with nothing of the victim's in it, and nothing of theirs changed. */
  | { harmless: Attack[] };

const refused = (...inputs: Attack[]): WallSample => ({ refused: inputs });
const harmless = (...inputs: Attack[]): WallSample => ({
  harmless: inputs.length > 0 ? inputs : [() => undefined],
});

const party = { kind: "legal_entity", fullName: "Útočník s.r.o." } as const;
const operator = {
  email: "attacker@wall.example",
  name: "Útočník",
  role: "operator",
  language: "cs",
  seesAllGroups: false,
} as const;

const payment = { amountMinor: 100, currency: "CZK", valueOn: DAY } as const;
const schedule = {
  ...{ currency: "CZK", totalMinor: 100, rows: [{ dueOn: DAY, amountMinor: 100 }] },
  idempotencyKey: "wall-attack",
};
const promise = {
  ...{ amountMinor: 100, currency: "CZK", dueOn: "2030-01-01" },
  idempotencyKey: "wall-attack",
};
/** How and when a request came that somebody records. */
const CAME = { receivedOn: DAY, channel: "phone" } as const;
const mail = { channel: "email", text: "X" } as const;
const phoneCall = { direction: "outgoing", outcome: "reached", text: "X" } as const;
const view = {
  list: "cases",
  name: "X",
  query: { q: "", sort: null, filters: {}, columns: null },
};
const bulk = { list: "cases", action: "archive", params: { isArchived: true } };
const bulkResolve = { list: "tasks", action: "resolve", params: { result: "X" } };
const bulkReverse = {
  list: "payments",
  action: "reverse",
  params: { kind: "correction", reason: "X" },
};
const dueAt = new Date(`${DAY}T10:00:00Z`);
const later = new Date("2030-01-01T10:00:00Z");
const file = ({ partyId, otherPartyId }: WallRows) => ({
  category: "collection",
  parties: [
    { partyId, role: "debtor" },
    { partyId: otherPartyId, role: "creditor" },
  ],
});
const profile = {
  code: "X",
  name: "X",
  kindOrder: [
    ["costs", "fee"],
    ["principal"],
    ["interest"],
    ["lateInterest"],
    ["contractualPenalty"],
  ],
  isClaimFirst: true,
};

const lookup = {
  ...{ register: "cee", purpose: "X", outcome: "clear", priceMinor: 6_000, currency: "CZK" },
};
const halves = (caseId: number) => [1, 2].map(() => ({ caseId, amountMinor: 1 }));
const RULES = {
  ...{ exact_symbol: "book", equal_symbol: "book", symbol_in_text: "offer" },
  ...{
    instalment_amount: "book",
    known_account: "offer",
    name_amount: "off",
    near_symbol: "offer",
  },
};

const planStep = ({ templateId }: WallRows) => ({
  ...{ templateId, dayOffset: 5, currency: "CZK", version: 1 },
});
const plan = { version: 1, name: "X", skipPolicy: "latest", gathering: "case" } as const;

const deskSettings = {
  ...{ version: 0, workingWeek: [[["08:00", "16:00"]], [], [], [], [], [], []] },
  ...{ warnPercent: 80, notifiesOwner: true, raisesPriority: false },
  ...{ notifiedOperatorId: null, reassignTeamId: null },
  targets: [{ kind: null, priority: null, replyMinutes: 60, resolutionMinutes: 120 }],
};

const MAPPING = [
  { column: 0, header: "RefNo", target: { to: "column", key: "refNo" } },
  { column: 1, header: "CeleJmeno", target: { to: "column", key: "fullName" } },
];

/**
 * One entry a procedure of the operators' router. The wall test finds the procedures by itself and
 * fails for one that is not here: whoever adds a procedure says how a stranger would misuse it.
 */
export const WALL_SAMPLES: Readonly<Record<string, WallSample>> = {
  // access
  "access.account.me": harmless(),
  "access.account.update": harmless(() => ({ name: "Nové Jméno" })),
  "access.account.setPresence": harmless(() => ({ isPresent: false })),
  "access.account.changePassword": refused(() => ({
    password: PASSWORD,
    newPassword: `${PASSWORD} 2`,
  })),
  "access.account.beginSecondFactor": refused(() => ({ password: PASSWORD })),
  "access.account.confirmSecondFactor": harmless(),
  "access.account.disableSecondFactor": harmless(),
  "access.account.replaceRecoveryCodes": harmless(),
  "access.account.sessions": harmless(),
  "access.account.revokeSession": refused(({ sessionId }) => ({ sessionId })),
  "access.account.signOutEverywhere": harmless(() => ({})),
  "access.operators.list": harmless(() => ({ state: "all", search: MARK })),
  "access.operators.colleagues": harmless(),
  "access.operators.create": refused(({ accessGroupId }) => ({
    ...operator,
    accessGroupIds: [accessGroupId],
  })),
  "access.operators.update": refused(
    ({ operatorId }) => ({ operatorId, isActive: false, role: "administrator" }),
    ({ accessGroupId }, own) => ({
      operatorId: own.operatorId,
      accessGroupIds: [accessGroupId],
    }),
  ),
  "access.operators.setTemporaryPassword": refused(({ operatorId }) => ({ operatorId })),
  "access.operators.resetSecondFactor": refused(({ operatorId }) => ({ operatorId })),
  "access.operators.signOut": refused(({ operatorId }) => ({ operatorId })),
  "access.operators.permissions": harmless(),
  "access.groups.list": harmless(),
  "access.groups.create": harmless(() => ({ code: "WALL", name: "Zeď" })),
  "access.groups.update": refused(({ accessGroupId }) => ({
    accessGroupId,
    code: "X",
    name: "Jiný název",
  })),
  "access.groups.delete": refused(({ accessGroupId }) => ({ accessGroupId })),
  // audit
  "audit.list": harmless(
    ({ operatorId }) => ({ actorId: operatorId }),
    ({ caseId }) => ({ caseId }),
    ({ partyId }) => ({ entity: "party", entityId: partyId }),
  ),
  "audit.reads": harmless(
    ({ caseId }) => ({ caseId }),
    ({ partyId }) => ({ partyId }),
    ({ operatorId }) => ({ operatorId }),
  ),
  "audit.read": refused(() => ({ readId: 1_000_000_000 })),
  "audit.vocabulary": harmless(),
  // tenant
  "tenant.settings": harmless(),
  "tenant.missingDetails": harmless(),
  "tenant.update": harmless(() => ({ name: "Jiná společnost", language: "cs" })),
  // parties
  "parties.list": harmless(
    () => ({ filter: { text: MARK } }),
    ({ groupId }) => ({ filter: { groupId } }),
  ),
  "parties.count": harmless(() => ({ filter: { text: MARK } })),
  "parties.get": refused(({ partyId }) => ({ partyId })),
  "parties.catchingUp": harmless(),
  "parties.quickSearch": harmless(() => ({ text: MARK })),
  "parties.findDuplicates": harmless(() => ({ ...party, fullName: `${MARK} a.s.` })),
  "parties.scanDuplicates": harmless(() => ({})),
  "parties.create": harmless(() => ({ ...party, isKnownToDiffer: true })),
  "parties.update": refused(({ partyId }) => ({ ...party, partyId, version: 1 })),
  "parties.revealBirthNumber": refused(({ partyId }) => ({ partyId })),
  "parties.previewMerge": refused(({ partyId }, own) => ({
    keepId: own.partyId,
    mergeId: partyId,
  })),
  "parties.merge": refused(
    ({ partyId }, own) => ({ keepId: own.partyId, mergeId: partyId }),
    ({ partyId }, own) => ({ keepId: partyId, mergeId: own.partyId }),
  ),
  "parties.undoMerge": refused(({ partyId }) => ({ mergeId: partyId })),
  // cases
  "boards.get": harmless(
    () => ({ category: "collection", filter: { text: MARK, archived: "all" } }),
    ({ partyId }) => ({ category: "collection", filter: { partyId } }),
  ),
  "boards.column": harmless(({ groupId }) => ({
    ...{ category: "collection", column: "intake", filter: { groupIds: [groupId] } },
  })),
  "boards.changes": harmless(({ caseId }) => ({ category: "collection", caseIds: [caseId] })),
  "boards.move": refused(({ caseId }) => ({ caseId, from: "new", transition: "start" })),
  "cases.list": harmless(
    () => ({ filter: { text: MARK, archived: "all" } }),
    ({ partyId }) => ({ filter: { partyId } }),
    ({ groupId }) => ({ filter: { groupIds: [groupId] } }),
  ),
  "cases.count": harmless(({ groupId }) => ({ filter: { groupIds: [groupId] } })),
  "cases.get": refused(({ caseId }) => ({ caseId })),
  "cases.quickSearch": harmless(({ refNo }) => ({ text: refNo })),
  "cases.findByRefNo": harmless(({ refNo }) => ({ refNo })),
  "cases.route": harmless(({ caseId }) => ({ caseId })),
  "processes.versions": harmless(() => ({ category: "collection" })),
  "processes.draft": harmless(() => ({ category: "collection", language: "cs" })),
  "processes.openDraft": harmless(() => ({ category: "collection" })),
  "processes.saveDraft": harmless(),
  "processes.importDraft": harmless(),
  "processes.discardDraft": harmless(),
  "processes.tryDraft": harmless(),
  "processes.activateDraft": harmless(),
  "processes.migrationPlan": harmless(() => ({ category: "collection", language: "cs" })),
  "processes.migrate": harmless(),
  "processes.yaml": harmless(() => ({ category: "collection", code: "collection", version: 0 })),
  "processes.caseNext": refused(({ caseId }) => ({ caseId })),
  "processes.picture": harmless(() => ({ category: "collection", language: "cs" })),
  "cases.processes": harmless(() => ({ language: "cs" })),
  "cases.diagram": harmless(() => ({ category: "collection" })),
  "cases.draftRules": harmless(() => ({ category: "collection" })),
  "cases.countByState": harmless(() => ({ category: "collection" })),
  "cases.groups": harmless(),
  "cases.tags": harmless(),
  "cases.colleagues": harmless(),
  "cases.open": refused(
    ({ groupId }, own) => ({ ...file(own), groupId }),
    (victim) => file(victim),
    ({ operatorId }, own) => ({ ...file(own), ownerId: operatorId }),
    ({ accessGroupId }, own) => ({ ...file(own), accessGroupId }),
  ),
  "cases.update": refused(
    ({ caseId }) => ({ caseId, version: 1, fields: {} }),
    ({ groupId }, own) => ({ caseId: own.caseId, version: 1, groupId }),
    ({ accessGroupId }, own) => ({ caseId: own.caseId, version: 1, accessGroupId }),
  ),
  "cases.move": refused(({ caseId }) => ({ caseId, to: "closed" })),
  "cases.assign": harmless(
    ({ caseId }) => ({ caseIds: [caseId], ownerId: null }),
    ({ operatorId }, own) => ({ caseIds: [own.caseId], ownerId: operatorId }),
  ),
  "cases.archive": harmless(({ caseId }) => ({ caseIds: [caseId], isArchived: true })),
  "cases.addParty": refused(
    ({ caseId }, own) => ({ caseId, partyId: own.partyId, role: "debtor" }),
    ({ partyId }, own) => ({ caseId: own.caseId, partyId, role: "debtor" }),
  ),
  "cases.removeParty": refused(
    ({ caseId, casePartyId }) => ({ caseId, casePartyId }),
    ({ casePartyId }, own) => ({ caseId: own.caseId, casePartyId }),
  ),
  "cases.assignments": harmless(({ caseId }) => ({ parentCaseId: caseId })),
  "cases.previewMerge": refused(
    ({ caseId }, own) => ({ keptId: own.caseId, mergedId: caseId }),
    ({ caseId }, own) => ({ keptId: caseId, mergedId: own.caseId }),
  ),
  "cases.merge": refused(
    ({ caseId }, own) => ({ keptId: own.caseId, mergedId: caseId }),
    ({ caseId }, own) => ({ keptId: caseId, mergedId: own.caseId }),
  ),
  "cases.saveGroup": refused(
    ({ groupId }) => ({ groupId, code: "X" }),
    ({ partyId }) => ({ code: "X", creditorPartyId: partyId }),
    ({ accessGroupId }) => ({ code: "X", accessGroupId }),
    ({ profileId }) => ({ code: "X", allocationProfileId: profileId }),
  ),
  "cases.saveTag": refused(({ tagId }) => ({ tagId, code: "X", name: "X" })),
  "cases.tag": refused(({ tagId }, own) => ({ caseIds: [own.caseId], tagId })),
  "cases.untag": refused(({ tagId }, own) => ({ caseIds: [own.caseId], tagId })),
  // claims
  "claims.ofCase": refused(({ caseId }) => ({ caseId })),
  "claims.ledger": refused(({ claimId }) => ({ claimId })),
  "claims.list": harmless(
    () => ({ filter: { text: MARK } }),
    ({ groupId }) => ({ filter: { groupId } }),
  ),
  "claims.count": harmless(({ groupId }) => ({ filter: { groupId } })),
  "claims.create": refused(({ caseId }) => ({
    caseId,
    currency: "CZK",
    dueOn: DAY,
    principalMinor: 1,
  })),
  "claims.charge": refused(({ claimId }) => ({
    claimId,
    kind: "fee",
    amountMinor: 1,
    valueOn: DAY,
  })),
  "claims.chargeFlatCosts": refused(({ claimId }) => ({ claimId })),
  "claims.reverseCharge": refused(({ entryId }) => ({ entryId, reason: "X" })),
  "claims.explainBalance": refused(
    ({ caseId }) => ({ of: { kind: "case", caseId, currency: "CZK" } }),
    ({ claimId }) => ({ of: { kind: "claim", claimId } }),
    ({ interestId }) => ({ of: { kind: "component", componentId: interestId } }),
  ),
  "claims.explainInterest": refused(({ interestId }) => ({ componentId: interestId })),
  "claims.previewInterest": refused(({ claimId }) => ({
    ...{ claimId, kind: "lateInterest", regime: "cz-statutory" },
    idempotencyKey: "wall-attack-interest",
  })),
  "claims.startInterest": refused(({ claimId }) => ({
    ...{ claimId, kind: "lateInterest", regime: "cz-statutory" },
    idempotencyKey: "wall-attack-interest",
  })),
  "claims.stopInterest": refused(({ interestId }) => ({ componentId: interestId, reason: "X" })),
  "claims.rates": harmless(),
  "claims.saveRate": harmless(() => ({
    ...{ series: "cnb-repo", fromOn: "2027-01-01", knownUntil: "2027-06-30" },
    ...{ ratePercent: "3.5", source: "X" },
  })),
  "claims.concessions": refused(({ caseId }) => ({ caseId })),
  "claims.interestRules": harmless(),
  "claims.saveInterestRule": refused(({ groupId }) => ({ groupId, rule: "pack" })),
  "claims.law": refused(({ caseId }) => ({ caseId })),
  "claims.stateLaw": refused(({ caseId }) => ({
    ...{ caseId, aspect: "debtor", value: "business", reason: "X" },
  })),
  "claims.rules": harmless(),
  "claims.overrideRule": harmless(() => ({
    ...{ figure: "cz-penalty-total", value: 1, reason: "X" },
  })),
  "claims.orderByLaw": harmless(),
  "claims.lower": refused(({ claimId }) => ({
    ...{ claimId, kind: "writeOff", reason: "X", idempotencyKey: "wall-attack-lower" },
    items: [{ componentId: 1, amountMinor: null }],
  })),
  "claims.undoAct": refused(({ actId }) => ({ actId, reason: "X" })),
  "claims.agreeSettlement": refused(({ caseId }) => ({
    ...{ caseId, currency: "CZK", payMinor: 1, payBy: "2030-12-31", reason: "X" },
    idempotencyKey: "wall-attack-settlement",
  })),
  "claims.withdrawSettlement": refused(({ settlementId }) => ({ settlementId, reason: "X" })),
  "claims.assign": refused(
    ({ caseId }, own) => ({ caseId, toPartyId: own.partyId, assignedOn: DAY, reason: "X" }),
    ({ partyId }, own) => ({
      ...{ caseId: own.caseId, toPartyId: partyId, assignedOn: DAY, reason: "X" },
    }),
  ),
  "claims.undoAssignment": refused(({ assignmentId }) => ({ assignmentId, reason: "X" })),
  "claims.returnSurplus": refused(({ paymentId }) => ({
    ...{ paymentId, amountMinor: 1, valueOn: DAY, reason: "X" },
    idempotencyKey: "wall-attack-return",
  })),
  "claims.moveSurplus": refused(({ paymentId }, own) => ({
    ...{ paymentId, amountMinor: 1, toRefNo: own.refNo, reason: "X" },
    idempotencyKey: "wall-attack-move",
  })),
  "claims.undoSurplus": refused(({ surplusMoveId }) => ({ moveId: surplusMoveId, reason: "X" })),
  "claims.reallocate": refused(({ caseId }) => ({ caseId })),
  "claims.payments": harmless(
    () => ({ filter: { text: MARK } }),
    ({ partyId }) => ({ filter: { partyId } }),
    ({ groupId }) => ({ filter: { groupId } }),
  ),
  "claims.sum": harmless(({ groupId }) => ({ filter: { groupId } })),
  "claims.countPayments": harmless(({ groupId }) => ({ filter: { groupId } })),
  "claims.previewPayment": refused(
    ({ caseId }) => ({ ...payment, caseId }),
    ({ claimId }, own) => ({ ...payment, caseId: own.caseId, claimId }),
  ),
  "claims.recordPayment": refused(
    ({ caseId }) => ({ ...payment, caseId, idempotencyKey: "wall-attack-1" }),
    ({ claimId }, own) => ({
      ...payment,
      caseId: own.caseId,
      claimId,
      idempotencyKey: "wall-attack-2",
    }),
  ),
  "claims.reversePayment": refused(({ paymentId }) => ({
    paymentId,
    kind: "correction",
    reason: "X",
  })),
  "claims.profiles": harmless(),
  "claims.saveProfile": refused(({ profileId }) => ({ ...profile, profileId })),
  // dunning
  "dunning.plans": harmless(),
  "dunning.plan": refused(({ planId }) => ({ planId })),
  "dunning.ofDay": harmless(({ planId }) => ({ planId, onDay: LATER_DAY })),
  "dunning.unreached": harmless(({ planId }) => ({ planId, onDay: LATER_DAY })),
  "dunning.rows": harmless(({ planId }) => ({ planId, onDay: LATER_DAY })),
  "dunning.foretell": refused(({ caseId }) => ({ onDay: "2026-01-01", caseId })),
  "dunning.leavingOfRun": refused(({ dunningRunId }) => ({ runId: dunningRunId })),
  "dunning.send": refused(({ caseId }) => ({
    ...{ onDay: "2026-01-01", caseId, idempotencyKey: "wall-attack" },
  })),
  "dunning.runs": harmless(),
  "dunning.cancelRun": refused(({ dunningRunId }) => ({ runId: dunningRunId })),
  // Makes a draft of the caller's own company.
  "dunning.draft": harmless(() => ({ name: "X" })),
  "dunning.savePlan": refused(({ planId }) => ({ ...plan, planId })),
  "dunning.deletePlan": refused(({ planId }) => ({ planId, version: 1 })),
  "dunning.saveStep": refused((victim, own) => ({ ...planStep(own), planId: victim.planId })),
  "dunning.deleteStep": refused(({ planId, stepId }) => ({ planId, stepId, version: 1 })),
  "dunning.activate": refused(({ planId }) => ({ planId, version: 1 })),
  "dunning.simulate": refused(
    ({ caseId }) => ({ caseId }),
    ({ planId }) => ({ planId }),
    ({ planId }) => ({ otherPlanId: planId }),
  ),
  "dunning.noticesOfCase": refused(({ caseId }) => ({ caseId })),
  // instalments
  "instalments.ofCase": refused(({ caseId }) => ({ caseId })),
  "instalments.preview": harmless(() => ({
    ...{ totalMinor: 100, firstOn: DAY, rhythm: "monthly", count: 2 },
  })),
  "instalments.create": refused(
    ({ caseId }) => ({ ...schedule, caseId }),
    ({ claimId }, own) => ({ ...schedule, caseId: own.caseId, claimId }),
    ({ scheduleId }, own) => ({ ...schedule, caseId: own.caseId, replacesId: scheduleId }),
  ),
  "instalments.cancel": refused(({ scheduleId }) => ({ scheduleId, reason: "X" })),
  "instalments.list": harmless(() => ({})),
  "instalments.count": harmless(({ groupId }) => ({ filter: { groupId } })),
  "instalments.promises": harmless(() => ({})),
  "instalments.countPromises": harmless(({ groupId }) => ({ filter: { groupId } })),
  "instalments.makePromise": refused(
    ({ caseId }) => ({ ...promise, caseId }),
    ({ claimId }, own) => ({ ...promise, caseId: own.caseId, claimId }),
  ),
  "instalments.cancelPromise": refused(({ promiseId }) => ({ promiseId, reason: "X" })),
  "instalments.settings": harmless(),
  "instalments.saveSettings": refused(({ groupId }) => ({ groupId, graceDays: 1 })),
  "instalments.removeSettings": refused(({ groupId }) => ({ groupId })),
  // messages
  "mails.preferences": harmless(),
  "mails.savePreferences": harmless(() => ({ wantsDigest: false, wantsBroken: false })),
  "mails.unsent": harmless(),
  "mails.resend": refused(({ mailId }) => ({ mailIds: [mailId] })),
  // bank
  "paymentCodes.accounts": harmless(() => ({ currency: "CZK" })),
  "paymentCodes.make": refused(({ accountId }) => ({
    ...{ accountId, currency: "CZK", amountMinor: 100, variableSymbol: "1" },
  })),
  "bank.accounts": harmless(),
  "bank.saveAccount": refused(({ accountId }) => ({
    ...{ accountId, number: "2600000003/2010", currency: "CZK", name: "X" },
  })),
  "bank.deleteAccount": refused(({ accountId }) => ({ accountId })),
  "bank.statements": harmless(() => ({})),
  "bank.movements": harmless(({ accountId }) => ({ filter: { accountId } })),
  "bank.count": harmless(({ accountId }) => ({ filter: { accountId } })),
  "bank.assign": refused(({ movementId }, own) => ({ movementId, caseId: own.caseId })),
  "bank.ignore": refused(({ movementId }) => ({ movementId, note: "X" })),
  "bank.release": refused(({ movementId }) => ({ movementId, note: "X" })),
  // feeds
  "feeds.connections": harmless(),
  "feeds.connect": refused(({ accountId }) => ({ accountId, token: "x".repeat(64) })),
  "feeds.disconnect": refused(({ connectionId }) => ({ connectionId })),
  "feeds.sync": refused(({ connectionId }) => ({ connectionId })),
  "feeds.sources": harmless(),
  "feeds.saveSource": harmless(() => ({ name: "X", baseUrl: "https://ucto.example/" })),
  "feeds.deleteSource": refused(({ sourceId }) => ({ sourceId })),
  "feeds.replaySource": refused(({ sourceId }) => ({ sourceId })),
  "feeds.entered": harmless(),
  // The victim's case is named by its number: the take-over looks for it in the caller's company.
  "feeds.enterPayment": harmless(({ refNo }) => ({
    ...{ bookedOn: DAY, amountMinor: 1, currency: "CZK", caseRef: refNo },
    idempotencyKey: "00000000-0000-4000-8000-00000000fade",
  })),
  // templates
  "templates.list": harmless(() => ({ withArchived: true })),
  "templates.get": refused(({ templateId }) => ({ templateId })),
  "templates.save": refused(({ templateId }) => ({
    ...{ templateId, version: 2, code: "x", name: "X", methods: ["sms"] },
  })),
  "templates.archive": refused(({ templateId }) => ({ templateId, isArchived: true })),
  "templates.arrangeAttachments": refused(({ templateId }) => ({
    ...{ templateId, version: 2, fileIds: [] },
  })),
  "templates.mergeFields": refused(({ caseId }) => ({ caseId })),
  "templates.preview": refused(
    ({ caseId }, own) => ({ templateId: own.templateId, caseId }),
    ({ templateId }, own) => ({ templateId, caseId: own.caseId }),
  ),
  "templates.test": refused(
    ({ templateId }) => ({ templateId }),
    ({ templateId, groupId }) => ({ templateId, groupId }),
  ),
  // messages
  "messages.recipients": refused(({ caseId }) => ({ caseId })),
  "messages.preview": refused(
    ({ caseId, partyId }) => ({ ...mail, caseId, partyId }),
    ({ partyId }, own) => ({ ...mail, caseId: own.caseId, partyId }),
  ),
  "messages.send": refused(
    ({ caseId, partyId }) => ({ ...mail, caseId, partyId, idempotencyKey: "wall-attack" }),
    ({ partyId }, own) => ({
      ...{ ...mail, caseId: own.caseId, partyId, idempotencyKey: "wall-attack" },
    }),
  ),
  "messages.list": harmless(({ caseId }) => ({ filter: { caseId } })),
  "messages.counts": harmless(),
  "messages.get": refused(({ messageId }) => ({ messageId })),
  "messages.caught": harmless(() => ({ text: MARK })),
  "messages.replyAsRecipient": refused(({ messageId }) => ({ messageId, text: "X" })),
  "messages.decide": refused(({ messageId }) => ({ messageId, verdict: "again", reason: "X" })),
  "messages.cancel": refused(({ messageId }) => ({ messageId, reason: "X" })),
  "messages.holds": refused(({ caseId }) => ({ caseId })),
  "messages.holdsOfParty": refused(({ partyId }) => ({ partyId })),
  "messages.hold": refused(
    ({ caseId }) => ({ caseId, kind: "pause", reason: "X" }),
    ({ claimId }) => ({ claimId, kind: "pause", reason: "X" }),
    ({ partyId }) => ({ partyId, kind: "pause", reason: "X" }),
  ),
  "messages.waitingHeld": refused(
    ({ caseId }) => ({ caseId, kind: "deceased" }),
    ({ partyId }) => ({ partyId, kind: "deceased" }),
  ),
  "messages.endHold": refused(({ holdId }) => ({ holdId, reason: "X" })),
  "messages.rules": harmless(),
  "messages.saveRules": harmless(() => ({
    ...{ quietFrom: "20:00", quietTo: "07:00", restsOnSundays: true, restsOnHolidays: true },
    caps: { email: null, sms: null, letter: null, data_box: null },
  })),
  // modules
  "modules.keys": harmless(),
  // Makes a key of the caller's own company and names nothing of another.
  "modules.create": harmless(() => ({ label: "X", scopes: ["bank:upload"] })),
  "modules.revoke": refused(({ keyId }) => ({ keyId })),
  "modules.rotate": refused(({ keyId }) => ({ keyId })),
  "modules.setPace": refused(({ keyId }) => ({ keyId, callsPerMinute: 10 })),
  // collegial
  "collegial.ofCase": refused(({ caseId }) => ({ caseId })),
  "collegial.awaited": refused(({ caseId }) => ({ caseId })),
  "collegial.documents": refused(({ caseId }) => ({ caseId })),
  "collegial.askable": refused(({ caseId }) => ({ caseId, kind: "approve" })),
  "collegial.waiting": harmless(() => ({})),
  "collegial.countWaiting": harmless(),
  "collegial.assign": refused(
    ({ caseId }, own) => ({
      ...{ caseId, kind: "approve", assignees: [{ operatorId: own.operatorId }] },
    }),
    ({ operatorId }, own) => ({
      ...{ caseId: own.caseId, kind: "approve", assignees: [{ operatorId }] },
    }),
  ),
  "collegial.decide": refused(({ actionId }) => ({ actionId, outcome: "positive" })),
  "collegial.withdraw": refused(({ actionId }) => ({ actionId })),
  "collegial.deputies": harmless(
    () => ({}),
    () => ({ isEverybody: true }),
  ),
  "collegial.appointDeputy": refused(
    ({ operatorId }) => ({ deputyId: operatorId, startsOn: DAY }),
    ({ operatorId }, own) => ({
      ...{ principalId: operatorId, deputyId: own.operatorId, startsOn: DAY },
    }),
  ),
  "collegial.changeDeputy": refused(({ appointmentId }, own) => ({
    ...{ appointmentId, version: 1, deputyId: own.operatorId, startsOn: DAY },
  })),
  "collegial.revokeDeputy": refused(({ appointmentId }) => ({ appointmentId, version: 1 })),
  // clock
  "configuration.get": harmless(),
  "configuration.version": refused(() => ({ versionId: 1_000_000_000 })),
  "configuration.saveSource": harmless(() => ({ location: "attack.yaml" })),
  "configuration.reload": harmless(),
  "configuration.check": harmless(() => ({ text: "version: 1" })),
  "configuration.allowHost": harmless(() => ({ host: "attacker.example" })),
  "configuration.forbidHost": refused(() => ({ host: "victim.example" })),
  "configuration.rotateSecret": refused(() => ({ host: "victim.example" })),
  "configuration.panels": refused(
    ({ caseId }) => ({ place: "case", id: caseId }),
    ({ partyId }) => ({ place: "party", id: partyId }),
  ),
  "configuration.actions": harmless(
    ({ caseId }) => ({ on: "case", objectId: caseId }),
    ({ partyId }) => ({ on: "party", objectId: partyId }),
    ({ claimId }) => ({ on: "claim", objectId: claimId }),
    () => ({ on: "case" }),
  ),
  "configuration.runAction": refused(({ caseId }) => ({
    ...{ action: "approve", objectId: caseId, idempotencyKey: "wall-attack" },
  })),
  "configuration.saveLogDays": harmless(() => ({ bodyDays: 30, rowDays: 90 })),
  "configuration.actionLog": harmless(
    () => ({}),
    ({ caseId }) => ({ filter: { caseId } }),
  ),
  "configuration.actionRuns": refused(
    ({ caseId }) => ({ on: "case", objectId: caseId }),
    ({ partyId }) => ({ on: "party", objectId: partyId }),
    ({ claimId }) => ({ on: "claim", objectId: claimId }),
  ),

  "triggers.deliveries": harmless(
    () => ({}),
    ({ caseId }) => ({ filter: { caseId } }),
  ),
  "triggers.delivery": refused(() => ({ deliveryId: 1_000_000_000 })),
  "triggers.replay": refused(() => ({ deliveryId: 1_000_000_000 })),
  "triggers.endpoints": harmless(),
  "triggers.enable": refused(() => ({ endpoint: "loan" })),
  "triggers.drop": refused(() => ({ endpoint: "loan" })),

  "help.manual": harmless(() => ({ role: "operator" })),
  "help.scenarios": harmless(),
  "help.results": harmless(),
  "help.checks": harmless(),
  "help.startChecks": harmless(),
  "help.stopChecks": harmless(),
  "organisations.rules": harmless(),
  "organisations.saveRules": harmless(() => ({
    ...{ version: 0, letterDays: 1, registration: "closed" },
    ...{ confirmsName: true, confirmsBankAccount: true, confirmsAddress: true },
  })),
  "organisations.waitingChanges": harmless(),
  "organisations.changes": refused(({ partyId }) => ({ partyId })),
  "organisations.acceptChange": refused(() => ({ changeId: 1_000_000_000 })),
  "organisations.rejectChange": refused(() => ({ changeId: 1_000_000_000, reason: "X" })),
  "organisations.takeBackChange": refused(() => ({ changeId: 1_000_000_000 })),
  "organisations.waitingJoins": harmless(),
  "organisations.acceptJoin": refused(() => ({ joinId: 1_000_000_000 })),
  "organisations.rejectJoin": refused(() => ({ joinId: 1_000_000_000, reason: "X" })),
  "organisations.card": refused(({ partyId }) => ({ partyId })),
  "organisations.setParent": refused(
    ({ partyId }) => ({ partyId, parentId: null }),
    ({ partyId }, own) => ({ partyId: own.partyId, parentId: partyId }),
  ),
  "organisations.setAdmin": refused(() => ({ portalUserId: 1_000_000_000, isAdmin: true })),
  "organisations.makeCode": refused(({ partyId }) => ({ partyId })),
  "organisations.revokeCode": refused(() => ({ codeId: 1_000_000_000 })),
  "organisations.letterWays": refused(({ caseId }) => ({ caseId })),
  "organisations.shutLetters": refused(({ caseId, partyId }) => ({ caseId, partyId })),

  "portal.site": harmless(),
  "portal.saveSite": harmless(() => ({ ...DOOR, version: 1 })),
  "portal.ofParty": refused(({ partyId }) => ({ partyId })),
  "portal.invite": refused(
    ({ partyId }) => ({ partyId, channel: "qr" }),
    ({ partyId }, own) => ({
      ...{ partyId: own.partyId, channel: "qr", sight: "organisation", organisationId: partyId },
    }),
  ),
  "portal.resend": refused(({ invitationId }) => ({ invitationId })),
  "portal.revoke": refused(({ invitationId }) => ({ invitationId })),
  "portal.posts": refused(({ caseId }) => ({ caseId })),
  "portal.answer": refused(({ caseId }) => ({
    ...{ caseId, text: "X", idempotencyKey: "wall-attack" },
  })),
  "portal.clientsOfCase": refused(({ caseId }) => ({ caseId })),
  "portal.showDocument": refused(({ noteId, partyId }) => ({
    ...{ eventId: noteId, version: 1, partyIds: [partyId] },
  })),
  "portal.documents": refused(({ caseId }) => ({ caseId })),
  "portal.disputes": refused(({ caseId }) => ({ caseId })),
  "portal.decideDispute": refused(() => ({
    ...{ disputeId: 1_000_000_000, verdict: "rejected", text: "X", idempotencyKey: "wall-attack" },
  })),
  "portal.right": refused(({ caseId }) => ({ caseId })),
  "portal.refuseRight": refused(({ caseId }) => ({
    ...{ caseId, text: "X", idempotencyKey: "wall-attack" },
  })),
  "portal.restrict": refused(({ caseId }) => ({
    ...{ caseId, text: "X", idempotencyKey: "wall-attack" },
  })),
  "portal.proposeErasure": refused(({ caseId }) => ({ caseId, confirmRefNo: "1/2026" })),
  "portal.approveErasure": refused(({ caseId }) => ({ caseId, confirmRefNo: "1/2026" })),
  "portal.restriction": refused(({ partyId }) => ({ partyId })),
  "portal.liftRestriction": refused(({ partyId }) => ({ partyId, reason: "X" })),
  "portal.retention": harmless(),
  "portal.saveRetention": harmless(() => ({ accountingYears: 1, amlYears: 1, version: 0 })),
  "portal.setClient": refused(() => ({ portalUserId: 1_000_000_000, isActive: false })),

  "pocket.overview": harmless(),
  "pocket.open": refused(({ caseId }) => ({ caseId })),
  "pocket.devices": harmless(),
  // The attacker of this test works in no session that stands in the database.
  "pocket.saveDevice": refused(() => ({
    ...{ endpoint: "https://push.example/x", p256dh: "A".repeat(87), auth: "A".repeat(22) },
    ...{ label: "X", kinds: ["new_request"] },
  })),
  "pocket.removeDevice": refused(() => ({ deviceId: 1_000_000_000 })),

  "clock.list": harmless(),
  "clock.runNow": refused(() => ({ job: "not-in-any-tenant" })),
  "clock.failures": harmless(
    () => undefined,
    () => ({ functionId: MARK }),
  ),
  "clock.runs": harmless(
    () => undefined,
    () => ({ functionId: MARK }),
  ),
  "clock.runFunctions": harmless(),
  "clock.retry": refused(({ failureId }) => ({ failureId })),
  "clock.cancel": refused(({ runId }) => ({ runId })),
  "bank.candidates": refused(({ movementId }) => ({ movementId })),
  "bank.split": refused(({ movementId }, own) => ({ movementId, parts: halves(own.caseId) })),
  "bank.park": refused(({ movementId }) => ({ movementId, note: "X" })),
  "bank.refuse": refused(
    ({ movementId }, own) => ({ movementId, caseId: own.caseId }),
    ({ movementId, caseId }) => ({ movementId, caseId }),
  ),
  "bank.correctSymbol": refused(({ movementId }) => ({ movementId, symbol: "41" })),
  "bank.rematch": refused(({ movementId }) => ({ movementId })),
  "bank.undo": refused(({ decisionId }) => ({ decisionId, note: "X" })),
  "bank.rules": harmless(),
  "bank.previewRules": harmless(() => ({ rules: RULES })),
  "bank.saveRules": harmless(() => ({ rules: RULES })),
  // timeline
  "timeline.list": refused(({ caseId }) => ({ caseId })),
  "timeline.openTasks": refused(({ caseId }) => ({ caseId })),
  "timeline.tasks": harmless(
    ({ caseId }) => ({ caseId, assignee: "anyone" }),
    ({ operatorId }) => ({ assignee: operatorId }),
  ),
  "timeline.officeTasks": harmless(() => ({ isResolved: false })),
  "timeline.taskTotal": harmless(
    ({ caseId }) => ({ caseId, assignee: "anyone" }),
    ({ operatorId }) => ({ assignee: operatorId }),
  ),
  "timeline.taskCounts": harmless(({ operatorId }) => ({ assignee: operatorId })),
  "timeline.workload": harmless(),
  "timeline.addNote": refused(({ caseId }) => ({ caseId, text: "X" })),
  "timeline.addTask": refused(
    ({ caseId }) => ({ caseId, text: "X", dueAt, assigneeId: null }),
    ({ operatorId }, own) => ({ caseId: own.caseId, text: "X", dueAt, assigneeId: operatorId }),
  ),
  "timeline.addWork": refused(({ caseId }) => ({
    caseId,
    text: "X",
    quantity: "1",
    unit: "h",
    workOn: DAY,
  })),
  "timeline.addCallForm": refused(
    ({ caseId }) => ({ ...phoneCall, caseId }),
    ({ partyId }, own) => ({ ...phoneCall, caseId: own.caseId, partyId }),
  ),
  "timeline.edit": refused(({ noteId }) => ({ eventId: noteId, version: 1, text: "X" })),
  "timeline.markDispatchProof": refused(({ noteId }) => ({
    ...{ eventId: noteId, version: 1, postedOn: DAY },
  })),
  "timeline.delete": refused(({ noteId }) => ({ eventId: noteId, version: 1 })),
  "timeline.resolveTask": refused(({ taskId }) => ({ eventId: taskId, result: "X" })),
  "timeline.snoozeTask": refused(({ taskId }) => ({ eventId: taskId, until: later })),
  "timeline.reassign": harmless(
    ({ taskId }) => ({ eventIds: [taskId], assigneeId: null }),
    ({ operatorId }, own) => ({ eventIds: [own.taskId], assigneeId: operatorId }),
  ),
  "timeline.distribute": harmless(
    ({ taskId }) => ({ eventIds: [taskId] }),
    ({ operatorId }, own) => ({ eventIds: [own.taskId], operatorIds: [operatorId] }),
  ),
  "timeline.markPresence": refused(({ operatorId }) => ({ operatorId, isPresent: false })),
  // channels
  "registers.list": harmless(
    () => ({}),
    ({ partyId }) => ({ filter: { partyId } }),
    ({ caseId }) => ({ filter: { caseId } }),
  ),
  "registers.get": refused(() => ({ screeningId: 1_000_000_000 })),
  "registers.check": refused(({ partyId }) => ({ partyId, register: "isir_cz", cause: "card" })),
  "registers.lookUpCompany": harmless(() => ({ registrationNo: "x" })),
  "registers.findCompanies": harmless(() => ({ name: "x" })),
  "registers.lookUpVat": harmless(() => ({ taxId: "CZ" })),
  "registers.noteLookup": refused(
    ({ partyId }) => ({ ...lookup, partyId }),
    ({ caseId }, own) => ({ ...lookup, partyId: own.partyId, caseId }),
  ),
  "registers.checkAddresses": harmless(),
  "registers.judge": refused(({ partyId }) => ({
    ...{ partyId, register: "isir_cz", mark: "INS 1/2026", verdict: "watch" },
  })),
  "registers.process": harmless(() => ({ screeningIds: [1], isProcessed: true })),
  "registers.counts": harmless(),
  "registers.gate": harmless(
    ({ partyId }) => ({ parties: [{ partyId }] }),
    ({ caseId }) => ({ caseId }),
  ),
  "registers.insolvency": harmless(({ partyId }) => ({ partyIds: [partyId] })),
  "registers.costs": harmless(),
  "registers.lookers": harmless(),
  "registers.startBulk": refused(({ partyId }) => ({
    ...{ scope: "chosen", partyIds: [partyId], idempotencyKey: "wall-attack" },
  })),
  "registers.cancelBulk": refused(() => ({ runId: 1_000_000_000 })),
  "registers.bulks": harmless(() => ({})),
  "registers.bulk": refused(() => ({ runId: 1_000_000_000 })),
  "registers.bulkChanges": harmless(() => ({ runId: 1_000_000_000 })),
  "registers.ofCase": refused(({ caseId }) => ({ caseId })),
  "registers.writeApplication": refused(
    ({ caseId, partyId }) => ({ caseId, partyId }),
    ({ caseId }, { partyId }) => ({ caseId, partyId }),
  ),
  "registers.services": harmless(),
  "registers.saveService": harmless(() => ({
    ...{ register: "isir_cz", url: "", validity: "30D", warningMode: "none" },
    ...{ allowsBackground: true, perMinute: 1, perDay: 1, priceMinor: 0, currency: "CZK" },
    monthBudgetMinor: null,
  })),
  "registers.feeds": harmless(),
  "registers.settings": harmless(),
  "registers.saveSettings": harmless(() => ({
    ...{ checksOnChoice: false, watchesDaily: false, bulkEmail: null, notifiesBulk: false },
    bulkSenderId: null,
  })),
  "registers.statuses": harmless(),
  "registers.saveStatus": harmless(() => ({
    ...{ register: "isir_cz", code: "KONKURS", name: "X", isActive: false },
  })),
  "registers.deleteStatus": harmless(() => ({ register: "isir_cz", code: "KONKURS" })),
  "channels.health": harmless(),
  "channels.postage": harmless(),
  "channels.save": harmless(() => ({ channel: "sms", provider: "catcher" })),
  "channels.test": harmless(() => ({ channel: "sms", provider: "catcher" })),
  "channels.unfiled": harmless(() => ({})),
  "channels.delayed": harmless(),
  "channels.file": refused(
    ({ unfiledId, caseId }) => ({ messageId: unfiledId, caseId }),
    ({ unfiledId }, own) => ({ messageId: unfiledId, caseId: own.caseId }),
    ({ caseId }, own) => ({ messageId: own.unfiledId, caseId }),
  ),
  "channels.dismiss": refused(({ unfiledId }) => ({ messageId: unfiledId, reason: "X" })),
  "reports.pipeline": harmless(() => ({ category: "deal" })),
  "requestMails.ofRequest": refused(({ caseId }) => ({ caseId })),
  "requestMails.setWay": refused(({ caseId }) => ({ caseId, sendsText: true })),
  "requestMails.decide": refused(
    ({ unfiledId }) => ({ messageId: unfiledId, isClients: true }),
    ({ messageId }) => ({ messageId, isClients: true }),
  ),
  "requestMails.waiting": harmless(),
  "requestMails.propose": refused(({ unfiledId }) => ({ messageId: unfiledId })),
  "requestMails.open": refused(
    ({ unfiledId }, own) => ({
      ...{ messageId: unfiledId, subject: "X", kind: "other", client: { partyId: own.partyId } },
    }),
    ({ partyId }, own) => ({
      ...{ messageId: own.unfiledId, subject: "X", kind: "other", client: { partyId } },
    }),
  ),
  "requestMails.retry": refused(({ unfiledId }) => ({ messageId: unfiledId })),
  "requestMails.rules": harmless(),
  "requestMails.saveRules": harmless(() => ({
    ...{ sendsText: true, confirmsReceipt: true, dailyMax: 5, kindWords: {}, version: 0 },
  })),
  "requestMails.figures": harmless(),
  "channels.batches": harmless(),
  "channels.makeBatch": harmless(),
  "channels.confirmBatch": refused(({ batchId }) => ({ batchId, postedOn: "2026-01-01" })),
  "channels.releaseBatch": refused(({ batchId }) => ({ batchId })),
  // leads
  "leads.waiting": harmless(),
  "leads.decide": refused(({ unfiledId }) => ({ messageId: unfiledId, as: "new" })),
  "leads.quarantine": harmless(() => ({})),
  "leads.decideSubmission": refused(() => ({ submissionId: 1_000_000, isReleased: true })),
  "leads.ofDeal": refused(({ caseId }) => ({ caseId })),
  "leads.answer": refused(({ caseId }) => ({
    ...{ caseId, text: "X", idempotencyKey: "wall-attack" },
  })),
  "leads.figures": harmless(),
  "leads.rules": harmless(),
  "leads.saveRule": refused(({ operatorId }) => ({ version: 0, name: "X", operatorId })),
  "leads.deleteRule": refused(() => ({ ruleId: 1_000_000 })),
  "leads.orderRules": harmless(() => ({ ruleIds: [] })),
  "leads.tryRules": harmless(() => ({ subject: "X" })),
  "leads.domains": harmless(),
  "leads.saveDomain": refused(({ partyId }) => ({ domain: "wall.example", partyId })),
  "leads.deleteDomain": harmless(() => ({ domain: "wall.example" })),
  "leads.forms": harmless(),
  "leads.saveForm": refused(({ operatorId }) => ({
    ...{ version: 0, name: "X", origins: ["https://wall.example"], operatorId },
  })),
  // requests
  "requests.list": harmless(() => ({ filter: { text: MARK } })),
  "requests.count": harmless(() => ({ filter: { text: MARK } })),
  "requests.report": harmless(() => ({ from: "2020-01-01", to: "2030-12-31" })),
  "requests.thread": refused(({ requestId }) => ({ caseId: requestId })),
  "requests.ofCase": refused(({ caseId }) => ({ caseId })),
  "requests.assign": refused(
    ({ requestId }, own) => ({ caseIds: [requestId], ownerId: own.operatorId, reason: "X" }),
    ({ operatorId: ownerId }, own) => ({ caseIds: [own.requestId], ownerId, reason: "X" }),
  ),
  "requests.setPriority": refused(({ requestId }) => ({ caseIds: [requestId], priority: "low" })),
  "requests.setKind": refused(({ requestId }) => ({ caseId: requestId, kind: "payment" })),
  "requests.open": refused(({ partyId }) => ({
    ...{ partyId, subject: "X", kind: "other", text: "X", channel: "phone" },
    idempotencyKey: "wall-by-hand",
  })),
  "requests.disputable": refused(({ requestId }) => ({ caseId: requestId })),
  "requests.recordDispute": refused(
    ({ requestId }, own) => ({ ...CAME, caseId: requestId, claimId: own.claimId, reason: "paid" }),
    ({ claimId }, own) => ({ ...CAME, caseId: own.requestId, claimId, reason: "paid" }),
  ),
  "requests.recordRight": refused(({ requestId }) => {
    return { ...CAME, caseId: requestId, kind: "erasure" };
  }),
  "requests.step": refused(({ requestId }) => ({ caseId: requestId, transition: "resolve" })),
  "requests.merge": refused(
    ({ requestId }, own) => ({ caseId: own.requestId, otherId: requestId }),
    ({ requestId }, own) => ({ caseId: requestId, otherId: own.requestId }),
  ),
  "requests.cannedFor": refused(({ requestId }) => ({ caseId: requestId })),
  "requests.canned": harmless(),
  "requests.saveCanned": refused(({ answerId }) => ({
    ...{ answerId, version: 1, shortcut: "x", texts: { cs: "X" } },
  })),
  "requests.deleteCanned": refused(({ answerId }) => ({ answerId })),
  "requests.rules": harmless(),
  "requests.saveRule": refused(
    ({ ruleId }) => ({ ruleId, version: 1, name: "X", priority: "low" }),
    ({ operatorId }) => ({ version: 0, name: "X", operatorId }),
    ({ accessGroupId: teamId }) => ({ version: 0, name: "X", teamId }),
    ({ groupId }) => ({ version: 0, name: "X", priority: "low", caseGroupIds: [groupId] }),
  ),
  "requests.deleteRule": refused(({ ruleId }) => ({ ruleId })),
  "requests.orderRules": refused(({ ruleId }, own) => ({ ruleIds: [own.ruleId, ruleId] })),
  "requests.tryRoute": harmless(() => ({ subject: MARK })),
  "requests.settings": harmless(),
  "requests.saveSettings": refused(
    ({ operatorId: notifiedOperatorId }) => ({ ...deskSettings, notifiedOperatorId }),
    ({ accessGroupId: reassignTeamId }) => ({ ...deskSettings, reassignTeamId }),
  ),
  // proceedings
  "proceedings.ofCase": refused(({ caseId }) => ({ caseId })),
  "proceedings.list": harmless(() => ({ text: MARK })),
  "proceedings.save": refused(
    ({ proceedingId }) => ({ proceedingId, version: 1, caseId: null, kind: "court" }),
    ({ caseId }) => ({ caseId, kind: "court" }),
    ({ partyId }, own) => ({ caseId: own.caseId, kind: "court", authorityPartyId: partyId }),
  ),
  "proceedings.delete": refused(({ proceedingId }) => ({ proceedingId })),
  // imports
  "imports.list": harmless(() => ({})),
  "imports.get": refused(({ importId }) => ({ importId })),
  "imports.choices": harmless(),
  "imports.findings": harmless(({ importId }) => ({ importId })),
  "imports.findingGroups": harmless(({ importId }) => ({ importId })),
  "imports.undoBlockers": refused(({ importId }) => ({ importId })),
  "imports.chooseSheet": refused(({ importId }) => ({ importId, sheetIndex: 0 })),
  "imports.map": refused(
    ({ importId }) => ({ importId, mapping: MAPPING }),
    ({ accessGroupId }, own) => ({
      ...{ importId: own.importId, mapping: MAPPING, options: { accessGroupId } },
    }),
    ({ partyId: creditorPartyId }, own) => ({
      ...{ importId: own.importId, mapping: MAPPING, options: { creditorPartyId } },
    }),
    ({ operatorId: ownerId }, own) => ({
      ...{ importId: own.importId, mapping: MAPPING, options: { ownerId } },
    }),
  ),
  "imports.check": refused(({ importId }) => ({ importId })),
  "imports.publish": refused(({ importId }) => ({ importId })),
  "imports.undo": refused(({ importId }) => ({ importId })),
  "imports.delete": refused(({ importId }) => ({ importId })),
  // lists
  "lists.views": harmless(() => ({ list: "cases" })),
  "lists.saveView": refused(({ viewId }) => ({ ...view, viewId })),
  "lists.deleteView": refused(({ viewId }) => ({ viewId })),
  "lists.foretellMessage": harmless(
    ({ caseId }) => ({ list: "cases", channel: "sms", selection: { mode: "some", ids: [caseId] } }),
    ({ groupId }) => ({
      ...{ list: "cases", channel: "sms" },
      selection: { mode: "all", filter: { groupIds: [groupId] } },
    }),
  ),
  "lists.startBulk": harmless(
    ({ caseId }) => ({ ...bulk, selection: { mode: "some", ids: [caseId] } }),
    ({ groupId }) => ({ ...bulk, selection: { mode: "all", filter: { groupIds: [groupId] } } }),
    ({ taskId }) => ({ ...bulkResolve, selection: { mode: "some", ids: [taskId] } }),
    ({ paymentId }) => ({ ...bulkReverse, selection: { mode: "some", ids: [paymentId] } }),
    ({ claimId }, own) => ({
      ...{ list: "claims", action: "assign", params: { ownerId: own.operatorId } },
      selection: { mode: "some", ids: [claimId] },
    }),
    ({ claimId }) => ({
      ...{ list: "claims", action: "bearInterest", params: { rule: "pack" } },
      selection: { mode: "some", ids: [claimId] },
    }),
    ({ partyId }, own) => ({
      ...{ list: "parties", action: "assign", params: { ownerId: own.operatorId } },
      selection: { mode: "some", ids: [partyId] },
    }),
  ),
  "lists.cancelBulk": refused(({ bulkActionId }) => ({ bulkActionId })),
  "lists.bulk": refused(({ bulkActionId }) => ({ bulkActionId })),
  "lists.bulkActions": harmless(() => ({ list: "cases" })),
  "lists.bulkOutcomes": refused(({ bulkActionId }) => ({ bulkActionId })),
};
