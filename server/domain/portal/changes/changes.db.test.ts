import { describe, expect, it } from "vitest";
import { inTransaction, reading } from "../../context";
import { getParty } from "../../parties";
import { openDesk } from "../../testing";
import { listOpenTasks } from "../../timeline";
import {
  acceptChange,
  changeMyData,
  changesOfParty,
  myData,
  rejectChange,
  saveRules,
  takeBackChange,
  waitingChanges,
} from "../index";
import { portalScene } from "../testing/portal-scene";
import { registered } from "../testing/registered";

const desk = await openDesk();
const NEW = { street: "Nová 5", city: "Brno", postalCode: "602 00", country: "CZ" };
const confirmAll = {
  ...{ version: 0, letterDays: 30, registration: "closed" as const },
  ...{ confirmsName: true, confirmsBankAccount: true, confirmsAddress: true },
};

async function scene({ isConfirmed = true }: { isConfirmed?: boolean } = {}) {
  const made = await portalScene(desk);
  const { admin, first } = made;
  await saveRules(admin, { ...confirmAll, confirmsAddress: isConfirmed });
  const ctx = await registered(desk, made, first);
  const change = async (more: Record<string, unknown> = {}) => {
    const { version, emails, phones } = await myData(ctx);
    await changeMyData(ctx, { version, emails, phones, address: NEW, ...more });
  };
  const cityOf = async () => {
    const { addresses } = await getParty(admin, { partyId: first.partyId });
    return addresses[0]?.city;
  };
  return { ...made, ctx, change, cityOf };
}

describe("what a client says of themselves", () => {
  it("is on the card at once where nobody confirms it, and one click takes it back", async () => {
    const { admin, first, change, cityOf } = await scene({ isConfirmed: false });
    await change({ phones: ["+420 777 111 222"] });
    expect(await cityOf()).toBe("Brno");
    const rows = await changesOfParty(admin, { partyId: first.partyId });
    const address = rows.find(({ field }) => field === "address");
    expect(address).toMatchObject({
      ...{ state: "applied", givenByName: "Jan Novák", isLast: true },
      before: { street: "Dlouhá 1", city: "Praha", postalCode: "11000", country: "CZ" },
      after: { street: "Nová 5", city: "Brno", postalCode: "60200", country: "CZ" },
    });
    expect(rows.find(({ field }) => field === "phones")?.after).toEqual(["+420777111222"]);
    await takeBackChange(admin, { changeId: address?.id ?? 0 });
    expect(await cityOf()).toBe("Praha");
    await expect(takeBackChange(admin, { changeId: address?.id ?? 0 })).rejects.toMatchObject({
      code: "portal.change_over",
    });
  });

  it("is not taken back once the card says something else", async () => {
    const { admin, first, change, cityOf } = await scene({ isConfirmed: false });
    await change();
    await change({ address: { ...NEW, city: "Olomouc", postalCode: "779 00" } });
    const rows = await changesOfParty(admin, { partyId: first.partyId });
    const old = rows.at(-1);
    await expect(takeBackChange(admin, { changeId: old?.id ?? 0 })).rejects.toMatchObject({
      code: "portal.change_overtaken",
    });
    expect(await cityOf()).toBe("Olomouc");
  });

  it("waits where it is confirmed, with a task and in the queue, and then stands there", async () => {
    const { admin, first, ctx, change, cityOf } = await scene();
    await change({ bankAccount: "CZ65 0800 0000 1920 0014 5399" });
    expect(await cityOf()).toBe("Praha");
    const { changes, bankAccount } = await myData(ctx);
    expect(bankAccount).toBeNull();
    expect(changes.map(({ field, state }) => [field, state])).toEqual([
      ["address", "waiting"],
      ["bankAccount", "waiting"],
    ]);
    expect(await listOpenTasks(admin, { caseId: first.caseId })).toHaveLength(1);
    const queue = await waitingChanges(admin);
    expect(queue).toHaveLength(2);
    for (const { id } of queue) await acceptChange(admin, { changeId: id });
    expect(await cityOf()).toBe("Brno");
    const after = await myData(ctx);
    expect([after.bankAccount, after.changes]).toEqual(["19-2000145399/0800", []]);
    expect(await listOpenTasks(admin, { caseId: first.caseId })).toHaveLength(0);
  });

  it("is refused with a reason that the client reads, and only what is an account is asked", async () => {
    const { admin, ctx, change } = await scene();
    await expect(change({ bankAccount: "19-2000145398/0800" })).rejects.toMatchObject({
      code: "portal.bad_account",
    });
    expect((await myData(ctx)).changes).toEqual([]);
    await change();
    const [waiting] = await waitingChanges(admin);
    await rejectChange(admin, { changeId: waiting?.id ?? 0, reason: "Doložte prosím smlouvu." });
    expect((await myData(ctx)).changes).toMatchObject([
      { field: "address", state: "rejected", reason: "Doložte prosím smlouvu." },
    ]);
  });

  it("waits once a field: a newer word withdraws the older, the old value withdraws both", async () => {
    const { admin, first, ctx, change } = await scene();
    await change();
    await change({ address: { ...NEW, city: "Olomouc", postalCode: "779 00" } });
    expect((await waitingChanges(admin)).map(({ after }) => after)).toMatchObject([
      { city: "Olomouc" },
    ]);
    expect(await listOpenTasks(admin, { caseId: first.caseId })).toHaveLength(1);
    const { address } = await myData(ctx);
    await change({ address });
    expect(await waitingChanges(admin)).toEqual([]);
    expect(await listOpenTasks(admin, { caseId: first.caseId })).toHaveLength(0);
  });

  it("is decided once: of confirming and withdrawing at the same time one counts", async () => {
    const { admin, first, change, cityOf } = await scene();
    await change();
    const [waiting] = await waitingChanges(admin);
    const newer = { address: { ...NEW, city: "Olomouc", postalCode: "779 00" } };
    const [accepted] = await Promise.allSettled([
      acceptChange(admin, { changeId: waiting?.id ?? 0 }),
      change(newer),
    ]);
    const states = await reading(
      admin,
      ({ sql }) => sql<{ state: string }[]>`
      select state from client_changes where id = ${waiting?.id ?? 0}`,
    );
    const isAccepted = accepted.status === "fulfilled";
    expect(states[0]?.state).toBe(isAccepted ? "accepted" : "withdrawn");
    expect(await cityOf()).toBe(isAccepted ? "Brno" : "Praha");
    const rows = await changesOfParty(admin, { partyId: first.partyId });
    expect(rows.filter(({ state }) => state === "waiting").length).toBeLessThanOrEqual(1);
  });

  it("is decided by whoever may edit the card and sees it", async () => {
    const { tenant, admin, first, change } = await scene();
    await change();
    const [waiting] = await waitingChanges(admin);
    const changeId = waiting?.id ?? 0;
    const groupId = await inTransaction(admin, async (_, { sql }) => {
      const [row] = await sql<{ id: number }[]>`
        insert into access_groups (code, name) values ('H', 'H') returning id`;
      await sql`update cases set access_group_id = ${row?.id ?? 0} where id = ${first.caseId}`;
      return row?.id ?? 0;
    });
    expect(groupId).toBeGreaterThan(0);
    const outsider = await tenant.operator("operator", { accessGroupIds: [] });
    const reader = await tenant.operator("readOnly");
    expect(await waitingChanges(outsider)).toEqual([]);
    for (const act of [acceptChange, takeBackChange]) {
      await expect(act(outsider, { changeId })).rejects.toMatchObject({ kind: "not_found" });
      await expect(act(reader, { changeId })).rejects.toMatchObject({ kind: "forbidden" });
    }
    await expect(rejectChange(outsider, { changeId, reason: "X" })).rejects.toMatchObject({
      kind: "not_found",
    });
  });
});
