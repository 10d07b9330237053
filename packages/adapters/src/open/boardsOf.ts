import { type BoardScope, rankRows, readCursor } from "@laurel/core/board"
import * as Challenges from "@laurel/core/challenge"
import { type ChallengeId, Name, ParticipantId } from "@laurel/core/shared"
import { Effect, Schema } from "effect"
import { shownOn } from "./BoardShown.ts"
import type { Laurel } from "./Laurel.ts"
import type { Runner } from "./Runner.ts"
import { argument } from "./reader.ts"

/** Boards that are kept current. */
export type Ranked = Pick<Laurel, "board" | "around" | "ranks" | "circle" | "reveal">

const usualPage = 20
const largestPage = 100
const usualNeighbours = 5
const usualReveal = 10

const query = {
  division: Schema.optional(Name),
  teams: Schema.optional(Schema.Boolean),
  view: Schema.optional(Schema.Literals(["Public", "Organiser"]))
}
const between = (minimum: number, maximum: number) => Schema.Int.check(Schema.isBetween({ minimum, maximum }))
/** Reads which board is asked for. */
export const boardQuery = argument("query", Schema.Struct(query))
const pageQuery = argument(
  "query",
  Schema.Struct({ ...query, limit: Schema.optional(between(1, largestPage)), after: Schema.optional(Schema.String) })
)
const participantOf = argument("participant", ParticipantId)
const participantsOf = argument("participants", Schema.Array(ParticipantId))
const placesOf = argument("places", between(1, 1_000))
const neighboursOf = argument("neighbours", between(0, largestPage))

interface Which {
  readonly division?: Name | undefined
  readonly teams?: boolean | undefined
  readonly view?: Challenges.BoardView | undefined
}

/** The board that is asked for. */
export const scopeOf = ({ division, teams }: Which): BoardScope =>
  teams === true ? { _tag: "Teams" } : division === undefined ? { _tag: "Overall" } : { _tag: "Division", division }

/** The board that is asked for, and how its rows are shown. */
const opened = Effect.fnUntraced(function* (id: ChallengeId, which: Which) {
  const reader = yield* Challenges.readBoard(id, scopeOf(which), which.view ?? "Public")
  const challenge = yield* Challenges.find(id)
  return { reader, challenge, shown: shownOn(challenge, which.teams === true) }
})

/** These methods, over the use cases of the core. */
export const boardsOf = ({ on }: Runner): Ranked => ({
  board: (challengeId, given = {}) =>
    on(challengeId, (id) =>
      Effect.gen(function* () {
        const { limit = usualPage, after, ...which } = yield* pageQuery(given)
        const cursor = after === undefined ? undefined : yield* readCursor(after)
        const { reader, shown } = yield* opened(id, which)
        const { version, count, rows, next, hasMoved } = yield* reader.page(limit, cursor)
        return { version, count, unit: shown.unit, rows: rows.map(shown.rowOf), hasMoved, ...shown.nextOf(next) }
      })
    ),
  around: (challengeId, participant, neighbours = usualNeighbours, given = {}) =>
    on(challengeId, (id) =>
      Effect.gen(function* () {
        const participantId = yield* participantOf(participant)
        const n = yield* neighboursOf(neighbours)
        const { reader, shown } = yield* opened(id, yield* boardQuery(given))
        const { version, count, rows } = yield* reader.around(participantId, n)
        return { version, count, unit: shown.unit, rows: rows.map(shown.rowOf) }
      })
    ),
  ranks: (challengeId, participants, given = {}) =>
    on(challengeId, (id) =>
      Effect.gen(function* () {
        const ids = yield* participantsOf(participants)
        const { reader, shown } = yield* opened(id, yield* boardQuery(given))
        const { version, count, rows } = yield* reader.ranks(ids)
        return { version, count, unit: shown.unit, rows: present(rows).map(shown.rowOf) }
      })
    ),
  circle: (challengeId, participants, given = {}) =>
    on(challengeId, (id) =>
      Effect.gen(function* () {
        const ids = [...new Set(yield* participantsOf(participants))]
        const { reader, challenge, shown } = yield* opened(id, yield* boardQuery(given))
        const { version, rows } = yield* reader.ranks(ids)
        const among = rankRows(challenge.definition.ranking, present(rows))
        return { version, count: among.length, unit: shown.unit, rows: among.map(shown.rowOf) }
      })
    ),
  reveal: (challengeId, places = usualReveal, given = {}) =>
    on(challengeId, (id) =>
      Effect.gen(function* () {
        const { view: _, ...which } = yield* boardQuery(given)
        const shown = yield* Challenges.revealBoard(id, scopeOf(which), yield* placesOf(places))
        return {
          begins: shown.begins.map(({ participantId }) => participantId),
          steps: shown.steps.map(({ participantId, from, to }) => ({ participant: participantId, from, to }))
        }
      })
    )
})

const present = <Row>(rows: ReadonlyArray<Row | undefined>): ReadonlyArray<Row> => rows.flatMap((row) => row ?? [])
