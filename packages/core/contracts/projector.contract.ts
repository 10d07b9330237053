import { assert } from "@effect/vitest"
import { Clock, Effect } from "effect"
import { StoredBoards } from "../src/board/index.ts"
import {
  type ChallengeStore,
  Entries,
  type Entry,
  find,
  liveBoardsOf,
  Outbox,
  Projector
} from "../src/challenge/index.ts"
import { Transaction } from "../src/runtime/index.ts"
import type { Contract } from "./Contract.ts"
import { ada, adaEntry, bob, bobEntry, spring, summer } from "./cast.ts"
import { contractOfFacts } from "./contractOfFacts.ts"
import { example } from "./worlds.ts"

type Ports = ChallengeStore | Entries | Outbox | Projector | StoredBoards | Transaction

const entered = (participantId: Entry["participantId"], userId: Entry["userId"]): Entry => ({
  participantId,
  userId,
  enteredAt: 0,
  categories: [],
  status: "Active"
})

const waiting = Effect.flatMap(Clock.currentTimeMillis, (now) => Outbox.use((outbox) => outbox.waiting(now, 10)))

/** Who is written down on the board of everybody. */
const known = Effect.gen(function* () {
  const [overall] = liveBoardsOf(yield* find(spring))
  if (overall === undefined) return assert.fail("every challenge has a board")
  return (yield* (yield* StoredBoards).state(overall)).version
})

/** What everybody does who carries changes to boards in the background. */
export const projectorContract: Contract<Ports> = contractOfFacts("Projector", {
  "`settled` waits until what was woken for is carried": example(
    Effect.gen(function* () {
      const { wake, settled } = yield* Projector
      const outbox = yield* Outbox
      yield* (yield* Entries).enter(spring, [entered(adaEntry, ada)], {})
      yield* outbox.add(spring, [ada])
      yield* wake(spring)
      yield* settled(spring)
      assert.deepStrictEqual(yield* waiting, [])
      const first = yield* known
      for (let round = 1; round <= 20; round++) {
        yield* (yield* Entries).enter(spring, [entered(bobEntry, bob)], {})
        yield* outbox.add(spring, [bob])
        yield* wake(spring)
        yield* wake(spring)
        yield* settled(spring)
        assert.deepStrictEqual(yield* waiting, [])
      }
      assert.isAtLeast(yield* known, first + 1)
    })
  ),
  "whoever wakes it for nothing, and waits for what nobody woke it for, waits for nothing": example(
    Effect.gen(function* () {
      const { wake, settled } = yield* Projector
      yield* settled(spring)
      yield* wake(spring)
      yield* settled(spring)
      yield* settled(summer)
    })
  ),
  "what is committed in a transaction is carried once that has ended, and what is rolled back never": example(
    Effect.gen(function* () {
      const { settled } = yield* Projector
      const { transact } = yield* Transaction
      const outbox = yield* Outbox
      yield* Effect.exit(transact(Effect.andThen(outbox.add(spring, [ada]), Effect.fail("no"))))
      yield* settled(spring)
      assert.deepStrictEqual(yield* waiting, [])
      yield* transact(
        Effect.gen(function* () {
          yield* (yield* Entries).enter(spring, [entered(adaEntry, ada)], {})
          yield* outbox.add(spring, [ada])
        })
      )
      yield* settled(spring)
      assert.deepStrictEqual(yield* waiting, [])
      assert.strictEqual(yield* known, 1)
    })
  )
})
