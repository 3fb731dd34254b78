import type { CSSProperties } from "react";

const LIGHT_INK = "#ffffff";
const DARK_INK = "#10151c";

/** Relative luminance of "#rrggbb" (WCAG 2.2). */
function luminance(colour: string): number {
  const part = (from: number) => {
    const share = Number.parseInt(colour.slice(from, from + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
}

/** The ink that reads better on a colour; one of the two always reaches 4.5 to 1. */
export function inkOn(colour: string): string {
  const ground = luminance(colour) + 0.05;
  return 1.05 / ground >= ground / (luminance(DARK_INK) + 0.05) ? LIGHT_INK : DARK_INK;
}

/** How well a colour is told from white paper; 3 to 1 is what a bar or a button needs (WCAG 2.2). */
export const contrastOnWhite = (colour: string): number => 1.05 / (luminance(colour) + 0.05);

/** A tenant's colour on bars and buttons, and measures for thumbs; text keeps our own inks. */
export function brandStyle(accent: string | null): CSSProperties {
  const variables: Record<`--${string}`, string> = { "--control": "44px" };
  if (accent) Object.assign(variables, { "--brand": accent, "--on-brand": inkOn(accent) });
  return variables as CSSProperties;
}

export const brandButton =
  "inline-flex h-11 w-full items-center justify-center gap-2 rounded-md px-5 font-[600] text-lg " +
  "bg-[var(--brand,var(--accent))] text-[var(--on-brand,var(--on-accent))] " +
  "hover:brightness-95 disabled:opacity-50 sm:w-auto sm:justify-self-start";
