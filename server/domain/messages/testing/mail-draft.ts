import type { MessageDraft } from "../draft";

let serial = 0;

/** A mail to a debtor, ready to be put down. */
export function mailDraft(
  of: Pick<MessageDraft, "caseId" | "partyId">,
  more: Partial<MessageDraft> = {},
): MessageDraft {
  return {
    ...of,
    ...{ key: `draft-${++serial}`, channel: "email" },
    ...{ toAddress: "karel@debtor.example", toName: "Karel Dlužný" },
    from: { address: "agency@saldo.example", name: "Agentura" },
    ...{ subject: "Upomínka", body: "Dlužíte 1 000,00 Kč.", files: [], language: "cs" },
    ...{ isAutomatic: false, notBefore: new Date("2026-11-22T09:00:00Z") },
    ...more,
  };
}
