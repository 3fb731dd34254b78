import { BlockList, isIPv6 } from "node:net";

/** Everything that is not a machine of the open internet: RFC 6890 and its kin. */
const PRIVATE = new BlockList();
for (const [address, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  // Azure's own machine, at an address of the open internet.
  ["168.63.129.16", 32],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const) {
  PRIVATE.addSubnet(address, bits, "ipv4");
}

// Of IPv6 only global unicast is let out, and of it nothing that carries another address inside.
const GLOBAL = new BlockList();
GLOBAL.addSubnet("2000::", 3, "ipv6");
const TUNNELS = new BlockList();
for (const [address, bits] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
] as const) {
  TUNNELS.addSubnet(address, bits, "ipv6");
}

/** Where clouds keep their secrets: never called, whatever an install lets in. */
const METADATA = new BlockList();
METADATA.addSubnet("169.254.0.0", 16, "ipv4");
METADATA.addSubnet("fe80::", 10, "ipv6");
METADATA.addSubnet("64:ff9b::a9fe:0", 112, "ipv6");
// Alibaba, Azure (also through NAT64), AWS, Google, Oracle.
METADATA.addAddress("100.100.100.200", "ipv4");
METADATA.addAddress("168.63.129.16", "ipv4");
METADATA.addAddress("64:ff9b::a83f:8110", "ipv6");
METADATA.addAddress("fd00:ec2::254", "ipv6");
METADATA.addAddress("fd20:ce::254", "ipv6");
METADATA.addAddress("fd00:c1::a9fe:a9fe", "ipv6");

export const isMetadataAddress = (address: string): boolean =>
  METADATA.check(address, isIPv6(address) ? "ipv6" : "ipv4");

/** Whether an address must not be called on behalf of a tenant: our own network, or none at all. */
export function isPrivateAddress(address: string): boolean {
  if (!isIPv6(address)) return PRIVATE.check(address, "ipv4");
  return !GLOBAL.check(address, "ipv6") || TUNNELS.check(address, "ipv6");
}
