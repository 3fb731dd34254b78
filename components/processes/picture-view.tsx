"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { StateChip } from "../ui/badge";
import { cx } from "../ui/cx";
import { Section } from "../ui/section";
import { toneOf } from "../ui/tone";
import { DiagramEdges } from "../workflow/diagram-edges";
import { DiagramFrame } from "../workflow/diagram-frame";
import { DiagramNodes } from "../workflow/diagram-nodes";
import { TransitionCard } from "./transition-card";
import { type Picture, useTransitionWords } from "./use-told";

const nowhere: ReadonlySet<string> = new Set();

/** The picture, what the way under the pointer asks for, and the same as a list. */
export function PictureView({ picture }: { picture: Picture }) {
  const t = useTranslations("processes");
  const { diagram } = picture;
  const [lit, setLit] = useState<string | null>(null);
  const [pinned, setPinned] = useState<string | null>(null);
  const edge = diagram.edges.find(({ id }) => id === (lit ?? pinned));
  const shown = picture.transitions.filter(({ code }) => edge?.transitions.includes(code));
  const counts = useCounts(picture);
  const pin = (_: string, edgeId: string) =>
    setPinned((before) => (edgeId === before ? null : edgeId));
  useEscape(pinned !== null, () => {
    setPinned(null);
    setLit(null);
  });
  return (
    <>
      <div className="grid gap-3 lg:grid-cols-[minmax(0,1fr)_300px]">
        <DiagramFrame size={diagram} name={picture.name} className="lg:h-140">
          <DiagramEdges
            diagram={diagram}
            transitions={picture.transitions}
            pressable="all"
            onPress={pin}
            ways={nowhere}
            pinned={pinned}
            lit={lit ?? pinned}
            onLit={setLit}
          />
          <DiagramNodes
            {...{ diagram, lit, counts }}
            onLit={setLit}
            states={picture.states}
            present={null}
            visited={nowhere}
          />
        </DiagramFrame>
        <aside
          aria-label={t("conditions")}
          className="min-h-32 rounded-md border border-rule bg-surface p-3 lg:h-140 lg:overflow-y-auto"
        >
          {shown.length === 0 ? (
            <p className="text-ink-2">{t("hint")}</p>
          ) : (
            <div className="grid gap-4">
              {shown.map((transition) => (
                <TransitionCard key={transition.code} {...{ transition, picture }} />
              ))}
            </div>
          )}
        </aside>
      </div>
      <Said {...{ picture, pinned }} />
      <StateList {...{ picture, counts }} onLit={setLit} lit={lit} />
    </>
  );
}

/** Read aloud when a way is pressed, never when the pointer or the focus only passes over it. */
function Said({ picture, pinned }: { picture: Picture; pinned: string | null }) {
  const words = useTransitionWords();
  const edge = picture.diagram.edges.find(({ id }) => id === pinned);
  const ways = picture.transitions.filter(({ code }) => edge?.transitions.includes(code));
  return (
    <div role="status" className="sr-only">
      {ways.map((way) => {
        const { roles, conditions, effects } = words(way);
        return <p key={way.code}>{[way.name, ...roles, ...conditions, ...effects].join(". ")}</p>;
      })}
    </div>
  );
}

/** Escape, wherever the focus is, as long as there is something to close. */
function useEscape(isOn: boolean, close: () => void): void {
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    if (!isOn) return;
    const press = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) latest.current();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [isOn]);
}

/** Counts as they are written: more than the most is said to be more. */
function useCounts({ counts, countMax }: Picture): Record<string, string> {
  const t = useTranslations("processes");
  return Object.fromEntries(
    Object.entries(counts)
      .filter(([, count]) => count > 0)
      .map(([state, count]) => [
        state,
        count > countMax ? t("more", { count: countMax }) : t("number", { count }),
      ]),
  );
}

/** The arrow by which a way leads out of a state: its own, or that of a stub which stands for it. */
function edgeOf({ edges, nodes }: Picture["diagram"], transition: string, state: string) {
  const ways = edges.filter(({ transitions }) => transitions.includes(transition));
  const stands = (id: string) =>
    nodes.some((node) => node.id === id && node.sources.includes(state));
  return ways.find(({ from }) => from === state) ?? ways.find(({ from }) => stands(from));
}

type StateListProps = {
  picture: Picture;
  counts: Readonly<Record<string, string>>;
  lit: string | null;
  onLit: (id: string | null) => void;
};

/** All that the picture says, in words: each state with the ways that lead out of it. */
function StateList({ picture, counts, lit, onLit }: StateListProps) {
  const t = useTranslations("processes");
  return (
    <Section title={t("list")} hint={t("listHint")}>
      <ul className="grid gap-x-6 gap-y-4 md:grid-cols-2 xl:grid-cols-3">
        {picture.states.map((state) => {
          const ways = picture.transitions.filter(({ from }) => from.includes(state.code));
          return (
            <li key={state.code} className="min-w-0">
              <div className="flex items-center gap-2 border-rule border-b pb-1">
                <StateChip tone={toneOf(state.colour)} waitingOn={state.waitingOn}>
                  <span className="font-[600]">{state.name}</span>
                </StateChip>
                <span className="figures ml-auto text-ink-2 text-xs">
                  {t("cases", {
                    count: picture.counts[state.code] ?? 0,
                    shown: counts[state.code] ?? "0",
                  })}
                </span>
              </div>
              {ways.length === 0 ? (
                <p className="py-1 text-ink-2 text-xs">{state.isFinal ? t("end") : t("noWay")}</p>
              ) : null}
              <ul>
                {ways.map((transition) => {
                  const edge = edgeOf(picture.diagram, transition.code, state.code);
                  return (
                    <li
                      key={transition.code}
                      onPointerEnter={() => onLit(edge?.id ?? null)}
                      onPointerLeave={() => onLit(null)}
                      className={cx("rounded-sm px-1 py-1", lit === edge?.id && "bg-hover")}
                    >
                      <TransitionCard {...{ transition, picture }} isInList />
                    </li>
                  );
                })}
              </ul>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
