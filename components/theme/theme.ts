/** What a person chose; `system` follows the device. */
export const themes = ["light", "dark", "system"] as const;
export type Theme = (typeof themes)[number];

export const densities = ["compact", "comfortable"] as const;
export type Density = (typeof densities)[number];

export const themeCookie = "saldo_theme";
export const densityCookie = "saldo_density";

/** Reads a cookie's value; anything unknown means `system`. */
export function parseTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? "system";
}

/** Reads a cookie's value; anything unknown means `compact`. */
export function parseDensity(value: string | undefined): Density {
  return densities.find((density) => density === value) ?? "compact";
}
