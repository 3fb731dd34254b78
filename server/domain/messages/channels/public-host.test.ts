import { expect, it } from "vitest";
import type { Context } from "../../context";
import { publicAddress } from "./public-host";

const ctx = (isPrivateAllowed: boolean) =>
  ({ outside: { fioUrl: "", isPrivateAllowed } }) as Context;
const names = (...addresses: string[]) => ({
  lookUp: async () => addresses.map((address) => ({ address })),
});

it.each<[string, string[], string]>([
  ["mail.example", ["2606:4700::1", "93.184.216.34"], "93.184.216.34"],
  ["mail.example", ["2606:4700::1"], "2606:4700::1"],
  ["93.184.216.34", ["10.0.0.1"], "93.184.216.34"],
])("%s at %s is connected to at %s", async (host, addresses, expected) => {
  const { lookUp } = names(...addresses);
  expect(await publicAddress(ctx(false), lookUp)?.(host)).toBe(expected);
});

it.each<[string, string[]]>([
  ["mail.example", ["93.184.216.34", "10.0.0.1"]],
  ["mail.example", ["::1"]],
  ["127.0.0.1", []],
  ["LOCALHOST.", ["93.184.216.34"]],
])("%s at %s is refused", async (host, addresses) => {
  const { lookUp } = names(...addresses);
  await expect(publicAddress(ctx(false), lookUp)?.(host)).rejects.toMatchObject({
    code: "channels.host_private",
  });
});

it("a name that is not found is not looked up once more by somebody else", async () => {
  const lookUp = async () => {
    throw Object.assign(new Error("no such name"), { code: "ENOTFOUND" });
  };
  await expect(publicAddress(ctx(false), lookUp)?.("x.example")).rejects.toMatchObject({
    code: "ENOTFOUND",
  });
});

it("any machine will do for tests and demos", () => {
  expect(publicAddress(ctx(true))).toBeUndefined();
});
