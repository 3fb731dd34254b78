import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { CrmApiProvider, trpc } from "../api/crm";
import { useClaimsChanged } from "../claims/use-claims-changed";
import { useAgreementsChanged } from "../instalments/use-agreements-changed";
import { useCaseChanged } from "./use-case-changed";

const PANELS = { place: "case", id: 7, ask: "due" } as const;

/** Draws the hook within the procedures' client, and hands out what it made. */
function drawn<T>(hook: () => T): { made: T; client: QueryClient } {
  const held: { value?: { made: T; client: QueryClient } } = {};
  function Probe() {
    trpc.useUtils().configuration.panels.setData(PANELS, []);
    held.value = { made: hook(), client: useQueryClient() };
    return null;
  }
  renderToStaticMarkup(
    <CrmApiProvider>
      <Probe />
    </CrmApiProvider>,
  );
  if (!held.value) throw new Error("nothing was drawn");
  return held.value;
}

const isAskedAgain = (client: QueryClient) =>
  client
    .getQueryCache()
    .getAll()
    .every(({ state }) => state.isInvalidated);

describe("values that the customer's program works out are asked for again", () => {
  it.each([
    ["a change of the case, heard live too", () => useCaseChanged()],
    ["a booking", () => useClaimsChanged()],
    ["an agreement", () => useAgreementsChanged()],
  ])("after %s", async (_what, hook) => {
    const { made, client } = drawn<(caseId: number) => Promise<void>>(hook);
    expect(client.getQueryCache().getAll()).toHaveLength(1);
    expect(isAskedAgain(client)).toBe(false);
    await made(PANELS.id);
    expect(isAskedAgain(client)).toBe(true);
  });
});
