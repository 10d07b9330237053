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

const readRows = readerOf(
  Schema.Array(
    Schema.Struct({ user_id: Schema.String, stride: Schema.Int, cells: Schema.String, sources: Schema.String })
  )
)
const readSources = readerOf(Schema.fromJsonString(Schema.Array(Schema.String)))
const noSources: ReadonlyArray<string> = []

/** Reads rows of scores, by user. */
export const readScores = Effect.fnUntraced(function* (rows: unknown) {
  const states = new Map<string, ScoreState>()
  for (const { user_id, stride, cells: text, sources } of yield* readRows(rows)) {
    const cells = readCells(text)
    if (cells === undefined) return yield* new DbFailed({ cause: new Error(`the score of ${user_id} is none`) })
    states.set(user_id, { stride, cells, sources: sources === "[]" ? noSources : yield* readSources(sources) })
  }
  return states
})
