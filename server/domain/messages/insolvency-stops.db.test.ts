import { beforeAll, describe, expect, it } from "vitest";
import type { StopReason } from "@/db/values/messages";
import { openCase } from "../cases";
import { type Context, inTransaction, type OperatorActor } from "../context";
import { createParty } from "../parties";
import { openDesk } from "../testing";
import { contactStops } from "./contact-policy";
import { readContactRules } from "./contact-rules";

const desk = await openDesk();
let ctx: Context<OperatorActor>;
let serial = 0;
beforeAll(async () => {
  ctx = await (await desk.tenant()).operator();
});

const person = async () => {
  const { partyId } = await createParty(ctx, {
    ...{ kind: "natural_person", fullName: `Jana Stavová${"abcdefgh".charAt(serial++)}` },
  });
  return partyId;
};

/** By the table that a check keeps; what writes it is tested where it is written. */
const setInsolvent = (partyId: number, isActive: boolean, procedure: string | null = null) =>
  inTransaction(ctx, async (_, { sql }) => {
    const [row] = await sql<{ id: number }[]>`
      insert into screenings (register, party_id, cause, purpose, legal_basis, asked_by, asked_at,
                              actor_name, outcome, is_first)
      values ('isir_sk', ${partyId}, 'card', 'x', 'x', 'birth_number', now(), 'x', 'found', true)
      returning id`;
    await sql`
      insert into party_insolvency (party_id, register, is_active, is_suspected, procedure,
                                    screening_id, checked_at, changed_at, tried_at)
      values (${partyId}, 'isir_sk', ${isActive}, ${!isActive}, ${procedure}, ${row?.id ?? 0}, now(),
              now(), now())`;
  });

async function stops(contacts: { caseId: number; partyId: number }[]): Promise<StopReason[][]> {
  return inTransaction(ctx, async (inner, tx) => {
    const rules = await readContactRules(tx);
    const of = await contactStops(tx, { contacts, channel: "letter", today: inner.today, rules });
    return contacts.map(of);
  });
}

describe("letters to somebody insolvent", () => {
  it("stop on every case whose debtor they are, for whoever owes there", async () => {
    const [debtor, beside] = [await person(), await person()];
    const open = async (parties: { partyId: number; role: string }[]) =>
      (await openCase(ctx, { category: "collection", parties })).caseId;
    const one = await open([{ partyId: debtor, role: "debtor" }]);
    const two = await open([
      { partyId: debtor, role: "debtor" },
      { partyId: beside, role: "coDebtor" },
    ]);
    await setInsolvent(debtor, true);
    expect(
      await stops([
        { caseId: one, partyId: debtor },
        { caseId: two, partyId: debtor },
        { caseId: two, partyId: beside },
      ]),
    ).toEqual([["insolvency"], ["insolvency"], ["insolvency"]]);
  });

  it("stop for a co-debtor alone: the debtor is written to", async () => {
    const [debtor, beside] = [await person(), await person()];
    const parties = [
      { partyId: debtor, role: "debtor" },
      { partyId: beside, role: "coDebtor" },
    ];
    const { caseId } = await openCase(ctx, { category: "collection", parties });
    await setInsolvent(beside, true);
    expect(
      await stops([
        { caseId, partyId: debtor },
        { caseId, partyId: beside },
      ]),
    ).toEqual([[], ["insolvency"]]);
  });

  it("go on in a liquidation, which is no insolvency, and stop in a preventive restructuring", async () => {
    const parties = [await person(), await person()] as const;
    const [one, two] = await Promise.all(
      parties.map(async (partyId) => {
        const on = [{ partyId, role: "debtor" }];
        return (await openCase(ctx, { category: "collection", parties: on })).caseId;
      }),
    );
    await setInsolvent(parties[0], true, "liquidation");
    await setInsolvent(parties[1], true, "preventive");
    expect(
      await stops([
        { caseId: one ?? 0, partyId: parties[0] },
        { caseId: two ?? 0, partyId: parties[1] },
      ]),
    ).toEqual([[], ["insolvency"]]);
  });

  it("go on while it is only suspected", async () => {
    const debtor = await person();
    const parties = [{ partyId: debtor, role: "debtor" }];
    const { caseId } = await openCase(ctx, { category: "collection", parties });
    await setInsolvent(debtor, false);
    expect(await stops([{ caseId, partyId: debtor }])).toEqual([[]]);
  });
});
