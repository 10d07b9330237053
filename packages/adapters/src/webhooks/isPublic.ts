import { isIP } from "node:net"
import ipaddr from "ipaddr.js"

/** Where clouds tell the machines in them their secrets, at an address that is public otherwise. */
const metadata: ReadonlySet<string> = new Set(["168.63.129.16"])

/** All that is public of IPv6 begins so: what else there is, or will be, is refused. */
const globalUnicast = ipaddr.parseCIDR("2000::/3")

/**
 * Whether an address is one of the public internet: no private one, no local one, none by which another address is meant (mapped,
 * translated, tunnelled), none that is reserved.
 */
export const isPublic = (address: string): boolean => {
  if (isIP(address) === 0 || address.includes("%") || metadata.has(address)) return false
  const read = ipaddr.parse(address)
  return read.range() === "unicast" && (read.kind() === "ipv4" || read.match(globalUnicast))
}
