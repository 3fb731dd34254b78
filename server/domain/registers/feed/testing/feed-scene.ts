import type { TwinEvent } from "@/server/connectors/isir-cz/testing/event-words";
import { startIsirTwin } from "@/server/connectors/isir-cz/testing/isir-twin";
import { openCase } from "../../../cases";
import { atInstant, type Context, type OperatorActor } from "../../../context";
import { createParty } from "../../../parties";
import type { Desk } from "../../../testing";
import { saveService } from "../../save-settings";
import type { FeedParts } from "../hand";

export type FeedScene = Awaited<ReturnType<typeof openFeedScene>>;

/** An install beside a register of one's own making, with a clock that tests move on. */
export async function openFeedScene(desk: Desk, events: readonly TwinEvent[] = []) {
  const twin = await startIsirTwin({ events });
  const outside = { fioUrl: "", isPrivateAllowed: true, registersUrl: twin.sandboxUrl };
  let now = desk.now;
  const parts = (): FeedParts => ({ ...desk, outside, now, log: quiet });
  return {
    twin,
    parts,
    pass: (minutes: number) => {
      now = new Date(now.getTime() + minutes * 60_000);
    },
    /** A tenant that asks the twin, its administrator, and its clock. */
    agency: async () => {
      const tenant = await desk.tenant();
      const admin = { ...(await tenant.operator()), outside };
      await saveService(admin, {
        ...{ register: "isir_cz", url: twin.url, validity: "30D", warningMode: "none" },
        ...{ allowsBackground: true, perMinute: 10_000, perDay: 100_000, priceMinor: 0 },
        ...{ currency: "CZK", monthBudgetMinor: null },
      });
      const clock = () => atInstant({ ...tenant.system("feed"), outside }, now);
      return { tenant, admin, clock };
    },
    /** How often the register was asked for events. */
    askedCount: () => twin.asked.filter(({ path }) => path.includes("events")).length,
  };
}

const quiet = { info: () => undefined, error: () => undefined };

/** A debtor on a case of their own. */
export async function addDebtor(
  ctx: Context<OperatorActor>,
  given: Omit<Parameters<typeof createParty>[1], "kind"> & { kind?: "legal_entity" },
): Promise<{ partyId: number; caseId: number }> {
  const { partyId } = await createParty(ctx, { kind: "natural_person", ...given });
  const parties = [{ partyId, role: "debtor" }];
  const { caseId } = await openCase(ctx, { category: "collection", parties });
  return { partyId, caseId };
}
