import { expect, it } from "vitest";
import { listCases } from "@/server/domain/cases";
import { waitingForMe } from "@/server/domain/collegial";
import { openDesk } from "@/server/domain/testing";
import { circulate } from "./documents";

const desk = await openDesk();

it("the demo's documents stand in every kind of decision, one is archived", async () => {
  const tenant = await desk.tenant();
  const person = (name: string) => tenant.operator("operator", { name });
  const supervisor = await tenant.operator("supervisor");
  const colleagues = {
    ...{ voter: await person("Hlasující"), approver: await person("Schvalující") },
    ...{ signer: await person("Podepisující"), deputy: await person("Zastupující") },
  };
  await circulate({ supervisor, operator: await person("Autor"), colleagues });
  const filter = { category: "document", archived: "all" } as const;
  const { items } = await listCases(supervisor, { filter });
  expect(items.map(({ state }) => state).toSorted()).toEqual([
    ...["approval", "archived", "preparation", "signing", "voting"],
  ]);
  const waiting = await waitingForMe(colleagues.deputy);
  expect(waiting.items).toMatchObject([{ kind: "sign", forName: "Podepisující" }]);
});
