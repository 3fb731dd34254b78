import { expect, it } from "vitest";
import { isSameOrigin } from "./same-origin";

it.each<[boolean, Record<string, string>]>([
  [true, { "sec-fetch-site": "same-origin" }],
  [false, { "sec-fetch-site": "cross-site" }],
  [false, { "sec-fetch-site": "same-site" }],
  [false, { "sec-fetch-site": "none" }],
  // The browser's own word counts more than a header that a proxy may have touched.
  [false, { "sec-fetch-site": "cross-site", origin: "https://a.cz", host: "a.cz" }],
  [true, { origin: "https://a.cz", host: "a.cz" }],
  [true, { origin: "https://a.cz", host: "10.0.0.1:3000", "x-forwarded-host": "a.cz" }],
  [false, { origin: "https://evil.example", host: "a.cz" }],
  [false, { origin: "null", host: "a.cz" }],
  [false, { origin: "https://a.cz" }],
  [true, { host: "a.cz" }],
])("%s for %j", (expected, headers) => {
  expect(isSameOrigin(new Headers(headers))).toBe(expected);
});
