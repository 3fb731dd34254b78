import { Fragment } from "react";

type MarkedTextProps = { text: string; unresolved: readonly string[] };

/** A text in which expressions that have no value stand in red. */
export function MarkedText({ text, unresolved }: MarkedTextProps) {
  const marks = new Set(unresolved.map((source) => `{${source}}`));
  if (marks.size === 0) return text;
  return text.split(/(\{[^{}]*\})/).map((piece, index) => (
    // Pieces of one text keep their places; nothing else names them.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above.
    <Fragment key={index}>
      {marks.has(piece) ? (
        <mark className="rounded-xs bg-danger-wash px-0.5 font-[600] text-danger">{piece}</mark>
      ) : (
        piece
      )}
    </Fragment>
  ));
}
