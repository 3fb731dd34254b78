import { encode } from "uqr";
import { pngOfModules } from "./png";

/** The standards of both countries: level M, four light modules around. */
const QUIET = 4;
const modulesOf = (text: string) => encode(text, { ecc: "M", border: QUIET }).data;

/** A code as rows of its dark and light squares, for whatever draws by itself. */
export const qrModules = (text: string): readonly (readonly boolean[])[] => modulesOf(text);

/** Pixels a module: some 600 in all, sharp on paper at five centimetres. */
const SCALE = 10;

/** A code as PNG, for letters and to be saved. */
export const qrPng = (text: string): Buffer => pngOfModules(modulesOf(text), SCALE);

/** A code as SVG, for whatever prints at any size. */
export function qrSvg(text: string): string {
  const rows = modulesOf(text);
  const squares = rows.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  const size = rows.length;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" ` +
    `shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/>` +
    `<path d="${squares.join("")}" fill="#000"/></svg>`
  );
}
