import { askDataBox } from "./ask-data-box";
import type { DataBoxSettings } from "./data-box";
import { instantOf } from "./soap";

/**
 * When the password of the box's user stops to work; null where it never does. Also shows that the
 * sign-in is right. It delivers nothing that waits in the box. Throws external `dataBox.*`.
 */
export async function passwordExpiry(settings: DataBoxSettings): Promise<Date | null> {
  const { root } = await askDataBox(settings, {
    ...{ path: "DsManage", operation: "GetPasswordInfo" },
    content: [["p:dbDummy", ""]],
  });
  return instantOf(root, "pswExpDate");
}
