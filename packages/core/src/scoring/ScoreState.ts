import { Schema, SchemaTransformation } from "effect"
import { absent } from "./Lane.ts"
import type { Program } from "./Program.ts"

/**
 * What a participant's activities have come to, day by day: enough to score, and to take in one more activity at a cost
 * that does not grow with history.
 *
 * **Details**: `cells` holds the program's lanes of each day since the calendar's first, 8 bytes each; its size is
 * bounded by days and lanes, not by activities. `sources` names the sources outside a declared precedence. A state only
 * has meaning with the program and the calendar it was folded with.
 */
export interface ScoreState {
  /** How many cells one day has. */
  readonly stride: number
  readonly cells: ReadonlyArray<number>
  readonly sources: ReadonlyArray<string>
}

const areCells = (u: unknown): u is ReadonlyArray<number | null> => Array.isArray(u) && u.every(isCell)
const isCell = (u: unknown): boolean => u === null || Number.isInteger(u)

const Stored = Schema.Struct({
  _v: Schema.Literal(1),
  stride: Schema.Int,
  // Looked at as a whole: there are hundreds in a state, and stores read a state for every user of a batch.
  cells: Schema.declare(areCells),
  sources: Schema.Array(Schema.String)
})

const isState = (u: unknown): u is ScoreState =>
  typeof u === "object" &&
  u !== null &&
  "stride" in u &&
  Number.isInteger(u.stride) &&
  "cells" in u &&
  Array.isArray(u.cells) &&
  "sources" in u &&
  Array.isArray(u.sources)

/** The stored form of a state: JSON with a version, `null` where nothing counts. Decoding what was encoded is the identity. */
export const ScoreState = Stored.pipe(
  Schema.decodeTo(
    Schema.declare(isState),
    SchemaTransformation.transform({
      decode: (stored: typeof Stored.Type): ScoreState => ({
        stride: stored.stride,
        cells: stored.cells.map((cell) => cell ?? absent),
        sources: stored.sources
      }),
      encode: (state: ScoreState): typeof Stored.Type => ({
        _v: 1,
        stride: state.stride,
        cells: state.cells.map((cell) => (cell === absent ? null : cell)),
        sources: state.sources
      })
    })
  )
)

/** The state of a participant without activities. */
export const empty = (program: Program): ScoreState => ({ stride: program.stride, cells: nothing, sources: nothing })

const nothing: ReadonlyArray<never> = []

/**
 * A copy of the cells that can be written to, with at least `length` of them and no room beyond: an array that grows by
 * itself holds on to more than it needs. A state of another program is a defect.
 */
export const cellsOf = (program: Program, state: ScoreState, length: number): Array<number> => {
  if (state.stride !== program.stride) {
    throw new RangeError(`the state has ${state.stride} cells a day, its program ${program.stride}`)
  }
  const missing = length - state.cells.length
  if (missing <= 0) return state.cells.slice()
  // Nearly always the next day: its cells are ready to be appended.
  if (missing === program.stride) return state.cells.concat(program.blank)
  return state.cells.concat(Array.from({ length: missing }, () => absent))
}
