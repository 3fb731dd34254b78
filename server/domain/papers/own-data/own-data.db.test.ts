import { strFromU8, unzipSync } from "fflate";
import { expect, it } from "vitest";
import { LOCALES } from "@/server/kernel/locale";
import { noteShown } from "../../audit";
import { inTransaction } from "../../context";
import { createParty } from "../../parties";
import { portalScene } from "../../portal/testing/portal-scene";
import { registered } from "../../portal/testing/registered";
import { openRequest } from "../../requests";
import { openDesk } from "../../testing";
import { ownDataFile } from "./own-data-file";
import { ownDataPage } from "./own-data-page";
import { readOwnData } from "./read-own-data";

const desk = await openDesk();
const NUMBER = "CZ6508000000192000145399";

it("has what the client said, asked and did at the door, and nothing of another's", async () => {
  const scene = await portalScene(desk);
  const client = await registered(desk, scene, scene.first);
  const other = await registered(desk, scene, scene.second);
  const { partyId, portalUserId } = client.actor;
  const firm = await createParty(scene.admin, { kind: "legal_entity", fullName: "Morava s.r.o." });
  await openRequest(client, {
    ...{ subject: "Výmaz", kind: "other", text: "Prosím.", idempotencyKey: "own-data-1" },
  });
  await inTransaction(scene.admin, async (_, { sql }) => {
    await sql`insert into party_bank_accounts (party_id, number, updated_at)
              values (${partyId}, ${NUMBER}, ${desk.now})`;
    await sql`insert into client_changes (party_id, field, after, state, portal_user_id,
                                          given_by_name, given_at)
              values (${partyId}, 'bankAccount', ${JSON.stringify(NUMBER)}::jsonb, 'applied',
                      ${portalUserId}, 'x', ${desk.now})`;
    await sql`insert into organisation_joins (organisation_id, portal_user_id, sight, state, asked_at)
              values (${firm.partyId}, ${portalUserId}, 'organisation', 'waiting', ${desk.now})`;
    const [claim] = await sql<{ id: number }[]>`
      select id from claims where case_id = ${scene.first.caseId} limit 1`;
    const [request] = await sql<{ id: number }[]>`
      select id from cases where category = 'request' order by id desc limit 1`;
    const [claimId, requestId] = [claim?.id ?? 0, request?.id ?? 0];
    await sql`insert into disputes (claim_id, case_id, request_id, reason, opened_at, paused_until)
              values (${claimId}, ${scene.first.caseId}, ${requestId}, 'paid', ${desk.now},
                      '2027-01-01')`;
    await sql`insert into data_rights (request_id, party_id, kind, asked_at, due_on)
              values (${requestId}, ${partyId}, 'erasure', ${desk.now}, '2027-01-01')`;
    await sql`insert into portal_sessions (secret_hash, portal_user_id, created_at, last_seen_at,
                                           expires_at, ip, user_agent)
              values (decode('aa', 'hex'), ${portalUserId}, ${desk.now}, ${desk.now}, ${desk.now},
                      '203.0.113.77', 'Prohlížeč')`;
  });
  const data = await readOwnData(client);
  expect(data).toMatchObject({
    bankAccounts: [{ number: NUMBER }],
    changes: [{ field: "bankAccount", value: NUMBER, state: "applied" }],
    organisations: [{ name: "Morava s.r.o.", state: "waiting", isMember: false }],
    disputes: [{ refNo: scene.first.refNo, reason: "paid", outcome: null }],
    dataRights: [{ kind: "erasure", dueOn: "2027-01-01", outcome: null }],
  });
  expect(data.signIns[0]).toMatchObject({ ip: "203.0.113.77", userAgent: "Prohlížeč" });
  for (const language of LOCALES) {
    const page = ownDataPage({ data, lookups: [], language, today: client.today, house: "X" });
    for (const text of [NUMBER, "Morava s.r.o.", "203.0.113.77"]) expect(page).toContain(text);
    expect(page).not.toContain("undefined");
  }
  const theirs = await readOwnData(other);
  expect(JSON.stringify(theirs)).not.toMatch(/203\.0\.113\.77|CZ65|Morava/);
  const none = { bankAccounts: [], changes: [], disputes: [], dataRights: [], organisations: [] };
  expect(theirs).toMatchObject(none);
});

it("says when somebody of the house opened the card, not who, nor which lists named them", async () => {
  const scene = await portalScene(desk);
  const client = await registered(desk, scene, scene.first);
  const { partyId } = client.actor;
  const lists = { caseId: null, partyId: null, caseIds: [], partyIds: [partyId, 1_000_000] };
  await noteShown(scene.admin, "parties.list", lists);
  await noteShown(scene.admin, "parties.get", { ...lists, partyId });
  const { content } = await ownDataFile(client);
  const [json] = Object.entries(unzipSync(new Uint8Array(content))).filter(([name]) =>
    name.endsWith(".json"),
  );
  const { lookups } = JSON.parse(strFromU8(json?.[1] ?? new Uint8Array()));
  expect(lookups).toEqual([{ at: desk.now.toISOString(), of: "card" }]);
});
