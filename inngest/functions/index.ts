import type { Subscribers } from "../subscribers";

/** Every fact that something follows from, and what does. */
export const subscribers: Subscribers = {};
