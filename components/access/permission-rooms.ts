/** Parts of the matrix of rights, in the order of the page, by what their permissions begin with. */
const ROOMS = {
  cases: ["cases"],
  collegial: ["collegial", "deputies"],
  parties: ["parties", "privacy"],
  claims: ["claims"],
  bank: ["bank"],
  tasks: ["tasks"],
  imports: ["imports"],
  lists: ["lists"],
  registers: ["registers"],
  messages: ["templates", "messages", "dunning"],
  portal: ["portal", "clients"],
  settings: ["settings", "config"],
  audit: ["audit", "checks", "operators", "changes"],
} as const satisfies Record<string, readonly string[]>;

export type Room = keyof typeof ROOMS;

const beginningOf = (permission: string) => permission.slice(0, permission.indexOf(":"));

/** Each part with its permissions, in their own order. */
export function byRoom<P extends string>(permissions: readonly P[]): [Room, P[]][] {
  return (Object.entries(ROOMS) as [Room, readonly string[]][]).map(([room, beginnings]) => [
    room,
    permissions.filter((permission) => beginnings.includes(beginningOf(permission))),
  ]);
}
