import { z } from "zod";
import { PAGE_LIMIT_MAX } from "@/server/kernel/page";
import { caseFilter, moveCaseInput } from "../cases/inputs";

const key = z.string().min(1).max(60);

/** Cards of a column at first; more come as it is scrolled. */
export const FIRST_CARDS = 25;

const shown = z.object({
  category: key,
  /** The same that narrows the list; its category is the board's. */
  filter: caseFilter.prefault({}),
  /** Fields on a card; left out, those that the definition names. */
  fields: z.array(key).max(12).optional(),
  /** Days after which a column hides cards, where the person chose otherwise; 0 = never. */
  hideAfterDays: z.record(key, z.number().int().min(0).max(3_650)).default({}),
});

export const boardInput = shown;
export type BoardInput = z.input<typeof boardInput>;

export const boardColumnInput = shown.extend({
  column: key,
  cursor: z.string().max(8_192).nullish(),
  limit: z.number().int().min(1).max(PAGE_LIMIT_MAX).default(PAGE_LIMIT_MAX),
});
export type BoardColumnInput = z.input<typeof boardColumnInput>;

export const boardChangesInput = shown.extend({
  /** Cases of which it was heard that they changed. */
  caseIds: z.array(z.number().int().positive()).max(200),
});
export type BoardChangesInput = z.input<typeof boardChangesInput>;

/** A card can be moved only from where the person saw it. */
export const moveCardInput = moveCaseInput.required({ from: true, transition: true });
export type MoveCardInput = z.input<typeof moveCardInput>;

export type Shown = z.output<typeof shown>;
