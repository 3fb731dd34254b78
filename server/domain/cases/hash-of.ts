import { parseBirthNumber } from "@/server/kernel/identifiers";
import type { Context } from "../context";
import { birthNumberHash } from "../keys";
import type { HashOf } from "./filter-sql";

const SHAPE = /^\d{6}\/?\d{3,4}$/;

/** Takes a search text that is a whole birth number; everything else is not one (null). */
export const hashOfBirthNumber =
  (ctx: Context): HashOf =>
  (text) => {
    if (!SHAPE.test(text)) return null;
    const parsed = parseBirthNumber(text);
    return parsed.ok ? birthNumberHash(ctx.keys, ctx.actor.tenantId, parsed.value.value) : null;
  };
