import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { restoreLinks } from "./binaries";

let folder = "";
let native = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "saldo-links-"));
  native = join(folder, "native");
  mkdirSync(join(native, "lib"), { recursive: true });
  writeFileSync(join(native, "lib", "libpq.so.5.18"), "library");
  const links = [{ source: "native/lib/libpq.so.5.18", target: "native/lib/libpq.so.5" }];
  writeFileSync(join(native, "pg-symlinks.json"), JSON.stringify(links));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("links that a skipped install script left out", () => {
  const link = () => join(native, "lib", "libpq.so.5");

  it("are made in place, relative, once", () => {
    expect(restoreLinks(native, join(folder, "spare"))).toBeUndefined();
    expect(readlinkSync(link())).toBe("libpq.so.5.18");
    expect(readFileSync(link(), "utf8")).toBe("library");
    expect(restoreLinks(native, join(folder, "spare"))).toBeUndefined();
    expect(existsSync(join(folder, "spare"))).toBe(false);
  });

  it("are mended when they lead nowhere", () => {
    symlinkSync("gone.so", link());
    restoreLinks(native, join(folder, "spare"));
    expect(readFileSync(link(), "utf8")).toBe("library");
  });
});
