const GROUPS = 8;
const NETWORK_GROUPS = 4;

/**
 * Who is counted as one caller: an IPv4 address, or the /64 network of an IPv6 address, because
 * a household is given at least so many and may send each attempt from another. Other text stays.
 */
export function networkOf(address: string): string {
  if (!/^[\da-f:.]*:[\da-f:.]*$/i.test(address)) return address;
  const [head = "", tail] = address.toLowerCase().split("::");
  const left = head.split(":").filter(Boolean);
  const right = (tail ?? "").split(":").filter(Boolean);
  const zeros = Math.max(0, GROUPS - left.length - right.length);
  const groups = [...left, ...Array<string>(zeros).fill("0"), ...right];
  const network = groups.slice(0, NETWORK_GROUPS).map((group) => group.replace(/^0+(?=.)/, ""));
  return `${network.join(":")}::/64`;
}
