import type { Progress, ProgressState } from "@/server/kernel/delivery";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import { askDataBox } from "./ask-data-box";
import type { DataBoxSettings, DataMessageState, DeliveryInfo, StateChange } from "./data-box";
import { readDelivery, readStateChanges } from "./read-envelope";
import { nillable, textOf } from "./soap";

export const ZFO_TYPE = "application/vnd.software602.filler.form-xml-zip";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Delivery by fiction comes after ten days; who is asked about later is asked about alone. */
const WINDOW_DAYS = 14;
const IDS_MAX = 100;

/** In the box (4) is not delivered yet: that takes a sign-in (6), or ten days without one (5). */
const STATES: Readonly<Record<DataMessageState, ProgressState | null>> = {
  1: "sent",
  2: "sent",
  3: "undelivered",
  4: "sent",
  5: "delivered",
  6: "delivered",
  7: "read",
  8: "undelivered",
  // Erased or put into a vault: what became of it before is told by its times.
  9: null,
  10: null,
};

const WORDS: Readonly<Record<DataMessageState, string>> = {
  1: "submitted",
  2: "time_stamped",
  3: "infected",
  4: "in_box",
  5: "fiction",
  6: "signed_in",
  7: "read",
  8: "box_inaccessible",
  9: "erased",
  10: "in_vault",
};

/** Those that a delivery receipt proves. */
const PROVEN: ReadonlySet<ProgressState> = new Set(["delivered", "read", "undelivered"]);

/**
 * What became of sent messages, oldest change first; the last one of each bears the signed delivery
 * receipt once there is something to prove. One question tells the changes of two weeks; only
 * messages that it does not mention are asked about one by one. Looking after sent messages delivers
 * nothing that waits in the box. Throws external `dataBox.*`.
 */
export async function followMessages(
  settings: DataBoxSettings,
  ids: readonly string[],
): Promise<Progress[]> {
  if (ids.length > IDS_MAX) throw new DomainError("invalid", "dataBox.too_many_ids");
  if (ids.length === 0) return [];
  const wanted = new Set(ids);
  const changes = await stateChanges(settings);
  const known = new Map<string, StateChange[]>();
  for (const change of changes) {
    if (wanted.has(change.id)) known.set(change.id, [...(known.get(change.id) ?? []), change]);
  }
  const told: Progress[] = [];
  for (const id of wanted) {
    const progress = (known.get(id) ?? []).flatMap((change) => progressOf(change) ?? []);
    const each = progress.length > 0 ? progress : await askAlone(settings, id);
    told.push(...(await withProof(settings, each)));
  }
  return told;
}

async function stateChanges(settings: DataBoxSettings): Promise<StateChange[]> {
  const now = (settings.now ?? (() => new Date()))();
  const from = new Date(now.getTime() - WINDOW_DAYS * DAY_MS);
  const { root } = await askDataBox(settings, {
    ...{ path: "dx", operation: "GetMessageStateChanges" },
    content: [nillable("dmFromTime", from.toISOString()), nillable("dmToTime", now.toISOString())],
  });
  const time = ({ at }: StateChange) => at?.getTime() ?? 0;
  return readStateChanges(root).sort((a, b) => time(a) - time(b));
}

function progressOf({ id, state, at }: StateChange): Progress | null {
  const known = STATES[state];
  return known === null
    ? null
    : { providerId: id, state: known, at, detail: `${state} ${WORDS[state]}` };
}

/** When and how a message is delivered, from GetDeliveryInfo; null where the box does not know it. */
export async function askDelivery(
  settings: DataBoxSettings,
  id: string,
): Promise<DeliveryInfo | null> {
  try {
    const content = [["p:dmID", id]] as const;
    const { root } = await askDataBox(settings, {
      path: "dx",
      operation: "GetDeliveryInfo",
      content,
    });
    return readDelivery(root);
  } catch (error) {
    if (isDomainError(error) && error.code === "dataBox.refused") return null;
    throw error;
  }
}

async function askAlone(settings: DataBoxSettings, id: string): Promise<Progress[]> {
  const info = await askDelivery(settings, id);
  if (info === null) return [];
  const { state, acceptedAt, deliveredAt } = info.envelope;
  if (state === null) return [];
  const last = info.events.at(-1);
  const at = acceptedAt ?? last?.at ?? deliveredAt;
  const own = progressOf({ id, state, at });
  if (own !== null) {
    const code = last?.code;
    return [code ? { ...own, detail: `${own.detail} ${code}` } : own];
  }
  const detail = `${state} ${WORDS[state]}`;
  return acceptedAt === null
    ? []
    : [{ providerId: id, state: "delivered", at: acceptedAt, detail }];
}

async function withProof(settings: DataBoxSettings, progress: Progress[]): Promise<Progress[]> {
  const last = progress.at(-1);
  if (last === undefined || !PROVEN.has(last.state)) return progress;
  const bytes = await signedDelivery(settings, last.providerId);
  if (bytes === null) return progress;
  const proof = { name: `dorucenka-${last.providerId}.zfo`, mediaType: ZFO_TYPE, bytes };
  return [...progress.slice(0, -1), { ...last, proof }];
}

/** The signed delivery receipt, or null where the system has none (any more). */
export async function signedDelivery(
  settings: DataBoxSettings,
  id: string,
): Promise<Uint8Array | null> {
  try {
    const question = { path: "dx", operation: "GetSignedDeliveryInfo" } as const;
    const { root } = await askDataBox(settings, { ...question, content: [["p:dmID", id]] });
    const signature = textOf(root, "dmSignature");
    return signature === null || signature === "" ? null : Buffer.from(signature, "base64");
  } catch (error) {
    if (isDomainError(error) && error.code === "dataBox.refused") return null;
    throw error;
  }
}
