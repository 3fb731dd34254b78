import { expect, it } from "vitest";
import { portalScene } from "@/server/domain/portal/testing/portal-scene";
import { PASSWORD, registered } from "@/server/domain/portal/testing/registered";
import { cannedFor, listDesk } from "@/server/domain/requests";
import { openDesk } from "@/server/domain/testing";
import { askForHelp } from "./requests";

const desk = await openDesk();

it("the demo's desk has what clients asked: one by a rule with somebody, one answered", async () => {
  const scene = await portalScene(desk);
  const supervisor = await scene.tenant.operator("supervisor");
  const { actor } = await registered(desk, scene, scene.first);
  const login = { role: "person", email: actor.email, password: PASSWORD };
  await askForHelp({ administrator: scene.admin, supervisor }, [login]);
  const { items } = await listDesk(scene.admin, {});
  const byKind = Object.fromEntries(items.map((item) => [item.kind, item]));
  expect(byKind).toMatchObject({
    payment: { state: "new", ownerId: null },
    dispute: { priority: "high", ownerId: supervisor.actor.operatorId },
    instalments: { state: "waiting-client", ownerId: scene.admin.actor.operatorId },
  });
  const caseId = byKind.payment?.caseId ?? 0;
  const { answers } = await cannedFor(scene.admin, { caseId });
  expect(answers.map(({ shortcut }) => shortcut)).toEqual(["zustatek", "prijato"]);
  expect(answers[0]?.text).toContain("Jan Novák");
});
