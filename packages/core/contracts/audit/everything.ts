import { Effect } from "effect"
import { ActivityLog } from "../../src/activity/index.ts"
import {
  Adjustments,
  ChallengeStore,
  Charges,
  Deposits,
  Entries,
  Scores,
  Snapshots
} from "../../src/challenge/index.ts"
import { Ledger } from "../../src/ledger/index.ts"
import { SettlementStore } from "../../src/settlement/index.ts"
import { type ChallengeId, ParticipantId, UserId } from "../../src/shared/index.ts"

/** More than any story has. */
const all = 10_000

/** Every fact of a challenge as one text: two that are equal show that nothing was changed. */
export const everything = Effect.fnUntraced(function* (challengeId: ChallengeId, people: ReadonlyArray<string>) {
  const users = people.map((name) => UserId.make(name))
  const log = yield* ActivityLog
  const settlements = yield* SettlementStore
  const snapshots = yield* Snapshots
  const charges = yield* Charges
  const states = yield* settlements.of(challengeId)
  return textOf([
    yield* (yield* ChallengeStore).find(challengeId),
    yield* (yield* Entries).all(challengeId),
    yield* (yield* Deposits).all(challengeId),
    yield* (yield* Adjustments).page(challengeId, { limit: all }),
    yield* Effect.forEach(people, (name) => charges.ofParticipant(challengeId, ParticipantId.make(name))),
    yield* (yield* Ledger).entriesOf(challengeId),
    states,
    yield* Effect.forEach(states, ({ settlementId }) => settlements.linesOf(settlementId, { limit: all })),
    [...(yield* log.counted(challengeId, users))],
    yield* log.held(challengeId),
    yield* (yield* Scores).load(challengeId, users),
    yield* snapshots.find(challengeId, "Frozen"),
    yield* snapshots.find(challengeId, "Final"),
    yield* Effect.forEach(yield* snapshots.days(challengeId), (day) =>
      Effect.forEach(["overall", "teams"] as const, (list) =>
        snapshots.dailyPage(challengeId, day, list, { limit: all })
      )
    )
  ])
})

const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? `${part}n` : part))
