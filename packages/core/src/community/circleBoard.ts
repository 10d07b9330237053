import { Effect, Schema } from "effect"
import { type BoardScope, type RankedRow, rankRows } from "../board/index.ts"
import { type BoardView, type Challenge, Entries, type Entry, readBoard } from "../challenge/index.ts"
import type { CommunityUnavailable } from "../invite/index.ts"
import { Caches } from "../runtime/index.ts"
import { UserId } from "../shared/index.ts"
import { type Circle, mostMembers } from "./Circle.ts"
import { Circles } from "./Circles.ts"
import type {} from "./errors.ts"

/** A row of the board of a circle: how it is ranked among the circle, and on the whole board. */
export interface CircleRow {
  readonly among: RankedRow
  readonly overall: RankedRow
}

/** The board of a circle in a challenge. */
export interface CircleBoard {
  /** Which state of the whole board this is. */
  readonly version: number
  /** How many are ranked on the whole board. */
  readonly count: number
  readonly rows: ReadonlyArray<CircleRow>
}

/** Which board of the challenge, and as whom one looks at it. */
export interface CircleBoardOptions {
  readonly scope: BoardScope
  readonly view: BoardView
}

/** Who is in a circle. */
export type MembersOf<R = never> = (circle: Circle) => Effect.Effect<ReadonlyArray<UserId>, CommunityUnavailable, R>

/** Who is in a circle, as the store has it. */
export const membersOf: MembersOf<Circles> = ({ id }) =>
  Effect.map(
    Circles.use((circles) => circles.members(id, mostMembers)),
    (members) => members.map(({ userId }) => userId)
  )

/**
 * The members of a circle ranked among themselves, each with the rank on the whole board: those who take part and are ranked. On a board of
 * teams these are the teams that they are in. Who may see the circle and the challenge is asked before; two look-ups and the ranks of many,
 * however many members there are.
 */
export const circleBoard = Effect.fn("Community.circleBoard")(function* <R>(
  { id, definition }: Pick<Challenge, "id" | "definition">,
  circle: Circle,
  { scope, view }: CircleBoardOptions,
  members: MembersOf<R>
) {
  const reader = yield* readBoard(id, scope, view)
  const entries = yield* (yield* Entries).ofUsers(id, yield* members(circle))
  const found = yield* reader.ranks([...new Set(entries.flatMap(onBoard(scope)))])
  const overall = found.rows.flatMap((row) => row ?? [])
  const byId = new Map(overall.map((row) => [row.participantId, row]))
  const rows = rankRows(definition.ranking, overall).flatMap((among): ReadonlyArray<CircleRow> => {
    const whole = byId.get(among.participantId)
    return whole === undefined ? [] : [{ among, overall: whole }]
  })
  const board: CircleBoard = { version: found.version, count: found.count, rows }
  return board
})

/** Under which id somebody stands on a board. */
const onBoard = (scope: BoardScope) => (entry: Entry | undefined) =>
  entry === undefined ? [] : scope._tag === "Teams" ? (entry.team ?? []) : entry.participantId

/** For how long who is in a circle is kept. */
const keptMs = 5 * 60_000
/** Of so many circles a process. */
const keptCircles = 1_000

/**
 * Makes `membersOf` that is kept for five minutes; build it once for a process.
 *
 * **Details**: what is kept is named by the revision of the circle, which whoever asks has read: nobody is given who was in it before that,
 * in whatever process somebody joined or left.
 */
export const makeMemberLists = Effect.fnUntraced(function* () {
  const circles = yield* Effect.context<Circles>()
  const lists = yield* (yield* Caches).make<ReadonlyArray<UserId>, CommunityUnavailable>({
    name: "circle-members",
    capacity: keptCircles,
    ttlMs: keptMs,
    value: Schema.fromJsonString(Schema.Array(UserId))
  })
  const kept: MembersOf = (circle) =>
    lists.get(`${circle.id} ${circle.revision}`, [], Effect.provide(membersOf(circle), circles))
  return kept
})
