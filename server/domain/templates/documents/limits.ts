/** Bounds of a template: what people write is far below them, what an attacker sends is refused. */
export const FILE_BYTES_MAX = 20_000_000;
export const ENTRIES_MAX = 2_000;
export const UNPACKED_BYTES_MAX = 100_000_000;
/** XML becomes a tree many times its size, so parts that are read have a bound of their own. */
export const PART_BYTES_MAX = 20_000_000;
/** Bytes out of a byte in; small parts may be anything, a page of spaces packs well. */
export const UNPACK_RATIO_MAX = 200;
export const UNPACK_RATIO_FROM_BYTES = 1_000_000;
export const DEPTH_MAX = 200;
export const NODES_MAX = 500_000;
/** Text and HTML are read by people and by telephones. */
export const TEXT_BYTES_MAX = 2_000_000;
export const FIELDS_MAX = 2_000;
/** Of pictures in a page that shows a document's words: a telephone's photographs, not a thousand. */
export const SHOWN_PICTURE_BYTES_MAX = 12_000_000;
