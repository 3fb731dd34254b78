/** How much of a file is held at once; whatever asks for more is refused, not read. */

/** Files are read in pieces of this size, however the bytes arrive; also what detection sees. */
export const PIECE_BYTES = 64 * 1024;

/** The longest line of any format has under a thousand characters. */
export const LINE_BYTES_MAX = 256 * 1024;

/** The largest record of XML and JSON that is held whole; honest ones have a few kilobytes. */
export const RECORD_BYTES_MAX = 1024 * 1024;

/** Payments in one entry; they are held until it ends and its amount is known to be theirs. */
export const DETAILS_MAX = 50_000;

/** Lines of one field of a SWIFT message; the standard allows six. */
export const FIELD_LINES_MAX = 200;

/** Movements of all accounts but the first, where a file mixes them. */
export const HELD_MOVEMENTS_MAX = 50_000;

/** Lines of one document of 1C; honest ones have forty. */
export const DOCUMENT_LINES_MAX = 1000;

/** Lines over which one field of a CSV may go. */
export const RECORD_LINES_MAX = 500;
