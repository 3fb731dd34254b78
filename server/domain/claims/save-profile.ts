import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Tx } from "@/db/client";
import { allocationProfiles } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import { changes, writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { type SaveProfileInput, saveProfileInput } from "./inputs";

type Input = z.output<typeof saveProfileInput>;

/**
 * Makes or changes an order of payment. What is allocated already stays until its case is computed
 * anew: by its next charge, payment or reversal, or by hand.
 */
export async function saveProfile(
  ctx: Context,
  raw: SaveProfileInput,
): Promise<{ profileId: number }> {
  authorize(ctx, "settings:register");
  const input = saveProfileInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const before = input.profileId ? await load(tx, input.profileId) : null;
    await refuseTakenCode(tx, input);
    if (before?.isDefault && !input.isDefault) {
      throw new DomainError("invalid", "claims.profile_must_be_default");
    }
    if (input.isDefault) {
      await tx.sql`update allocation_profiles set is_default = false where is_default`;
    }
    const { profileId, ...values } = input;
    const [row] = profileId
      ? await tx
          .update(allocationProfiles)
          .set(values)
          .where(eq(allocationProfiles.id, profileId))
          .returning({ id: allocationProfiles.id })
      : await tx
          .insert(allocationProfiles)
          .values({ ...values, createdAt: ctx.now })
          .returning({ id: allocationProfiles.id });
    if (!row) throw new Error("no row");
    const changed = changes(before ?? {}, values);
    if (changed) {
      await writeAudit(inner, {
        action: "claims.save-profile",
        entity: "allocation_profile",
        entityId: row.id,
        ...changed,
      });
    }
    return { profileId: row.id };
  });
}

async function load(tx: Tx, profileId: number) {
  const [row] = await tx
    .select()
    .from(allocationProfiles)
    .where(eq(allocationProfiles.id, profileId))
    .for("update");
  if (!row) throw new DomainError("not_found", "claims.profile_not_found");
  return row;
}

async function refuseTakenCode(tx: Tx, { code, profileId }: Input): Promise<void> {
  const [taken] = await tx.sql`
    select 1 from allocation_profiles
     where lower(code) = lower(${code}) and id is distinct from ${profileId ?? null}`;
  if (taken) throw new DomainError("conflict", "claims.profile_code_taken", { code });
}
