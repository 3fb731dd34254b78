import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { CURRENCIES, INTEREST_RULES, SETTLEMENT_OUTCOMES, SURPLUS_KINDS } from "../values/claims";
import { caseGroups, cases } from "./cases";
import { claimActs, payments } from "./claims";
import { at, id, minor, oneOf, ref, tenantId } from "./columns";
import { parties } from "./parties";

/** Append-only: "pays so much by a day, then the rest is waived". */
export const settlements = pgTable(
  "settlements",
  {
    tenantId: tenantId(),
    id: id(),
    caseId: ref("case_id").notNull(),
    currency: text("currency", { enum: CURRENCIES }).notNull(),
    payMinor: minor("pay_minor").notNull(),
    /** What of its days had been paid when it was agreed: no part of what was promised. */
    paidBeforeMinor: minor("paid_before_minor").notNull(),
    agreedOn: date("agreed_on", { mode: "string" }).notNull(),
    payBy: date("pay_by", { mode: "string" }).notNull(),
    reason: text("reason").notNull(),
    sourceKey: text("source_key"),
    bookedAt: at("booked_at").notNull(),
    bookedBy: ref("booked_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("settlements_case").on(t.tenantId, t.caseId, t.id),
    uniqueIndex("settlements_source_key")
      .on(t.tenantId, t.sourceKey)
      .where(sql`source_key is not null`),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    oneOf("settlements_currency", "currency", CURRENCIES),
    check("settlements_amount", sql`pay_minor between 1 and 1000000000000`),
    check("settlements_days", sql`agreed_on <= pay_by`),
  ],
);

/** Append-only: how a settlement ended, once. */
export const settlementEnds = pgTable(
  "settlement_ends",
  {
    tenantId: tenantId(),
    settlementId: ref("settlement_id").notNull(),
    outcome: text("outcome", { enum: SETTLEMENT_OUTCOMES }).notNull(),
    endedOn: date("ended_on", { mode: "string" }).notNull(),
    /** What waived the rest, of one that was kept. */
    actId: ref("act_id"),
    reason: text("reason").notNull().default(""),
    bookedAt: at("booked_at").notNull(),
    bookedBy: ref("booked_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.settlementId] }),
    foreignKey({
      columns: [t.tenantId, t.settlementId],
      foreignColumns: [settlements.tenantId, settlements.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.actId],
      foreignColumns: [claimActs.tenantId, claimActs.id],
    }),
    oneOf("settlement_ends_outcome", "outcome", SETTLEMENT_OUTCOMES),
  ],
);

/** Append-only: the claims of a case went to another creditor as of a day. */
export const claimAssignments = pgTable(
  "claim_assignments",
  {
    tenantId: tenantId(),
    id: id(),
    caseId: ref("case_id").notNull(),
    fromPartyId: ref("from_party_id").notNull(),
    toPartyId: ref("to_party_id").notNull(),
    assignedOn: date("assigned_on", { mode: "string" }).notNull(),
    reason: text("reason").notNull(),
    undoesId: ref("undoes_id"),
    bookedAt: at("booked_at").notNull(),
    bookedBy: ref("booked_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("claim_assignments_case").on(t.tenantId, t.caseId, t.id),
    uniqueIndex("claim_assignments_undoes_key")
      .on(t.tenantId, t.undoesId)
      .where(sql`undoes_id is not null`),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    foreignKey({
      columns: [t.tenantId, t.fromPartyId],
      foreignColumns: [parties.tenantId, parties.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.toPartyId],
      foreignColumns: [parties.tenantId, parties.id],
    }),
    foreignKey({ columns: [t.tenantId, t.undoesId], foreignColumns: [t.tenantId, t.id] }),
  ],
);

/** Append-only: overpayment sent back, or moved to another case; so much smaller is the payment. */
export const surplusMoves = pgTable(
  "surplus_moves",
  {
    tenantId: tenantId(),
    id: id(),
    caseId: ref("case_id").notNull(),
    paymentId: ref("payment_id").notNull(),
    kind: text("kind", { enum: SURPLUS_KINDS }).notNull(),
    amountMinor: minor("amount_minor").notNull(),
    valueOn: date("value_on", { mode: "string" }).notNull(),
    /** The payment that it became on the other case. */
    toPaymentId: ref("to_payment_id"),
    reason: text("reason").notNull(),
    undoesId: ref("undoes_id"),
    sourceKey: text("source_key"),
    bookedAt: at("booked_at").notNull(),
    bookedBy: ref("booked_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("surplus_moves_case").on(t.tenantId, t.caseId, t.id),
    uniqueIndex("surplus_moves_undoes_key")
      .on(t.tenantId, t.undoesId)
      .where(sql`undoes_id is not null`),
    uniqueIndex("surplus_moves_source_key")
      .on(t.tenantId, t.sourceKey)
      .where(sql`source_key is not null`),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
    foreignKey({
      columns: [t.tenantId, t.paymentId],
      foreignColumns: [payments.tenantId, payments.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.toPaymentId],
      foreignColumns: [payments.tenantId, payments.id],
    }),
    foreignKey({ columns: [t.tenantId, t.undoesId], foreignColumns: [t.tenantId, t.id] }),
    oneOf("surplus_moves_kind", "kind", SURPLUS_KINDS),
    check("surplus_moves_amount", sql`amount_minor between 1 and 1000000000000`),
  ],
);

/** Append-only: whether new claims bear late interest, of a group or (null) the whole company. */
export const interestRules = pgTable(
  "interest_rules",
  {
    tenantId: tenantId(),
    id: id(),
    groupId: ref("group_id"),
    rule: text("rule", { enum: INTEREST_RULES }).notNull(),
    bookedAt: at("booked_at").notNull(),
    bookedBy: ref("booked_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("interest_rules_group").on(t.tenantId, t.groupId, t.id),
    foreignKey({
      columns: [t.tenantId, t.groupId],
      foreignColumns: [caseGroups.tenantId, caseGroups.id],
    }),
    oneOf("interest_rules_rule", "rule", INTEREST_RULES),
  ],
);
