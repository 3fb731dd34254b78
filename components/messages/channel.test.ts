import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { CHANNELS } from "@/db/values/messages";
import { channelIcon } from "./channel";

it("every channel has a sign of its own, and no envelope that could be a mail or a letter", () => {
  const icons = CHANNELS.map((channel) => channelIcon[channel]);
  expect(new Set(icons).size).toBe(CHANNELS.length);
  for (const icon of icons) expect(icon.displayName ?? "").not.toMatch(/^Mail(Open)?$/);
});

it("nobody else ties channels to icons", () => {
  const root = join(__dirname, "..");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) =>
    /(?<!\.test)\.tsx?$/.test(file),
  );
  const ties = files.filter((file) =>
    /Record<Channel, LucideIcon>/.test(readFileSync(join(root, file), "utf8")),
  );
  expect(ties).toEqual([join("messages", "channel.ts")]);
});
