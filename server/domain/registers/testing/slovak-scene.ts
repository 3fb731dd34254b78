import { startReplikTwin } from "@/server/connectors/isir-sk/testing/replik-twin";
import type { TwinProceeding } from "@/server/connectors/isir-sk/testing/replik-words";
import { atInstant } from "../../context";
import type { Desk } from "../../testing";
import type { FeedParts } from "../feed";
import type { SaveServiceInput } from "../inputs";
import { saveService } from "../save-settings";

export type SlovakScene = Awaited<ReturnType<typeof openSlovakScene>>;

/** An install beside a Slovak register of one's own making, with a clock that tests move on. */
export async function openSlovakScene(desk: Desk, proceedings: readonly TwinProceeding[] = []) {
  const twin = await startReplikTwin({ proceedings });
  const outside = { fioUrl: "", isPrivateAllowed: true, registersUrl: twin.sandboxUrl };
  let now = desk.now;
  const parts = (): FeedParts => ({ ...desk, outside, now, log: quiet });
  const service: SaveServiceInput = {
    ...{ register: "isir_sk", url: twin.url, validity: "30D", warningMode: "none" },
    ...{ allowsBackground: true, perMinute: 10_000, perDay: 100_000, priceMinor: 0 },
    ...{ currency: "EUR", monthBudgetMinor: null },
  };
  return {
    twin,
    parts,
    service,
    now: () => now,
    pass: (minutes: number) => {
      now = new Date(now.getTime() + minutes * 60_000);
    },
    /** A tenant that asks the twin, its administrator, and its clock. */
    agency: async () => {
      const tenant = await desk.tenant();
      const admin = { ...(await tenant.operator()), outside };
      await saveService(admin, service);
      const clock = () => atInstant({ ...tenant.system("feed"), outside }, now);
      return { tenant, admin, clock };
    },
    /** How often the register was asked by an operation. */
    askedFor: (operation: string) =>
      twin.asked.filter(({ body }) => body.toString().includes(`${operation}Request`)).length,
  };
}

const quiet = { info: () => undefined, error: () => undefined };
