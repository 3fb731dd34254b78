import { CODE_PAGES, type CodePage } from "../text/code-pages";

/** Bytes of a text in a code page; fails on what it does not have. */
export function encode(text: string, page: CodePage): Buffer {
  const units = Array.from(CODE_PAGES[page].units);
  return Buffer.from(
    Array.from(text, (char) => {
      const byte = units.indexOf(char.charCodeAt(0));
      if (byte < 0) throw new Error(`${char} is not in ${page}`);
      return byte;
    }),
  );
}
