import type { ScoreState } from "@laurel/core/scoring"
import { Effect, Schema } from "effect"
import { readCells } from "./cellsText.ts"
import { DbFailed } from "./errors.ts"
import { readerOf } from "./rows.ts"

/** One row a user. */
export interface ScoreTable {
  readonly challenge_id: string
  readonly user_id: string
  readonly stride: number
  /** As `cellsText` writes them. */
  readonly cells: string
  /** A JSON list of text. */
  readonly sources: string
}

/** A score that was read, and where it lies. */
export interface StoredScore {
  readonly place: string
  readonly state: ScoreState
}

const readRows = readerOf(
  Schema.Array(
    Schema.Struct({
      /** Where the row lies in its table; changes with the row. */
      place: Schema.String,
      user_id: Schema.String,
      stride: Schema.Int,
      cells: Schema.String,
      sources: Schema.String
    })
  )
)
const readSources = readerOf(Schema.fromJsonString(Schema.Array(Schema.String)))
const noSources: ReadonlyArray<string> = []

/** Reads rows of scores, by user. */
export const readScores = Effect.fnUntraced(function* (rows: unknown) {
  const scores = new Map<string, StoredScore>()
  for (const { place, user_id, stride, cells: text, sources } of yield* readRows(rows)) {
    const cells = readCells(text)
    if (cells === undefined) return yield* new DbFailed({ cause: new Error(`the score of ${user_id} is none`) })
    const state = { stride, cells, sources: sources === "[]" ? noSources : yield* readSources(sources) }
    scores.set(user_id, { place, state })
  }
  return scores
})
