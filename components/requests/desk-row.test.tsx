import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import requests from "@/app/i18n/cs/requests.json";
import shell from "@/app/i18n/cs/shell.json";
import { CannedList, slashOf } from "./canned-list";
import { ClockMark } from "./clock-mark";
import { type DeskItem, DeskRow } from "./desk-row";
import { ThreadLines } from "./thread-lines";

const drawn = (element: ReactNode): string =>
  renderToStaticMarkup(
    <NextIntlClientProvider
      locale="cs"
      timeZone="Europe/Prague"
      messages={{ requests, shell }}
      now={new Date("2026-11-23T12:00:00Z")}
    >
      {element}
    </NextIntlClientProvider>,
  );

const text = (element: ReactNode): string =>
  drawn(element)
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();

const HOUR = 3_600_000;
const clock: NonNullable<DeskItem["clock"]> = {
  ...{ promise: "reply", totalMs: 8 * HOUR, leftMs: 2 * HOUR, isWarned: false },
  dueAt: new Date("2026-11-23T14:00:00Z"),
};
const item: DeskItem = {
  ...{ caseId: 1, refNo: "7/2026", subject: "Kolik zbývá?", kind: "payment", state: "new" },
  ...{ priority: "urgent", channel: "portal", clientId: 2, clientName: "Jan Novák" },
  ...{ ownerId: null, ownerName: null, teamName: "Praha", rating: null, clock, isUndecided: false },
  openedAt: new Date("2026-11-23T08:00:00Z"),
  ...{ lastPostAt: new Date("2026-11-23T11:00:00Z"), lastBy: "operator", lastText: "Zbývá 900." },
};

const row = (
  <DeskRow
    {...{ item, index: 0, isOpened: false, isCurrent: true, isSelected: false }}
    onOpen={() => undefined}
    onSelect={() => undefined}
  />
);

describe("a request in the list", () => {
  it("never cuts its number off, and tells on hover what it cuts", () => {
    const html = drawn(row);
    const [, look = "truncate"] = /<span class="([^"]*)">7\/2026<\/span>/.exec(html) ?? [];
    expect(look).toMatch(/shrink-0/);
    expect(look).not.toMatch(/truncate/);
    for (const whole of ["Kolik zbývá?", "Jan Novák · Platba"]) {
      expect(html).toContain(`title="${whole}"`);
    }
  });

  it("says what is asked, by whom, how urgent, with whom, and how long is left", () => {
    expect(text(row)).toBe(
      "Kolik zbývá? Naléhavá před 1 h Jan Novák · Platba 7/2026 První odpověď zbývá 2 h My: Zbývá 900. Praha",
    );
  });
});

describe("the clock of a request", () => {
  it.each([
    [{}, "První odpověď zbývá 2 h"],
    [{ leftMs: -95 * 60_000 }, "První odpověď o 1 h 35 min pozdě"],
    [{ leftMs: 45 * 60_000, isWarned: true }, "První odpověď zbývá 45 min"],
    [{ dueAt: null, promise: "resolution" as const }, "Vyřízení stojí, zbývá 2 h"],
  ])("of %j is told in words", (more, words) => {
    expect(text(<ClockMark clock={{ ...clock, ...more }} />)).toBe(words);
  });
});

describe("what was written", () => {
  it("keeps every line inside one column, however far it is set in", () => {
    const at = new Date("2026-11-23T08:00:00Z");
    const line = {
      key: "a",
      author: "operator" as const,
      authorName: "Jan",
      text: "x",
      at,
      files: [],
    };
    const html = drawn(<ThreadLines lines={[line]} />);
    expect(html).toMatch(/<ol class="[^"]*max-w-2xl grid-cols-\[minmax\(0,1fr\)\]/);
    expect(html).not.toMatch(/<li class="[^"]*max-w/);
  });

  it("marks what the client does not see", () => {
    const at = new Date("2026-11-23T08:00:00Z");
    const lines = [
      { key: "a", author: "client" as const, authorName: "Jan", text: "Kolik?", at, files: [] },
      { key: "b", author: "note" as const, authorName: "Jana", text: "Pozor", at, files: [] },
    ];
    expect(text(<ThreadLines lines={lines} />)).toBe(
      "Jan 23. 11. 2026 09:00 Kolik? Jana 23. 11. 2026 09:00 Poznámka Pozor",
    );
  });
});

describe("a slash", () => {
  it.each([
    ["/", ""],
    ["Dobrý den /Zů", "zů"],
    ["2026/11", null],
    ["a/b", null],
    ["/platba hotovo", null],
  ])("in %j asks for answers that begin with %j", (typed, found) => {
    expect(slashOf(typed)).toBe(found);
  });

  it("offers them, and says where one is in another language", () => {
    const answer = {
      ...{ id: 1, shortcut: "ahoj", text: "Hello", language: "en" as const },
      ...{ isFallback: true, unresolved: [] },
    };
    const list = <CannedList id="x" answers={[answer]} at={0} onChoose={() => undefined} />;
    expect(text(list)).toBe("/ahoj jen anglicky Hello");
  });
});
