import { expect, it } from "vitest";
import { fileSizeText } from "./file-size";

it.each([
  [0, "0 B"],
  [999, "999 B"],
  [1_000, "1 kB"],
  [823_400, "823 kB"],
  [999_600, "1,0 MB"],
  [1_440_000, "1,4 MB"],
  [64 * 1024 * 1024, "67,1 MB"],
  [250_000_000, "250 MB"],
])("%i bytes are %s", (bytes, text) => {
  expect(fileSizeText(bytes, ",").replace("\u00a0", " ")).toBe(text);
});
