import { isIPv6 } from "node:net"

/** Whoever has one address of version 6 has a whole network of them. */
const groupsOfNetwork = 4

/**
 * By what an address is counted: one of version 4 by itself, also where it is written as one of version 6, and one of version 6 by its
 * network of 64 bits.
 */
export const networkOf = (address: string): string => {
  const version4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (version4 !== undefined) return version4
  const [plain = ""] = address.split("%")
  if (!isIPv6(plain)) return address
  const [before = [], after = []] = plain.split("::").map((side) => side.split(":").filter((group) => group !== ""))
  const between = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => "0")
  const groups = [...before, ...between, ...after].slice(0, groupsOfNetwork)
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`
}
