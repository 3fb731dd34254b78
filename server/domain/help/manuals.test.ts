import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { LOCALES, type Locale } from "@/server/kernel/locale";
import { MANUAL_ROLES } from "./inputs";
import { type Block, type Inline, type Manual, readInline, readManual } from "./manual-text";
import { readPicture } from "./manuals";

const manualOf = (locale: Locale, role: string) =>
  readManual(readFileSync(join("docs", "manuals", locale, `${role}.md`), "utf8"));

const blocksOf = ({ lead, tasks }: Manual): Block[] => [...lead, ...tasks.flatMap((t) => t.blocks)];
const piecesOf = (block: Block): Inline[] =>
  block.kind === "picture" ? [] : block.kind === "list" ? block.items.flat() : block.inner;
const inside = (piece: Inline): Inline[] =>
  piece.kind === "link" ? [piece, ...piece.inner.flatMap(inside)] : [piece];

/** The names of labels, pages and pictures in a manual, in their order. */
function namesOf(manual: Manual): string[] {
  return blocksOf(manual).flatMap((block) => [
    ...(block.kind === "picture" ? [`picture ${block.file}`] : []),
    ...piecesOf(block)
      .flatMap(inside)
      .flatMap((piece) => {
        if (piece.kind === "label") return [`label ${piece.key}`];
        if (piece.kind === "key") return [`key ${piece.text}`];
        return piece.kind === "link" ? [`page ${piece.href}`] : [];
      }),
  ]);
}

/** A text of the interface, which stands there word for word; undefined: there is none. */
function labelOf(locale: Locale, key: string): string | undefined {
  const [namespace = "", ...path] = key.split(".");
  const file = join("app", "i18n", locale, `${namespace}.json`);
  if (!existsSync(file)) return undefined;
  let at: unknown = JSON.parse(readFileSync(file, "utf8"));
  for (const part of path) at = (at as Record<string, unknown> | undefined)?.[part];
  return typeof at === "string" && !at.includes("{") ? at : undefined;
}

/** The addresses of people's pages that take no id, as the folders of the application say. */
function pagesBelow(folder: string, path = ""): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === "page.tsx") return [path || "/"];
    if (!entry.isDirectory() || entry.name.startsWith("[")) return [];
    return pagesBelow(join(folder, entry.name), `${path}/${entry.name}`);
  });
}
const pages = pagesBelow(join("app", "(crm)"));

/** What a manual names that the program does not have. */
function liesOf(manual: Manual, locale: Locale): string[] {
  return namesOf(manual).filter((named) => {
    const [kind, ...rest] = named.split(" ");
    const name = rest.join(" ");
    if (kind === "label") return labelOf(locale, name) === undefined;
    if (kind === "page") return !pages.includes(name);
    return kind === "picture" && !existsSync(join("docs", "screenshots", name));
  });
}

const all = LOCALES.flatMap((locale) => MANUAL_ROLES.map((role) => ({ locale, role })));

describe("manuals", () => {
  it.each(all)("$role in $locale names only what is there", ({ locale, role }) => {
    const manual = manualOf(locale, role);
    expect(manual.title).not.toBe("");
    expect(manual.tasks.length).toBeGreaterThanOrEqual(4);
    expect(liesOf(manual, locale)).toEqual([]);
  });

  it.each(MANUAL_ROLES)("%s says the same in every language", (role) => {
    const czech = manualOf("cs", role);
    for (const locale of LOCALES) {
      const other = manualOf(locale, role);
      expect(namesOf(other), locale).toEqual(namesOf(czech));
      expect(
        other.tasks.map(({ blocks }) => blocks.map(({ kind }) => kind)),
        locale,
      ).toEqual(czech.tasks.map(({ blocks }) => blocks.map(({ kind }) => kind)));
    }
  });

  it("of clients use clients' words only, and their pages need no picture", () => {
    const labels = namesOf(manualOf("cs", "client")).filter((name) => name.startsWith("label"));
    expect(labels.filter((name) => !name.startsWith("label portal."))).toEqual([]);
  });

  it("would be caught at a lie", () => {
    const text = "# T\n\n## A\n\n1. {shell.nav.nowhere} [x](/nowhere)\n\n![x](nowhere.png)\n";
    expect(liesOf(readManual(text), "cs")).toEqual([
      ...["label shell.nav.nowhere", "page /nowhere", "picture nowhere.png"],
    ]);
  });

  it("are read piece by piece, and what is no markup of theirs is words", () => {
    expect(readInline("Press `g`, then [{a.b} <b>](/x)")).toEqual([
      { kind: "text", text: "Press " },
      { kind: "key", text: "g" },
      { kind: "text", text: ", then " },
      {
        ...{ kind: "link", href: "/x" },
        inner: [
          { kind: "label", key: "a.b" },
          { kind: "text", text: " <b>" },
        ],
      },
    ]);
    expect(readInline("[evil](javascript:alert(1))")).toEqual([
      { kind: "text", text: "[evil](javascript:alert(1))" },
    ]);
  });

  it("take pictures from their own folder only", async () => {
    await expect(readPicture("../features.md")).rejects.toMatchObject({ code: "help.no_picture" });
    await expect(readPicture("nowhere.png")).rejects.toMatchObject({ code: "help.no_picture" });
    expect((await readPicture("case-light.png")).subarray(1, 4).toString()).toBe("PNG");
  });
});
