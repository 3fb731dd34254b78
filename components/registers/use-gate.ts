"use client";

import { useState } from "react";
import { useMay } from "../access/account";
import { type RouterInput, type RouterOutput, trpc } from "../api/crm";

export type GateParty = RouterOutput["registers"]["gate"]["parties"][number];
export type Gate = ReturnType<typeof useGate>;

const hasMode = ({ insolvent }: GateParty, wanted: "error" | "confirmation"): boolean =>
  insolvent.some(({ mode }) => mode === wanted);

/**
 * What choosing these people needs: the log is consulted at once, a register only when the person
 * agrees. Whether the process may go on is the server's word too; here it is only said earlier.
 */
export function useGate(input: RouterInput["registers"]["gate"]) {
  const may = useMay();
  const isAnybody = (input.parties ?? []).length > 0 || Boolean(input.caseId);
  const { data } = trpc.registers.gate.useQuery(input, {
    enabled: isAnybody && may("registers:read"),
    placeholderData: (before) => before,
  });
  const parties = isAnybody ? (data?.parties ?? []) : [];
  const asking = parties.filter((party) => hasMode(party, "confirmation"));
  // Whoever is chosen afterwards has to be confirmed anew.
  const key = asking.map(({ partyId }) => partyId).join();
  const [confirmedKey, setConfirmed] = useState<string | null>(null);
  const isConfirmed = key !== "" && confirmedKey === key;
  const isStopped = parties.some((party) => hasMode(party, "error"));
  return {
    parties,
    isConfirmed,
    confirm: (isOn: boolean) => setConfirmed(isOn ? key : null),
    /** A setting says that nobody goes on with this person. */
    isStopped,
    /** Waits for a person to say that they know. */
    isWaiting: asking.length > 0 && !isConfirmed,
    isShut: isStopped || (asking.length > 0 && !isConfirmed),
  };
}
