/** Bounds of one tag: what a person writes is far below them, what an attacker writes is refused. */
export const SOURCE_LENGTH_MAX = 2_000;
export const DEPTH_MAX = 40;
export const NODES_MAX = 300;

/** Digits of an exact number, both sides of the point together. */
export const DIGITS_MAX = 40;

/** Length of a text that an expression may build. */
export const TEXT_LENGTH_MAX = 100_000;
