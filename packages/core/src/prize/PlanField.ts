/** At how many decimals a score and measures are held. */
export interface ValueDecimals {
  readonly score: number
  readonly measures: ReadonlyMap<string, number>
}

/**
 * The fields that a plan has to be ready for: how many may enter (below `minimum` the challenge is cancelled), which
 * divisions and measures there are, whether teams compete, the categories of participants where they are known, and the
 * decimals of participants' and of teams' values, where they have any.
 */
export interface PlanField {
  readonly minimum: number
  readonly maximum?: number
  readonly divisions: ReadonlyArray<string>
  readonly measures: ReadonlyArray<string>
  readonly teams: boolean
  readonly categories?: ReadonlyArray<string>
  readonly decimals?: ValueDecimals
  readonly teamDecimals?: ValueDecimals
}
