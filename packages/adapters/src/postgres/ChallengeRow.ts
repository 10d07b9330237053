import { Challenge, nextDue, scheduleOf, searchWords } from "@laurel/core/challenge"
import type { Instant } from "@laurel/core/shared"
import { Effect, Schema } from "effect"
import { type ColumnType, type Generated, type RawBuilder, sql } from "kysely"
import type { DbFailed } from "./errors.ts"
import { readerOf } from "./rows.ts"

/** One row a challenge. */
export interface ChallengeTable {
  readonly id: ColumnType<string, string, never>
  readonly version: number
  readonly state: string
  readonly organiser: string
  /** JSON. */
  readonly definition: string
  /** JSON of what a challenge has in its state alone. */
  readonly state_fields: string
  readonly featured: boolean
  /** Drafts that were archived are left out of lists. */
  readonly archived: boolean
  readonly ends_at: ColumnType<Instant, Date, Date>
  /** When the clock takes its next step. */
  readonly due_at: ColumnType<Instant | null, Date | null, Date | null>
  /** How many have entered. Counted here, where the row is locked anyway: a field of a million is not counted again for each. */
  readonly entered: Generated<number>
  readonly created_at: ColumnType<Instant, Date, never>
  /** The month of creation, as its first day; the activities of a challenge are kept with those of this month. */
  readonly log_month: ColumnType<string, string, never>
  /** The words by which it is found. */
  readonly words: ColumnType<string, RawBuilder<string>, RawBuilder<string>>
}

const encode = Schema.encodeSync(Challenge)

/** A challenge as columns. */
export const columnsOf = (challenge: Challenge) => {
  const { _tag: state, id, version, organiser, definition, ...fields } = encode(challenge)
  const due = nextDue(challenge)
  return {
    id,
    version,
    state,
    organiser,
    definition: JSON.stringify(definition),
    state_fields: JSON.stringify(fields),
    featured: challenge.definition.featured,
    archived: challenge._tag === "Draft" && challenge.archivedAt !== undefined,
    ends_at: new Date(scheduleOf(challenge.definition).end),
    due_at: due === undefined ? null : new Date(due.due),
    words: tsvectorOf(searchWords(challenge.definition))
  }
}

/** Words as they are indexed: just as they are, for they are folded already. None has a blank in it. */
export const tsvectorOf = (words: ReadonlyArray<string>): RawBuilder<string> =>
  sql<string>`array_to_tsvector(string_to_array(${words.join(" ")}, ' '))`

const Row = Schema.Struct({
  id: Schema.String,
  version: Schema.Int,
  state: Schema.String,
  organiser: Schema.String,
  definition: Schema.fromJsonString(Schema.Unknown),
  state_fields: Schema.fromJsonString(Schema.Record(Schema.String, Schema.Unknown))
})
const readRow = readerOf(Row)
const readChallenge = readerOf(Challenge)

/** The row as it was read, its documents as text. */
export interface ChallengeText {
  readonly id: string
  readonly version: number
  readonly state: string
  readonly organiser: string
  readonly definition: string
  readonly state_fields: string
}

/** More than are recorded to at the same time in one process. */
const mostKept = 500

/**
 * A reader of rows of challenges. Equal rows are read once and are the same challenge, so that what is worked out from a
 * definition (rules, schedule) is worked out once.
 */
export const challengeReader = (): ((row: ChallengeText) => Effect.Effect<Challenge, DbFailed>) => {
  const kept = new Map<string, { readonly row: ChallengeText; readonly challenge: Challenge }>()
  return (row) => {
    const known = kept.get(row.id)
    if (known !== undefined && isSame(known.row, row)) return Effect.succeed(known.challenge)
    return Effect.map(read(row), (challenge) => {
      kept.delete(row.id)
      kept.set(row.id, { row, challenge })
      const oldest = kept.keys().next().value
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
      return challenge
    })
  }
}

const isSame = (a: ChallengeText, b: ChallengeText): boolean =>
  a.version === b.version &&
  a.state === b.state &&
  a.organiser === b.organiser &&
  a.state_fields === b.state_fields &&
  a.definition === b.definition

const read = (row: ChallengeText): Effect.Effect<Challenge, DbFailed> =>
  Effect.flatMap(readRow(row), ({ state: _tag, state_fields, ...always }) =>
    readChallenge({ ...state_fields, ...always, _tag })
  )
