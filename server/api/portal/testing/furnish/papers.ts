import { showDocument } from "@/server/domain/papers";
import { keepDocument, keepMessage } from "@/server/domain/papers/testing/paper-scene";
import type { Furnish } from "../attack";

/** What was sent to the debtor and came from them, with files, and documents shown and not shown. */
export const papers: Furnish = async ({ admin }, { caseId, partyId }, mark) => {
  const files = [
    { kind: "document" as const, name: `dopis-${mark}.txt` },
    { kind: "proof" as const, name: `dodejka-${mark}.txt` },
  ];
  await keepMessage(admin, { caseId, partyId, text: mark, channel: "letter", files });
  await keepMessage(admin, { caseId, partyId, text: mark, direction: "inbound" });
  const content = `Obsah ${mark}`;
  const shown = await keepDocument(admin, { caseId, name: `smlouva-${mark}.txt`, content });
  await showDocument(admin, { eventId: shown.eventId, version: 1, partyIds: [partyId] });
  await keepDocument(admin, { caseId, name: `interni-${mark}.txt`, content });
};
