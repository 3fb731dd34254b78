/** A piece of a file that can be read for itself, and the line of the file that it begins on. */
export type FilePiece = { bytes: Buffer; line: number };

const LF = 0x0a;
/** How a statement begins in the formats whose statements need nothing of one another. */
const STARTS = [
  { format: /^(?:\ufeff)?074/, statement: "074" },
  { format: /^(?:\ufeff)?\s*(?:\{1:|:20:)/, statement: ":20:" },
] as const;
const HEAD_BYTES = 64;

/**
 * Cuts a file before each of its statements, so that one that cannot be read does not take the others
 * along. Where a format binds statements together (XML, JSON, tables) the file stays one piece.
 */
export function cutStatements(content: Buffer): FilePiece[] {
  const head = content.subarray(0, HEAD_BYTES).toString("utf8");
  const start = STARTS.find(({ format }) => format.test(head))?.statement;
  const whole = { bytes: content, line: 1 };
  if (start === undefined) return [whole];
  const pieces: FilePiece[] = [];
  let [from, fromLine, line] = [0, 1, 1];
  let isFirst = true;
  for (let at = 0; at < content.length; line += 1) {
    if (content.toString("latin1", at, at + start.length) === start) {
      // What stands ahead of the first statement belongs to it.
      if (!isFirst) {
        pieces.push({ bytes: content.subarray(from, at), line: fromLine });
        [from, fromLine] = [at, line];
      }
      isFirst = false;
    }
    const end = content.indexOf(LF, at);
    if (end < 0) break;
    at = end + 1;
  }
  pieces.push({ bytes: content.subarray(from), line: fromLine });
  return pieces;
}
