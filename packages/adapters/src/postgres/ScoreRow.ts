import { ScoreState } from "@laurel/core/scoring"
import { Schema } from "effect"
import { readerOf } from "./rows.ts"

/** One row a user. */
export interface ScoreTable {
  readonly challenge_id: string
  readonly user_id: string
  /** JSON. */
  readonly state: string
}

const StateText = Schema.fromJsonString(ScoreState)

/** A state as its column. */
export const stateText = Schema.encodeSync(StateText)

/** Reads rows of scores. */
export const readScores = readerOf(Schema.Array(Schema.Struct({ user_id: Schema.String, state: StateText })))
