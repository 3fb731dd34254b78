"use client";

import { useMemo } from "react";
import { type RouterOutput, trpc } from "../api/crm";
import { Tag } from "../ui/badge";
import { toneOf } from "../ui/tone";

export type TagEntry = RouterOutput["cases"]["tags"][number];
export type TagsByCode = ReadonlyMap<string, TagEntry>;

const noTags: readonly TagEntry[] = [];

/** Every tag of the tenant, and the same by code. */
export function useTags(): { list: readonly TagEntry[]; byCode: TagsByCode } {
  const { data } = trpc.cases.tags.useQuery(undefined, { staleTime: 60_000 });
  const list = data ?? noTags;
  const byCode = useMemo(() => new Map(list.map((tag) => [tag.code, tag])), [list]);
  return { list, byCode };
}

const shownMax = 1;

/** Tags of a row: the first one, the rest as a number with their names in the title. */
export function CaseTags({ codes, tags }: { codes: readonly string[]; tags: TagsByCode }) {
  if (codes.length === 0) return null;
  const names = codes.map((code) => tags.get(code)?.name ?? code);
  return (
    <span className="flex min-w-0 gap-1 align-middle" title={names.join(", ")}>
      {codes.slice(0, shownMax).map((code, at) => (
        <span key={code} className="flex min-w-0">
          <Tag tone={toneOf(tags.get(code)?.colour)}>{names[at]}</Tag>
        </span>
      ))}
      {codes.length > shownMax ? (
        <span className="figures self-center text-ink-2 text-xs">+{codes.length - shownMax}</span>
      ) : null}
    </span>
  );
}
