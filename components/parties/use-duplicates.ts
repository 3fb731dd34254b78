"use client";

import { useEffect, useRef, useState } from "react";
import { type RouterOutput, trpc } from "../api/crm";
import type { PartyValues } from "./party-draft";

export type DuplicateHit = RouterOutput["parties"]["findDuplicates"][number];

const pauseMs = 350;
const none: readonly DuplicateHit[] = [];

/** Who the half-filled form may be about, asked after each pause in typing. */
export function useDuplicates(values: PartyValues, exceptId?: number): readonly DuplicateHit[] {
  const find = trpc.parties.findDuplicates.useMutation();
  const [hits, setHits] = useState(none);
  const question = JSON.stringify({
    kind: values.kind ?? "natural_person",
    fullName: values.fullName ?? "",
    birthNumber: values.birthNumber,
    birthOn: values.birthOn,
    registrationNo: values.registrationNo,
    country: values.country ?? "CZ",
    addresses: values.addresses ?? [],
    exceptId,
  });
  const ask = useRef(find.mutateAsync);
  ask.current = find.mutateAsync;

  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(() => {
      ask
        .current(JSON.parse(question))
        // The warning is a courtesy: without an answer the form works on, the server has the last word.
        .catch(() => none)
        .then((found) => {
          if (isCurrent) setHits(found);
        });
    }, pauseMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [question]);

  return hits;
}
