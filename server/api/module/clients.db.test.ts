import { describe, expect, it } from "vitest";
import { inTransaction, type OperatorContext } from "@/server/domain/context";
import { createParty } from "@/server/domain/parties";
import { clientOfSession, enterByLink, saveSite } from "@/server/domain/portal";
import { openDoor } from "@/server/domain/portal/testing/portal-scene";
import { openDesk } from "@/server/domain/testing";
import { openAgency } from "./testing/agency";

const desk = await openDesk();
const visitor = { ip: "192.0.2.7", userAgent: "test" };
const log = { info: () => undefined, error: () => undefined };
const outside = { fioUrl: "", isPrivateAllowed: true, baseUrl: "https://saldo.example" };

async function addAccount(admin: OperatorContext) {
  const { partyId } = await createParty(admin, {
    ...{ kind: "natural_person", fullName: "Jan Klient", birthOn: "1980-05-05" },
  });
  await inTransaction(admin, async (_, { sql }) => {
    await sql`insert into portal_users (party_id, email, name, password_hash)
              values (${partyId}, 'jan@c.example', 'Jan Klient', '-')`;
  });
  return partyId;
}

describe("a link for a client through the module API", () => {
  it("signs them in once, for an hour, and says by which program", async () => {
    const { call, admin, tenant } = await openAgency(desk, { outside });
    const partyId = await addAccount(admin);
    expect(await call("POST clients/links", { partyId })).toMatchObject({
      ...{ status: 412, body: { code: "portal.shut" } },
    });
    await saveSite(admin, { ...openDoor, version: 0 });
    const { status, body } = await call("POST clients/links", { partyId });
    expect(status).toBe(200);
    const token = /^https:\/\/saldo\.example\/portal\/[^/]+\/enter\/(\S{43})$/.exec(body.url)?.[1];
    const door = { ...desk, log };
    const enter = (at: Date, id = tenant.id) =>
      enterByLink({ ...door, now: at }, id, { token: token ?? "", visitor });
    const over = { code: "portal.link_over" };
    const other = await desk.tenant();
    await expect(enter(desk.now, other.id)).rejects.toMatchObject(over);
    await expect(enter(new Date(body.expiresAt))).rejects.toMatchObject(over);
    const both = await Promise.allSettled([enter(desk.now), enter(desk.now)]);
    expect(both.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"]);
    const secret = both.flatMap((each) =>
      each.status === "fulfilled" ? each.value.secret : [],
    )[0];
    const client = await clientOfSession(door, secret ?? "");
    expect(client).toMatchObject({ name: "Jan Klient", byName: "Úvěry", partyId });
    const later = new Date(desk.now.getTime() + 3_600_000);
    expect(await clientOfSession({ ...door, now: later }, secret ?? "")).toBeNull();
  });

  it("is for a key that may, and for a card with an account", async () => {
    const { call, admin } = await openAgency(desk, { scopes: ["cases:read"] });
    await saveSite(admin, { ...openDoor, version: 0 });
    const partyId = await addAccount(admin);
    expect(await call("POST clients/links", { partyId })).toMatchObject({ status: 403 });
    const may = await openAgency(desk);
    await saveSite(may.admin, { ...openDoor, version: 0 });
    expect(await may.call("POST clients/links", { partyId })).toMatchObject({
      ...{ status: 404, body: { code: "portal.client_not_found" } },
    });
  });
});
