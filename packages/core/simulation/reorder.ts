import { Effect } from "effect"
import type { Arrival } from "../src/activity/index.ts"
import {
  adjust,
  amend,
  ChallengeStore,
  finish,
  join,
  publish,
  record,
  reverseAdjustment,
  review
} from "../src/challenge/index.ts"
import type { ChallengeId } from "../src/shared/index.ts"
import { type Competition, draftOf } from "./compete.ts"
import { Random, seedFrom } from "./Random.ts"
import { organiser, type Stage } from "./Stage.ts"

/** Sets this stream apart from those of the history. */
const ownStream = 99

/**
 * Plays a competition again in a world of its own: everybody enters at once, and then all rows that count for something
 * come in another order, in other batches, some of them more than once; half of what scores are adjusted by before them, half after.
 * Gives the board.
 */
export const reorder = Effect.fnUntraced(function* ({ setting, history, clock }: Stage, competition: Competition) {
  const {
    definition,
    rules: { schedule }
  } = setting
  const { id } = definition
  clock.moveTo(history.publishedAt)
  yield* (yield* ChallengeStore).insert(draftOf(definition))
  yield* publish(id, organiser)
  clock.moveTo(competition.entered.reduce((latest, { enteredAt }) => Math.max(latest, enteredAt), history.publishedAt))
  yield* join(id, competition.entered.toReversed())
  clock.moveTo(Math.max(schedule.graceEnds, ...competition.timeless.map(({ receivedAt }) => receivedAt)))
  const random = new Random(seedFrom(history.seed, ownStream))
  const rows = shuffled(competition.timeless, random)
  const early = competition.adjustments.filter(() => random.chance(1, 2))
  yield* adjustAll(id, early)
  for (let from = 0; from < rows.length; ) {
    const to = from + random.between(1, 60)
    yield* record(id, rows.slice(from, to))
    from = to
  }
  // Those of before are sent again, too: that changes nothing.
  yield* adjustAll(id, competition.adjustments.toReversed())
  for (const entry of competition.amended) yield* amend(id, entry, organiser)
  for (const { identity, verdict } of competition.reviews) yield* review(id, identity, verdict, organiser)
  return yield* finish(id)
})

const adjustAll = Effect.fnUntraced(function* (id: ChallengeId, adjustments: Competition["adjustments"]) {
  for (const { wanted, isReversed } of adjustments) {
    yield* adjust(id, wanted, organiser)
    if (isReversed) yield* reverseAdjustment(id, wanted.id, "a slip", organiser)
  }
})

/** The rows in any order, one in ten a second time. */
const shuffled = (rows: ReadonlyArray<Arrival>, random: Random): ReadonlyArray<Arrival> =>
  rows
    .flatMap((row) => (random.chance(1, 10) ? [row, row] : [row]))
    .map((row) => ({ row, turn: random.word() }))
    .sort((a, b) => a.turn - b.turn)
    .map(({ row }) => row)
