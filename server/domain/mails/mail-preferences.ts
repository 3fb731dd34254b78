import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { type Context, inTransaction, type OperatorActor, reading } from "../context";
import { type SaveMailPreferencesInput, saveMailPreferencesInput } from "./inputs";

export interface MailPreferences {
  wantsDigest: boolean;
  wantsBroken: boolean;
  wantsSteps: boolean;
  wantsCollegial: boolean;
}

const ALL: MailPreferences = {
  ...{ wantsDigest: true, wantsBroken: true, wantsSteps: true, wantsCollegial: true },
};

/** Which mails the actor gets; all of them until they say otherwise. */
export async function myMailPreferences(ctx: Context): Promise<MailPreferences> {
  const { operatorId } = self(ctx);
  return reading(ctx, async ({ sql }) => {
    const [row] = await sql<MailPreferences[]>`
      select wants_digest as "wantsDigest", wants_broken as "wantsBroken",
             wants_steps as "wantsSteps", wants_collegial as "wantsCollegial"
        from mail_preferences where operator_id = ${operatorId}`;
    return row ?? ALL;
  });
}

/** Everybody sets their own; nobody needs a permission for it. */
export async function saveMailPreferences(
  ctx: Context,
  raw: SaveMailPreferencesInput,
): Promise<MailPreferences> {
  const { operatorId } = self(ctx);
  const wanted = saveMailPreferencesInput.parse(raw);
  return inTransaction(ctx, async (inner, { sql }) => {
    await sql`
      insert into mail_preferences (operator_id, wants_digest, wants_broken, wants_steps,
                                    wants_collegial)
      values (${operatorId}, ${wanted.wantsDigest}, ${wanted.wantsBroken}, ${wanted.wantsSteps},
              ${wanted.wantsCollegial})
      on conflict (tenant_id, operator_id) do update
         set wants_digest = excluded.wants_digest, wants_broken = excluded.wants_broken,
             wants_steps = excluded.wants_steps, wants_collegial = excluded.wants_collegial`;
    await writeAudit(inner, {
      action: "messages.save-preferences",
      entity: "operator",
      entityId: operatorId,
      after: { ...wanted },
    });
    return wanted;
  });
}

function self({ actor }: Context): OperatorActor {
  if (actor.kind !== "operator") throw new DomainError("forbidden", "access.forbidden");
  return actor;
}
