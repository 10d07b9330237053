import fc from "fast-check"
import type { Standing, StandingStatus } from "../../src/ranking/index.ts"
import { Name, ParticipantId } from "../../src/shared/index.ts"

/** What generated standings look like. */
export interface StandingsShape {
  readonly minimum?: number
  readonly maximum?: number
  /** Scores and measures lie between 0 and this, so that ties are common. */
  readonly highest?: number
  /** How many links the tie-break chain has. */
  readonly links?: number
  readonly measures?: ReadonlyArray<string>
  readonly divisions?: ReadonlyArray<string>
}

const status: fc.Arbitrary<StandingStatus> = fc.oneof(
  { arbitrary: fc.constant("Scored" as const), weight: 8 },
  { arbitrary: fc.constantFrom("Missing", "Unqualified", "Withdrawn", "Disqualified"), weight: 1 }
)

/** The participant of an index: `p00`, `p01`, and so on. */
export const participantOf = (index: number): ParticipantId => ParticipantId.make(`p${`${index}`.padStart(2, "0")}`)

/** Standings of a small field with any ties of score and chain, any status, measures, and divisions. */
export const standings = (shape: StandingsShape = {}): fc.Arbitrary<ReadonlyArray<Standing>> => {
  const value = fc.integer({ min: 0, max: shape.highest ?? 4 })
  const measures = (shape.measures ?? []).map((name) => fc.option(value).map((measure) => [name, measure] as const))
  const one = fc.record({
    status,
    score: value,
    tieBreak: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: shape.links ?? 0, maxLength: shape.links ?? 0 }),
    measures: fc.tuple(...measures),
    division: fc.option(fc.constantFrom(...(shape.divisions ?? ["open"])))
  })
  return fc.array(one, { minLength: shape.minimum ?? 0, maxLength: shape.maximum ?? 12 }).map((rows) =>
    rows.map(
      ({ division, ...row }, index): Standing => ({
        participantId: participantOf(index),
        status: row.status,
        score: row.status === "Scored" ? row.score : 0,
        tieBreak: row.tieBreak,
        measures: Object.fromEntries(
          row.measures.flatMap(([name, measure]) => (measure === null ? [] : [[name, measure]]))
        ),
        ...(division === null || shape.divisions === undefined ? {} : { division: Name.make(division) })
      })
    )
  )
}
