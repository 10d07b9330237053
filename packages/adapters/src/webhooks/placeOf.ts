import { lookup } from "node:dns/promises"
import { isIP } from "node:net"
import { isPublic } from "./isPublic.ts"
import type { Place, SenderOptions } from "./SenderOptions.ts"

/** Why nothing is sent to an address. */
export class AddressRefused extends Error {
  override readonly name = "AddressRefused"
}

const ports: Readonly<Record<string, number>> = { "http:": 80, "https:": 443 }

/**
 * Where a message for this address goes: the host is resolved once, every address that it has is looked at, and one of those is where the
 * connection is made to. Whatever the name means a moment later, nobody asks again.
 */
export const placeOf = async (
  url: URL,
  { allowsPrivate = false, resolve = resolved }: SenderOptions
): Promise<Place> => {
  const usual = ports[url.protocol]
  if (usual === undefined || (url.protocol !== "https:" && !allowsPrivate))
    throw new AddressRefused("Events are sent to addresses that begin with https:// alone")
  const host = url.hostname.replace(/^\[|\]$/g, "")
  const addresses = isIP(host) === 0 ? await resolve(host) : [host]
  const [address] = addresses
  if (address === undefined) throw new AddressRefused("The host has no address")
  if (!allowsPrivate && !addresses.every(isPublic))
    throw new AddressRefused("The host has an address that is not one of the public internet")
  const port = url.port === "" ? usual : Number(url.port)
  return { address, port, ...(url.protocol === "https:" ? { serverName: host } : {}) }
}

const resolved = async (host: string): Promise<ReadonlyArray<string>> =>
  (await lookup(host, { all: true, order: "verbatim" })).map(({ address }) => address)
