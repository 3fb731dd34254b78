import type { ComponentKind } from "@/db/values/claims";
import type { Day } from "@/server/kernel/days";
import { addMinor } from "@/server/kernel/money";
import type { AllocationEntry } from "./allocation";

/** Where a part of a payment stands; without a component it is kept as overpayment. */
export interface PaymentPart {
  componentId: number | null;
  claimId: number | null;
  kind: ComponentKind | null;
  description: string;
  amountMinor: number;
}

interface Component {
  id: number;
  kind: ComponentKind;
  description: string;
}

export interface PartsQuery {
  entries: readonly AllocationEntry[];
  claims: readonly { id: number; components: readonly Component[] }[];
  payments: readonly { id: number; valueOn: Day; reversedOn: Day | null }[];
  day: Day;
}

/**
 * Where each payment stands at the end of a day; of one that went back before, where it stood until
 * then; of one dated after the day, where it will stand on its own day.
 */
export function partsOf({
  entries,
  claims,
  payments,
  day,
}: PartsQuery): Map<number, PaymentPart[]> {
  const components = new Map(
    claims.flatMap(({ id: claimId, components: own }) =>
      own.map(({ id, kind, description }) => [id, { claimId, kind, description }] as const),
    ),
  );
  const counts = new Map(payments.map((payment) => [payment.id, countsUntil(payment, day)]));
  const parts = new Map<number, Map<number | null, PaymentPart>>();
  for (const { paymentKey, componentKey, valueOn, amountMinor } of entries) {
    if (!counts.get(paymentKey)?.(valueOn)) continue;
    const own = parts.get(paymentKey) ?? new Map<number | null, PaymentPart>();
    parts.set(paymentKey, own);
    const before = own.get(componentKey)?.amountMinor ?? 0;
    const at = componentKey === null ? undefined : components.get(componentKey);
    own.set(componentKey, {
      componentId: componentKey,
      claimId: at?.claimId ?? null,
      kind: at?.kind ?? null,
      description: at?.description ?? "",
      amountMinor: addMinor(before, amountMinor),
    });
  }
  // As the claims stand on the page, what is kept last.
  const positions = new Map<number | null, number>([...components.keys()].map((id, i) => [id, i]));
  const positionOf = (part: PaymentPart) => positions.get(part.componentId) ?? positions.size;
  return new Map(
    [...parts].map(([key, own]) => {
      const standing = [...own.values()].filter((part) => part.amountMinor !== 0);
      return [key, standing.sort((a, b) => positionOf(a) - positionOf(b))];
    }),
  );
}

function countsUntil({ valueOn, reversedOn }: { valueOn: Day; reversedOn: Day | null }, day: Day) {
  if (reversedOn && reversedOn <= day) return (entryOn: Day) => entryOn < reversedOn;
  const last = valueOn > day ? valueOn : day;
  return (entryOn: Day) => entryOn <= last;
}
