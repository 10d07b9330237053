import type { Board, Challenge, ChallengeDefinition } from "@laurel/core/challenge"
import type { Settled } from "./settle.ts"
import type { Tally } from "./Tally.ts"

/** What a run came to. */
export interface RunResult {
  readonly definition: ChallengeDefinition
  /** `Final`, or `Cancelled` where too few took part. */
  readonly challenge: Challenge
  readonly board: Board
  /** The plan that was posted, and the ledger; only where there are prizes. */
  readonly settled: Settled
  readonly rows: number
  readonly tally: Tally
  readonly entered: number
  readonly refusedEntries: ReadonlyArray<RefusedEntry>
}

/** An entry that the challenge did not admit. */
export interface RefusedEntry {
  /** The line in the file of entries, where there is one. */
  readonly line?: number
  readonly participant: string
  readonly reason: string
}

/** What shows who stands where and wins what, whether from a run of files or from a store. */
export type Contest = Pick<RunResult, "definition" | "board" | "settled">
