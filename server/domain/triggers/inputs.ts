import { z } from "zod";
import { DELIVERY_STATES, TRIGGER_FACTS } from "@/db/values/configuration";

const id = z.number().int().positive();

export const deliveryFilter = z.object({
  state: z.enum(DELIVERY_STATES).nullish(),
  endpoint: z.string().max(60).nullish(),
  fact: z.enum(TRIGGER_FACTS).nullish(),
  caseId: id.nullish(),
});
export type DeliveryFilter = z.output<typeof deliveryFilter>;

export const listDeliveriesInput = z.object({
  filter: deliveryFilter.default({}),
  cursor: z.string().max(8_192).nullish(),
  limit: z.number().int().min(1).max(100).default(50),
});
export type ListDeliveriesInput = z.input<typeof listDeliveriesInput>;

export const deliveryIdInput = z.object({ deliveryId: id });
export type DeliveryIdInput = z.input<typeof deliveryIdInput>;

export const endpointInput = z.object({ endpoint: z.string().min(1).max(60) });
export type EndpointInput = z.input<typeof endpointInput>;
