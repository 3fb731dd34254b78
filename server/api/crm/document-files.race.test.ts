import { expect, it } from "vitest";
import { openCase } from "@/server/domain/cases";
import { reading } from "@/server/domain/context";
import { createParty } from "@/server/domain/parties";
import { openDesk } from "@/server/domain/testing";
import { receiveDocument } from "./document-files";

const desk = await openDesk();

it("of five next versions of one document one wins, the others hear of a conflict", async () => {
  const ctx = await (await desk.tenant()).operator();
  const { partyId } = await createParty(ctx, { kind: "natural_person", fullName: "Jan Novák" });
  const parties = [{ partyId, role: "debtor" }];
  const { caseId } = await openCase(ctx, { category: "collection", parties });
  const send = (name: string, more = {}) => {
    const query = new URLSearchParams({ caseId: String(caseId), name, ...more });
    const body = { method: "POST", body: `%PDF ${name}` };
    return receiveDocument(ctx, new Request(`https://saldo.example/files?${query}`, body));
  };
  const { eventId } = (await (await send("first.pdf")).json()) as { eventId: number };
  const answers = await Promise.all(
    [1, 2, 3, 4, 5].map((n) => send(`next-${n}.pdf`, { replacesEventId: String(eventId) })),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409]);
  const refusals = await Promise.all(
    answers.flatMap((answer) => (answer.status === 409 ? [answer.json()] : [])),
  );
  for (const refusal of refusals) {
    expect(refusal).toEqual({ code: "timeline.version_exists", params: {} });
  }
  const versions = await reading(ctx, ({ sql }) =>
    sql`select id from case_events where replaces_event_id = ${eventId}`.then((r) => [...r]),
  );
  expect(versions).toHaveLength(1);
});
