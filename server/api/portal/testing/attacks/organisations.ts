import { randomUUID } from "node:crypto";
import { PASSWORD } from "@/server/domain/portal/testing/registered";
import type { Attacks } from "../attack";

const address = { street: "X 1", city: "X", postalCode: "", country: "CZ" };

export const organisations: Attacks = {
  registration: [() => undefined],
  askRegistration: [({ ctx }) => ({ email: ctx.actor.email, code: "ABCD-EFGH" })],
  askRegistrationWay: [() => ({ token: "x".repeat(43) })],
  finishRegistration: [
    () => ({ token: "x".repeat(43), name: "X", password: PASSWORD, language: "cs" }),
  ],
  // With the letter of another in one's hands, and not knowing what it asks for.
  askLetter: [({ letterToken }) => ({ token: letterToken })],
  openLetter: [
    ({ letterToken, refNo }) => ({ token: letterToken, refNo, birthOn: "1901-01-01" }),
    ({ letterToken }) => ({ token: `${letterToken.slice(0, -1)}x`, birthOn: "1901-01-01" }),
  ],
  testPaymentOffer: [({ refNo }) => ({ refNo })],
  enterTestPayment: [
    ({ refNo, claimId }) => ({ refNo, claimId, amountMinor: 100, idempotencyKey: randomUUID() }),
  ],
  myOrganisation: [() => undefined],
  changeMyOrganisation: [() => ({ version: 1, name: "X", address })],
  companyForMe: [() => ({ registrationNo: "1" })],
  foundOrganisation: [
    ({ registrationNo }) => ({
      ...{ registrationNo, country: "CZ", name: "X", address, contactPerson: { name: "X" } },
    }),
  ],
  joinOrganisation: [() => ({ code: "ABCD-EFGH" })],
  makeMyCode: [() => ({ sight: "subordinate" })],
  revokeMyCode: [({ codeId }) => ({ codeId })],
  acceptMyJoin: [({ joinId }) => ({ joinId })],
  rejectMyJoin: [({ joinId }) => ({ joinId, reason: "X" })],
  removeColleague: [({ ctx }) => ({ portalUserId: ctx.actor.portalUserId })],
};
