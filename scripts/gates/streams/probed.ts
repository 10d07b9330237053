import type { LaurelServer } from "../../servers/laurel.ts"

/** What a probe in a server says. */
export interface Probed {
  readonly rss: number
  readonly heapUsed: number
  /** Of one processor, within the last second. */
  readonly cpuShare: number
  /** The most that waited in the server for one client, in bytes. */
  readonly longestQueue: number
  /** For how long nothing could be sent to those that were cut off, in milliseconds. */
  readonly cut: ReadonlyArray<number>
  readonly sockets: number
}

/** What is loaded into a server for it. */
export const probe = new URL("probe.ts", import.meta.url).pathname

/** All that a probe has said so far, one a second. */
export const probedOf = (server: LaurelServer): ReadonlyArray<Probed> =>
  server
    .said()
    .split("\n")
    .slice(0, -1)
    .flatMap(
      (line): ReadonlyArray<Probed> => (line.startsWith("probe ") ? [JSON.parse(line.slice("probe ".length))] : [])
    )
