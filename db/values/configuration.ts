/** What a trigger of the customer's file may wait for. */
export const TRIGGER_FACTS = [
  "payment.received",
  "allocation.added",
  "movement.assigned",
  "case.moved",
  "case.closed",
  "case.closed_paid",
  "party.insolvent",
  "event.added",
  "file.added",
  "form.saved",
  "message.delivered",
  "schedule.broken",
  "claim.disputed",
  "dispute.decided",
] as const;
export type TriggerFact = (typeof TRIGGER_FACTS)[number];

/** dropped: its trigger is no longer in the file. */
export const DELIVERY_STATES = ["waiting", "delivered", "given_up", "dropped"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export const ACTION_OBJECTS = ["case", "party", "claim"] as const;
export type ActionObject = (typeof ACTION_OBJECTS)[number];

/**
 * refused: the program said no, nothing happened. failed: it surely was not reached. unknown: it may
 * have acted, and nobody said what became of it.
 */
export const ACTION_STATES = [
  "waiting",
  "running",
  "done",
  "refused",
  "failed",
  "unknown",
] as const;
export type ActionState = (typeof ACTION_STATES)[number];

/** money: minor units with a currency beside it; day: "2026-11-29". */
export const VARIABLE_TYPES = ["text", "number", "money", "day", "flag"] as const;
export type VariableType = (typeof VARIABLE_TYPES)[number];

export const INPUT_TYPES = ["text", "number", "day", "flag", "choice"] as const;
export type InputType = (typeof INPUT_TYPES)[number];

export const PANEL_PLACES = ["case", "party"] as const;
export type PanelPlace = (typeof PANEL_PLACES)[number];

/**
 * trigger_off: a program was silent for a day. config_refused: the newest file has faults.
 * config_unread: it could not be read for a day.
 */
export const OFFICE_TASK_KINDS = ["trigger_off", "config_refused", "config_unread"] as const;
export type OfficeTaskKind = (typeof OFFICE_TASK_KINDS)[number];
