import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { workOn } from "@/server/kernel/proof-work";
import { makeKeys } from "../keys";
import { judgeProof, makeChallenge } from "./proof";

const keys = makeKeys(randomBytes(32).toString("base64"), randomBytes(32).toString("base64"));
const at = { keys, now: new Date("2026-11-29T12:00:00Z"), tenantId: 1 };
const later = (minutes: number) => ({ ...at, now: new Date(at.now.getTime() + minutes * 60_000) });

it("takes what was worked for, and until when it says", async () => {
  const answer = await workOn(makeChallenge(at, 8));
  expect(judgeProof(at, answer)).toEqual(new Date("2026-11-29T12:10:00Z"));
  expect(judgeProof(later(9), answer)).not.toBeNull();
  expect(judgeProof(later(10), answer)).toBeNull();
});

it("takes nothing that was not worked for, of another tenant, or made up", async () => {
  const challenge = makeChallenge(at, 8);
  const answer = await workOn(challenge);
  expect(judgeProof({ ...at, tenantId: 2 }, answer)).toBeNull();
  const easier = answer.replace(/^(\d+)\.8\./, "$1.1.");
  for (const wrong of ["", challenge, easier, `${challenge}.x`, answer.replace(/^\d/, "2")]) {
    expect(judgeProof(at, wrong), wrong).toBeNull();
  }
  const hard = makeChallenge(at, 40);
  expect(judgeProof(at, `${hard}.1`)).toBeNull();
});
