import { createHash } from "node:crypto";
import { LOGO_TYPES, type LogoType } from "@/db/values/portal";
import { DomainError } from "@/server/kernel/errors";
import type { Doorstep } from "../access";
import { writeAudit } from "../audit";
import { authorize, inTransaction, type OperatorContext, reading } from "../context";
import { shownTypeOf } from "../files";
import { atDoor } from "./at-door";

export const LOGO_BYTES_MAX = 200 * 1024;

/**
 * Keeps a picture for the head of the door, or takes it away. What it is says its content: PNG, JPEG
 * or WebP; a drawing in SVG could run scripts and is refused. Throws invalid `portal.logo_not_known`,
 * `portal.logo_too_large`, precondition `portal.save_site_first`.
 */
export async function saveLogo(ctx: OperatorContext, content: Uint8Array | null): Promise<void> {
  authorize(ctx, "settings:portal");
  const logo = content === null ? null : judged(content);
  await inTransaction(ctx, async (inner, { sql }) => {
    const [site] = await sql`update portal_sites set updated_at = ${ctx.now} returning 1`;
    if (!site) throw new DomainError("precondition", "portal.save_site_first");
    if (logo) {
      await sql`
        insert into portal_logos (media_type, content, content_hash, updated_at)
        values (${logo.mediaType}, ${logo.content}, ${logo.hash}, ${ctx.now})
        on conflict (tenant_id) do update set media_type = excluded.media_type,
               content = excluded.content, content_hash = excluded.content_hash,
               updated_at = excluded.updated_at`;
    } else {
      await sql`delete from portal_logos`;
    }
    const named = { entity: "portal_site", entityId: ctx.actor.tenantId };
    const after = { logo: logo?.hash ?? null };
    await writeAudit(inner, { ...named, action: "portal.save-logo", after });
  });
}

function judged(content: Uint8Array): { mediaType: LogoType; content: Buffer; hash: string } {
  if (content.length > LOGO_BYTES_MAX) {
    throw new DomainError("invalid", "portal.logo_too_large", { kilobytes: LOGO_BYTES_MAX / 1024 });
  }
  const shown = shownTypeOf(content);
  const mediaType = LOGO_TYPES.find((type) => type === shown);
  if (!mediaType) throw new DomainError("invalid", "portal.logo_not_known");
  const bytes = Buffer.from(content);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
  return { mediaType, content: bytes, hash };
}

/** The picture of an open door; null: it has none. */
export async function logoOfSite(
  door: Doorstep,
  tenantId: number,
): Promise<{ mediaType: LogoType; content: Buffer } | null> {
  return reading(atDoor(door, tenantId), async ({ sql }) => {
    const [row] = await sql<{ mediaType: LogoType; content: Buffer }[]>`
      select media_type as "mediaType", content from portal_logos`;
    return row ?? null;
  });
}
