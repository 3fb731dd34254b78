/** Names by which formats call the yellow of a highlighter. */
const NAMES = new Set(["yellow", "lightyellow"]);

/**
 * Whether a colour is a yellow of a highlighter: "yellow", "#ffff00", "FFF2CC", "rgb(255, 255, 0)".
 * Palettes of programs differ, so every bright tone between orange and lime counts.
 */
export function isYellow(colour: string | undefined): boolean {
  if (colour === undefined) return false;
  const text = colour.trim().toLowerCase();
  if (NAMES.has(text)) return true;
  const channels = channelsOf(text);
  if (channels === null) return false;
  const [red, green, blue] = channels;
  const most = Math.max(red, green, blue);
  const spread = most - Math.min(red, green, blue);
  // Bright enough to read black text on, coloured enough not to be white.
  if (most < 200 || spread < most * 0.18 || blue === most) return false;
  const hue = red >= green ? (60 * (green - blue)) / spread : 120 - (60 * (red - blue)) / spread;
  return hue >= 40 && hue <= 72;
}

type Channels = [red: number, green: number, blue: number];

function channelsOf(text: string): Channels | null {
  const hex = /^#?([0-9a-f]{6})$/.exec(text)?.[1];
  if (hex !== undefined) {
    const value = Number.parseInt(hex, 16);
    return [value >> 16, (value >> 8) & 255, value & 255];
  }
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(text);
  if (short !== null)
    return threeOf(short.slice(1).map((digit) => Number.parseInt(digit, 16) * 17));
  const rgb = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)/.exec(text);
  return rgb === null ? null : threeOf(rgb.slice(1).map(Number));
}

function threeOf([red = 0, green = 0, blue = 0]: number[]): Channels {
  return [red, green, blue];
}
