import { Effect } from "effect"
import type { Ranking } from "../ranking/index.ts"
import { needsDay } from "../scoring/index.ts"
import type { Instant } from "../shared/index.ts"
import type { Challenge } from "./Challenge.ts"
import { currentBoard } from "./currentBoard.ts"
import { evolve } from "./evolve.ts"
import { rulesOf } from "./Rules.ts"
import { type DailyBoard, type DailyRow, Snapshots } from "./Snapshots.ts"
import { nextDay } from "./schedule.ts"

type Running = Extract<Challenge, { readonly _tag: "Running" }>

/** After a long downtime the boards of at most so many days are kept in one transaction: those of a leap year. */
const maximumDays = 366

/**
 * Keeps the board of each day that is over by an instant, as of the end of the day; gives the challenge after that.
 *
 * **Details**: whatever is recorded advances the challenge first, so nothing has arrived since the first of these days was
 * over. The boards of the others are therefore the same, unless scores change with the days.
 */
export const keepBoards = Effect.fnUntraced(function* (challenge: Running, now: Instant) {
  const snapshots = yield* Snapshots
  const changes = needsDay(rulesOf(challenge.definition).program)
  let after: Challenge = challenge
  let board: DailyBoard | undefined
  let next = nextDay(challenge)
  for (let days = 0; next !== undefined && next.due <= now && days < maximumDays; days++) {
    const { day, due } = next
    board = board === undefined || changes ? yield* boardAt(challenge, due) : { ...board, at: due }
    yield* snapshots.saveDaily(challenge.id, day, board)
    after = evolve(after, { _tag: "BoardsKept", through: day })
    next = nextDay({ ...challenge, keptThrough: day })
  }
  return after
})

const boardAt = Effect.fnUntraced(function* (challenge: Running, at: Instant) {
  const { overall, teams } = yield* currentBoard(challenge, at)
  return { at, overall: rowsOf(overall), ...(teams === undefined ? {} : { teams: rowsOf(teams) }) }
})

const rowsOf = ({ ranked }: Ranking): ReadonlyArray<DailyRow> =>
  ranked.map(({ rank, standing: { participantId, score } }) => ({ participantId, rank, score }))
