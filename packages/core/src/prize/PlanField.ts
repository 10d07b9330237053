/**
 * The fields that a plan has to be ready for: how many may enter (below `minimum` the challenge is cancelled), which
 * divisions and measures there are, whether teams compete, and the categories of participants where they are known.
 */
export interface PlanField {
  readonly minimum: number
  readonly maximum?: number
  readonly divisions: ReadonlyArray<string>
  readonly measures: ReadonlyArray<string>
  readonly teams: boolean
  readonly categories?: ReadonlyArray<string>
}
