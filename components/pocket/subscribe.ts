import type { NoticeKind } from "@/db/values/push";
import type { SaveDeviceInput } from "@/server/domain/push/inputs";
import { keepShell } from "./keep-shell";
import { pocketClient } from "./pocket-client";

/** "Chrome, Android": what people know their device by; nothing is decided by it. */
function labelOf({ userAgent }: Navigator): string {
  const known = (names: readonly string[]) => names.find((name) => userAgent.includes(name));
  const browser = known(["Edg", "Firefox", "Chrome", "Safari"]) ?? "?";
  const system = known(["Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux"]) ?? "?";
  return `${browser === "Edg" ? "Edge" : browser}, ${system}`;
}

/** Asks the person and the browser, and lets this device be told. False: the person said no. */
export async function subscribe(publicKey: string, kinds: NoticeKind[]): Promise<boolean> {
  if ((await Notification.requestPermission()) !== "granted") return false;
  const registration = await keepShell();
  if (!registration) return false;
  const applicationServerKey = publicKey;
  const options = { userVisibleOnly: true, applicationServerKey };
  const subscription = await registration.pushManager.subscribe(options);
  const { endpoint, keys } = subscription.toJSON();
  const device: SaveDeviceInput = {
    ...{ endpoint: endpoint ?? "", p256dh: keys?.p256dh ?? "", auth: keys?.auth ?? "" },
    ...{ label: labelOf(navigator), kinds },
  };
  await pocketClient.pocket.saveDevice.mutate(device);
  return true;
}

/** Ends the browser's own subscription, too. */
export async function unsubscribe(deviceId: number, isThis: boolean): Promise<void> {
  await pocketClient.pocket.removeDevice.mutate({ deviceId });
  if (!isThis) return;
  const registration = await navigator.serviceWorker?.getRegistration("/pocket");
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
}
