import { describe, expect, it } from "vitest";
import { type PortalContext, reading } from "../context";
import { openDesk } from "../testing";
import { portalScene } from "./testing/portal-scene";
import { registered } from "./testing/registered";

const desk = await openDesk();

const casesOf = (tx: { sql: import("postgres").ISql }) => tx.sql<{ id: number }[]>`
  select id, current_setting('app.portal_cases', true) as remembered from cases order by id`;

async function twoClients() {
  const scene = await portalScene(desk);
  const first = await registered(desk, scene, scene.first);
  const second = await registered(desk, scene, scene.second);
  return { scene, first, second };
}

const nameOf = ({ actor }: PortalContext) => `${actor.tenantId}/${actor.portalUserId}/0`;

describe("what a client may see", () => {
  it("is found once a transaction, and remembered with whose it is", async () => {
    const { scene, first } = await twoClients();
    await reading(first, async (tx) => {
      expect((await casesOf(tx)).map(({ id }) => id)).toEqual([scene.first.caseId]);
      const [row] = await tx.sql<{ remembered: string }[]>`
        select current_setting('app.portal_cases', true) as remembered`;
      expect(row?.remembered).toBe(`${nameOf(first)} {${scene.first.caseId}}`);
    });
  });

  it("is forgotten with the transaction, and never another's", async () => {
    const { scene, first, second } = await twoClients();
    await reading(first, casesOf);
    await reading(second, async (tx) => {
      const [row] = await tx.sql<{ remembered: string | null }[]>`
        select nullif(current_setting('app.portal_cases', true), '') as remembered`;
      expect(row?.remembered).toBeNull();
      expect((await casesOf(tx)).map(({ id }) => id)).toEqual([scene.second.caseId]);
      // One who becomes another within it sees what that other sees.
      await tx.sql`select set_config('app.portal_user', ${String(first.actor.portalUserId)}, true)`;
      expect((await casesOf(tx)).map(({ id }) => id)).toEqual([scene.first.caseId]);
      // So does one who comes by a letter, here of nobody.
      await tx.sql`select set_config('app.portal_letter', '999999999', true)`;
      expect(await casesOf(tx)).toEqual([]);
    });
  });
});
