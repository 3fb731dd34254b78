import type { Captcha } from "@/db/values/portal";
import type { Doorstep } from "../access";

/** Where a door stands and what its pages may load, before anything of it is drawn. */
export interface DoorPlace {
  slug: string;
  /** "portal.example.cz"; null: it has no host of its own. */
  host: string | null;
  /** Sites whose pages may show it in a frame. */
  frameOrigins: string[];
  captcha: Captcha;
}

/** By its own host, or by its slug on the operators' host. null: no such door. */
export async function placeOfDoor(
  door: Pick<Doorstep, "db">,
  { slug = null, host = null }: { slug?: string | null; host?: string | null },
): Promise<DoorPlace | null> {
  const [place] = await door.db.call<DoorPlace>(
    (sql) => sql`
      select slug, host, frame_origins as "frameOrigins", captcha
        from portal_door_of(${slug}, ${host})`,
  );
  return place ?? null;
}
