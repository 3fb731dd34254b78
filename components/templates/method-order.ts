import type { Channel } from "@/db/values/messages";

/** Switches a method on, at the end, or off. */
export function toggleMethod(methods: readonly Channel[], method: Channel): Channel[] {
  return methods.includes(method)
    ? methods.filter((each) => each !== method)
    : [...methods, method];
}

/** The method one place earlier (-1) or later (1); at the edge nothing changes. */
export function moveMethod(methods: readonly Channel[], method: Channel, by: -1 | 1): Channel[] {
  const from = methods.indexOf(method);
  const other = methods[from + by];
  if (from < 0 || other === undefined) return [...methods];
  return methods.map((each) => (each === method ? other : each === other ? method : each));
}
