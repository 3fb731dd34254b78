/** Where a problem is, taken apart: the definition, the list and the entry in it, and the key of that. */
export type ProblemPlace = {
  definition: string | null;
  list: string | null;
  entry: string | null;
  keys: string[];
};

const PATH = /^(?:([\w-]+): )?(?:(\w+)\[([^\]]+)\])?\.?([\w.-]*)$/;

/** `auction: states[parked].names.sk` by its parts; null: it is told in another way. */
export function placeOfPath(path: string): ProblemPlace | null {
  const found = PATH.exec(path);
  if (!found) return null;
  const [, definition = null, list = null, entry = null, rest = ""] = found;
  return { definition, list, entry, keys: rest === "" ? [] : rest.split(".") };
}
