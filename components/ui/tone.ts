/** The palette's meanings, as everything coloured (chips, badges, banners, marks) names them. */
export const tones = [
  "neutral",
  "info",
  "positive",
  "warning",
  "danger",
  "violet",
  "accent",
] as const;
export type Tone = (typeof tones)[number];

export const toneText: Record<Tone, string> = {
  neutral: "text-neutral",
  info: "text-info",
  positive: "text-positive",
  warning: "text-warning",
  danger: "text-danger",
  violet: "text-violet",
  accent: "text-accent",
};

export const toneWash: Record<Tone, string> = {
  neutral: "bg-neutral-wash",
  info: "bg-info-wash",
  positive: "bg-positive-wash",
  warning: "bg-warning-wash",
  danger: "bg-danger-wash",
  violet: "bg-violet-wash",
  accent: "bg-selected",
};

export const toneFill: Record<Tone, string> = {
  neutral: "bg-neutral",
  info: "bg-info",
  positive: "bg-positive",
  warning: "bg-warning",
  danger: "bg-danger",
  violet: "bg-violet",
  accent: "bg-accent",
};

const everydayNames: Record<string, Tone> = {
  gray: "neutral",
  grey: "neutral",
  blue: "info",
  cyan: "info",
  teal: "accent",
  green: "positive",
  lime: "positive",
  amber: "warning",
  yellow: "warning",
  orange: "warning",
  red: "danger",
  rose: "danger",
  purple: "violet",
};

/** The tone a process definition asks for by its own or by an everyday name; else neutral. */
export function toneOf(name: string | null | undefined): Tone {
  if (!name) return "neutral";
  return tones.find((tone) => tone === name) ?? everydayNames[name] ?? "neutral";
}
