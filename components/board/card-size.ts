import type { ProcessField } from "../workflow/processes";
import type { Card } from "./board-model";

/** Measures of a card in pixels: known before it is drawn, so that columns need measure nothing. */
const EDGE = 17;
const TITLE = 18;
const LINE = 17;
const FOOT = 22;
export const CARD_GAP = 6;

/** The second line: who it is about, where that is not its name already. */
export const hasPartyLine = (card: Card): boolean =>
  card.partyName !== "" && card.partyName !== card.title;

const isEmpty = (value: unknown) => value === null || value === undefined || value === "";

/** The chosen fields that have a value on this card, and one that is not its name already. */
export const filledFields = (card: Card, fields: readonly ProcessField[]): ProcessField[] =>
  fields.filter(({ key }) => !isEmpty(card.fields[key]) && card.fields[key] !== card.title);

export function cardHeight(card: Card, fields: readonly ProcessField[]): number {
  const lines = filledFields(card, fields).length + (hasPartyLine(card) ? 1 : 0);
  return EDGE + TITLE + lines * LINE + FOOT;
}
