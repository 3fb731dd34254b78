/** A text that is looked for inside others, its signs taken as they stand. */
export const likeText = (text: string): string => text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
