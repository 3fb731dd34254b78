import { expect, it } from "vitest";
import { refusedBody } from "./body-limit";

it.each<[number | undefined, Record<string, string>]>([
  [undefined, {}],
  [undefined, { "content-length": "10" }],
  [413, { "content-length": "11" }],
  [413, { "content-length": "1e" }],
  [411, { "transfer-encoding": "chunked" }],
])("%s for %j", (status, headers) => {
  expect(refusedBody(new Headers(headers), 10)?.status).toBe(status);
});
