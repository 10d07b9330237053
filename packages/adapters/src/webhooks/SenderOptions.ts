import type { Duplex } from "node:stream"

/** Where a connection is to be made to, exactly. */
export interface Place {
  readonly address: string
  readonly port: number
  /** The name that the certificate has to be for; absent where messages are not encrypted. */
  readonly serverName?: string
}

/** How messages are sent. */
export interface SenderOptions {
  /**
   * Whether receivers may be in networks of our own, and be spoken to unencrypted: for whoever develops. Whoever may add an endpoint can
   * reach everything then that this machine can reach.
   */
  readonly allowsPrivate?: boolean
  /** How long a receiver may take, in real time; `answerWithinMs` unless said otherwise. */
  readonly timeoutMs?: number
  /** All addresses of a name, as they are now; the resolver of the system unless said otherwise. */
  readonly resolve?: (host: string) => Promise<ReadonlyArray<string>>
  /** How a connection is made; by the system unless said otherwise. */
  readonly connect?: (place: Place) => Duplex
}
