"use client";

import { BookOpenCheck, ExternalLink, ShieldQuestion } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { Day } from "../format/day";
import { Instant } from "../format/instant";
import { visibleColumns } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromInfiniteQuery } from "../table/source";
import { Button, TextLink } from "../ui/button";
import { LoadMore } from "../ui/load-more";
import { Section } from "../ui/section";
import { CheckDialog } from "./check-dialog";
import { type Known, useInsolvency } from "./insolvency";
import { LookupDialog } from "./lookup-dialog";
import type { Screening } from "./outcome";
import { OutcomeMark } from "./outcome-mark";
import { useScreeningColumns } from "./screening-columns";
import { ScreeningPane } from "./screening-pane";
import { useAskable } from "./use-check";

type PartyRegistersProps = {
  party: { id: number; fullName: string; country: string; mergedInto: unknown };
};

const SHOWN = 20;
const SHOWN_COLUMNS = ["askedAt", "register", "outcome", "mark", "actor"];

/** On the card of a party: what registers say of it by now, and every check ever made of it. */
export function PartyRegisters({ party }: PartyRegistersProps) {
  const t = useTranslations("registers");
  const may = useMay();
  const askable = useAskable();
  const [asked, setAsked] = useState<"machine" | "person" | null>(null);
  const [opened, setOpened] = useState<Screening | null>(null);
  const { source, query } = useChecks(party.id);
  const columns = visibleColumns(useScreeningColumns({ hasParty: false }), SHOWN_COLUMNS);
  if (!may("registers:read")) return null;
  const canNote = may("registers:check") && party.mergedInto === null;
  const canAsk = canNote && askable.length > 0;
  const home = party.country === "SK" ? "isir_sk" : "isir_cz";
  const own = askable.includes(home) ? home : null;
  const at = source.rows.findIndex(({ id }) => id === opened?.id);
  return (
    <Section
      title={t("card.title")}
      actions={
        <Actions
          logHref={source.rows.length > 0 ? `/registers?party=${party.id}` : null}
          onAsk={canAsk ? () => setAsked("machine") : null}
          onNote={canNote ? () => setAsked("person") : null}
        />
      }
    >
      <States partyId={party.id} />
      <div className="-mt-1">
        <DataTable
          label={t("card.checks")}
          layout="inline"
          source={source}
          columns={columns}
          rowId={(row) => row.id}
          rowLabel={(row) => t(`names.${row.register}`)}
          onOpen={setOpened}
          empty={<p className="py-2 text-ink-2">{t("card.none")}</p>}
          skeletonRows={2}
        />
      </div>
      <LoadMore
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onLoad={() => void query.fetchNextPage()}
      />
      {opened ? (
        <ScreeningPane
          key={opened.id}
          row={source.rows[at] ?? opened}
          onStep={(by) => {
            const next = source.rows[at + by];
            if (next) setOpened(next);
          }}
          onClose={() => setOpened(null)}
        />
      ) : null}
      {asked ? (
        <Dialogs party={party} asked={asked} own={own} onClose={() => setAsked(null)} />
      ) : null}
    </Section>
  );
}

type DialogsProps = PartyRegistersProps & {
  /** A register with a machine to ask, or one where a person looks. */
  asked: "machine" | "person";
  own: "isir_cz" | "isir_sk" | null;
  onClose: () => void;
};

function Dialogs({ party, asked, own, onClose }: DialogsProps) {
  if (asked === "machine") {
    return <CheckDialog cause="card" party={party} register={own} onClose={onClose} />;
  }
  const register = party.country === "SK" ? "cre" : "cee";
  return <LookupDialog party={party} register={register} onClose={onClose} />;
}

type ActionsProps = {
  logHref: string | null;
  onAsk: (() => void) | null;
  onNote: (() => void) | null;
};

function Actions({ logHref, onAsk, onNote }: ActionsProps) {
  const t = useTranslations("registers");
  return (
    <>
      {logHref ? (
        <TextLink href={logHref} className="text-xs">
          {t("card.inLog")}
        </TextLink>
      ) : null}
      {onNote ? (
        <Button size="sm" icon={BookOpenCheck} onClick={onNote}>
          {t("noteLookup.open")}
        </Button>
      ) : null}
      {onAsk ? (
        <Button size="sm" icon={ShieldQuestion} onClick={onAsk}>
          {t("check.submit")}
        </Button>
      ) : null}
    </>
  );
}

function useChecks(partyId: number) {
  const may = useMay();
  const query = trpc.registers.list.useInfiniteQuery(
    { filter: { partyId }, limit: SHOWN },
    { enabled: may("registers:read"), getNextPageParam: (page) => page.nextCursor },
  );
  return { query, source: fromInfiniteQuery<Screening>(query) };
}

function States({ partyId }: { partyId: number }) {
  const { data } = useInsolvency([partyId]);
  const known = data?.filter((each) => each.partyId === partyId) ?? [];
  if (known.length === 0) return null;
  return (
    <ul className="grid gap-1.5 pb-3">
      {known.map((each) => (
        <li key={each.register}>
          <State known={each} />
        </li>
      ))}
    </ul>
  );
}

function State({ known }: { known: Known }) {
  const t = useTranslations("registers");
  const { register, isActive, isSuspected, stateName, fileMark, court, startedOn, endedOn } = known;
  const reading = isActive ? "insolvent" : isSuspected ? "suspected" : fileMark ? "ended" : "clear";
  return (
    <p className="flex flex-wrap items-center gap-x-2.5 gap-y-0.5">
      <span className="font-[550]">{t(`names.${register}`)}</span>
      <OutcomeMark reading={reading} look="wash" />
      {stateName ? <span>{stateName}</span> : null}
      {fileMark ? <span className="figures">{fileMark}</span> : null}
      {court ? <span className="text-ink-2">{court}</span> : null}
      {startedOn ? (
        <span className="text-ink-2">
          {t("card.since")} <Day value={startedOn} />
        </span>
      ) : null}
      {endedOn ? (
        <span className="text-ink-2">
          {t("card.until")} <Day value={endedOn} />
        </span>
      ) : null}
      {known.url ? (
        <a
          href={known.url}
          target="_blank"
          rel="noreferrer noopener"
          className="inline-flex items-center gap-1 underline decoration-rule-strong underline-offset-2 hover:text-accent"
        >
          {t("pane.openRegister")}
          <ExternalLink className="size-3.5" aria-hidden />
        </a>
      ) : null}
      <span className="text-ink-3 text-xs">
        {t("card.checkedAt")} <Instant value={known.checkedAt} style="relative" />
      </span>
    </p>
  );
}
