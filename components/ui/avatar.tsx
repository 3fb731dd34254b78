import { cx } from "./cx";
import { type Tone, toneText, toneWash } from "./tone";

const tints: Tone[] = ["accent", "violet", "info", "warning", "positive", "neutral"];

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0]);
  return letters.join("").toUpperCase();
}

/** The same name always gets the same tint. */
function tintOf(name: string): Tone {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997;
  return tints[sum % tints.length] ?? "neutral";
}

export type AvatarProps = { name: string; size?: "sm" | "md"; className?: string };

/** Initials of an operator. Decorative: the name stands beside it or in the title. */
export function Avatar({ name, size = "sm", className }: AvatarProps) {
  const tone = tintOf(name);
  return (
    <span
      aria-hidden
      title={name}
      data-initials={initialsOf(name)}
      className={cx(
        // Drawn by CSS: as text they would be a visible name that a button's label does not contain.
        "before:content-[attr(data-initials)]",
        "inline-flex shrink-0 select-none items-center justify-center rounded-full font-[600]",
        size === "sm" ? "size-5 text-[9px]" : "size-7 text-2xs",
        toneText[tone],
        toneWash[tone],
        className,
      )}
    />
  );
}
