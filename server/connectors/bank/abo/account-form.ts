import { passesModulo11, type Weights, weightsAt } from "../account";

/** In this form accounts are written, or in the order in which some banks' machines keep them. */
export type AccountForm = "editing" | "internal";

/** Where the digits of an account, as they are written, stand in the internal form. */
const PLACES = [10, 11, 12, 13, 14, 15, 4, 5, 6, 7, 8, 3, 9, 1, 2, 0];

const WEIGHTS: Readonly<Record<AccountForm, Weights>> = {
  editing: weightsAt(PLACES.map((_, index) => index)),
  internal: weightsAt(PLACES),
};

export function fromInternal(digits: string): string {
  let moved = "";
  for (const place of PLACES) moved += digits[place];
  return moved;
}

/**
 * The form in which 16 digits pass the check of account numbers; `usual` if both do or neither. Of
 * valid accounts less than one in a hundred passes in both.
 */
export function formByCheck(bytes: Buffer, start: number, usual: AccountForm): AccountForm {
  if (passesModulo11(bytes, start, WEIGHTS[usual])) return usual;
  const other = usual === "editing" ? "internal" : "editing";
  return passesModulo11(bytes, start, WEIGHTS[other]) ? other : usual;
}
