import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import collegial from "@/app/i18n/cs/collegial.json";
import shell from "@/app/i18n/cs/shell.json";
import timeline from "@/app/i18n/cs/timeline.json";
import { useCollegialTexts } from "../timeline/collegial-texts";
import { ActionLine } from "./action-line";
import type { CollegialAction } from "./case-collegial";
import { DecisionHistory } from "./decision-history";

const text = (element: ReactNode): string =>
  renderToStaticMarkup(
    <NextIntlClientProvider
      locale="cs"
      timeZone="Europe/Prague"
      messages={{ collegial, shell, timeline }}
      now={new Date("2026-11-23T12:00:00Z")}
    >
      {element}
    </NextIntlClientProvider>,
  )
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();

const able = (name: string, forName: string | null, isPresent = true) => {
  return { operatorId: 1, name, isPresent, forId: forName === null ? null : 2, forName };
};
const action: CollegialAction = {
  ...{ id: 1, callId: 1, kind: "sign", state: "signing", position: 0, sequence: "parallel" },
  ...{ quorum: null, dueOn: "2026-11-20", note: "", assignedName: "Eva Malá", askerId: 1 },
  assignedAt: new Date("2026-11-18T08:00:00Z"),
  ...{ assigneeId: 2, assigneeName: "Pavel Podepisující", assigneeRole: null, outcome: null },
  ...{ withdrawnAt: null, withdrawnName: null, withdrawnReason: null },
  ...{ isItsTurn: true, isNow: true, mine: null, mayWithdraw: false },
  able: [able("Pavel Podepisující", null, false), able("Zuzana Zastupující", "Pavel Podepisující")],
};
const decision = {
  ...({ id: 1, actionId: 1, kind: "sign", outcome: "positive", comment: "V pořádku" } as const),
  ...{ decidedName: "Zuzana Zastupující", voterName: "Pavel Podepisující", isStanding: true },
  ...{ decidedAt: new Date("2026-11-21T08:00:00Z"), voidedAt: null },
};
const process = { states: [{ code: "signing", name: "Podepisování" }] } as never;
const line = (part: Partial<CollegialAction>, made: typeof decision | undefined = undefined) =>
  text(
    <ActionLine
      action={{ ...action, ...part }}
      process={process}
      decision={made}
      onDecide={() => undefined}
      onWithdraw={undefined}
    />,
  );

describe("an action of a case", () => {
  it("says who is asked, by when, who may act today, and how it stands", () => {
    expect(line({})).toBe(
      "Podpis Pavel Podepisující do 20. 11. 2026 Zástupci: Zuzana Zastupující Čeká",
    );
    expect(line({ isNow: false })).toContain("Až ve stavu Podepisování");
    expect(line({ able: [] })).toContain("Nikdo teď nemůže");
    expect(line({ isItsTurn: false, quorum: 2, kind: "vote" })).toContain("Stačí 2 hlasy");
    const role = { assigneeName: null, assigneeRole: "supervisor" };
    expect(line(role)).toContain("Kdokoli: Vedoucí");
    expect(line({ mine: { forId: null, forName: null } })).toContain("Rozhodnout");
  });

  it("decided by a deputy says on whose behalf", () => {
    expect(line({ outcome: "positive", able: [], dueOn: null }, decision)).toBe(
      "Podpis Pavel Podepisující Zuzana Zastupující, zastupuje: Pavel Podepisující V pořádku Podepsáno",
    );
    const former = { ...decision, isStanding: false, voidedAt: new Date("2026-11-22T08:00:00Z") };
    const data = { items: [], kinds: [], decisions: [former] };
    expect(text(<DecisionHistory data={data} />)).toContain("Neplatí: novější verze");
  });

  it("stands in the timeline in words", () => {
    const Told = () => {
      const texts = useCollegialTexts();
      return texts["collegial.decided"]({
        code: "collegial.decided",
        params: { kind: "vote", outcome: "negative", name: "Hana", onBehalfOf: "Pavel" },
      });
    };
    expect(text(<Told />)).toBe("Hana (zastupuje: Pavel): hlas proti");
  });
});
