import type { ProcessField } from "./definition";

/** What words from outside may fill: nobody outside says a sum, a day or a person of ours. */
const FILLED_TYPES = ["text", "note", "choice"];

/**
 * May words of somebody outside stand in the field? Never where it is not everybody's to write, where
 * a choice is of a verb alone, nor where it says what came of a case.
 */
export const takesOutsideWords = (
  field: Pick<ProcessField, "type" | "readOnly" | "required" | "choices">,
): boolean =>
  FILLED_TYPES.includes(field.type) &&
  field.readOnly.length === 0 &&
  !(field.choices ?? []).some(({ ownVerb }) => ownVerb) &&
  !isOutcome(field);

/** What came of a case: nobody ever writes it by hand, or a state asks for it. */
export const isOutcome = ({
  readOnly,
  required,
}: Pick<ProcessField, "readOnly" | "required">): boolean =>
  readOnly.some(({ states, roles }) => states === undefined && roles === undefined) ||
  required.some(({ states }) => states !== undefined);
