import type { Instant, PrincipalId } from "@laurel/core/shared"
import type { Effect } from "effect"
import type { Io } from "../io/Io.ts"
import type { LivePorts } from "../store/LivePorts.ts"
import type { StoreLocation } from "../store/StoreLocation.ts"
import type { Refused } from "../useCases/problemOf.ts"

/** A command at work on a store. */
export interface Session {
  readonly io: Io
  /** Who acts. */
  readonly by: PrincipalId
  readonly location: StoreLocation
  /** Where the boards in Redis are, where that is set. */
  readonly redis?: string
  /** To print one JSON document instead of tables. */
  readonly json: boolean
  /** To do everything but keep it. */
  readonly dryRun: boolean
  /** The instant, by the clock of the session. */
  readonly now: () => Instant
  /** Runs a use case; a refusal becomes a problem, a defect is thrown as it is. */
  readonly run: <A, E extends Refused>(useCase: Effect.Effect<A, E, LivePorts>) => Promise<A>
  /** Runs a use case that changes something; with `dryRun` it is the same, but nothing is kept of it. */
  readonly change: <A, E extends Refused>(useCase: Effect.Effect<A, E, LivePorts>) => Promise<A>
  /** Asks whoever is at the terminal; absent where nobody is to be asked. */
  readonly ask?: (question: string) => Promise<string | undefined>
}
