import { assert } from "@effect/vitest"
import { Effect, Option } from "effect"
import { KeyId, type StreamGrant, StreamTokens } from "../src/access/index.ts"
import type { Transaction } from "../src/runtime/index.ts"
import { ChallengeId, PrincipalId } from "../src/shared/index.ts"
import { type Contract, contract } from "./Contract.ts"
import { streamTokensCommands, streamTokensObservations } from "./commands/streamTokens.ts"
import { agreesWithModel } from "./modelRun.ts"
import { example } from "./worlds.ts"

const hash = (digit: string): string => digit.repeat(64)
const grant = (more: Partial<StreamGrant> = {}): StreamGrant => ({
  challengeId: ChallengeId.make("spring"),
  purpose: "watch-board",
  principal: PrincipalId.make("ada"),
  roles: [],
  until: 60_000,
  ...more
})

/** What every adapter's `StreamTokens` does. */
export const streamTokensContract: Contract<StreamTokens | Transaction> = contract("StreamTokens", {
  "`redeem` gives what was kept, once": example(
    Effect.gen(function* () {
      const port = yield* StreamTokens
      const kept = [
        grant({ roles: ["approver", "administrator"], provenAt: 1_000 }),
        grant({ key: KeyId.make("a".repeat(12)) })
      ] as const
      for (const [at, one] of kept.entries()) yield* port.keep(hash(`${at}`), one)
      for (const [at, one] of kept.entries()) {
        assert.deepStrictEqual(yield* port.redeem(hash(`${at}`), 2_000), Option.some(one))
        assert.deepStrictEqual(yield* port.redeem(hash(`${at}`), 2_000), Option.none())
      }
    })
  ),
  "of many who redeem the same at the same time one is given it": example(
    Effect.gen(function* () {
      const port = yield* StreamTokens
      yield* port.keep(hash("0"), grant())
      const given = yield* Effect.all(
        Array.from({ length: 20 }, () => port.redeem(hash("0"), 1_000)),
        { concurrency: "unbounded" }
      )
      assert.strictEqual(given.filter(Option.isSome).length, 1)
    })
  ),
  "nothing is given once its instant has come": example(
    Effect.gen(function* () {
      const port = yield* StreamTokens
      yield* port.keep(hash("0"), grant())
      yield* port.keep(hash("1"), grant())
      assert.deepStrictEqual(yield* port.redeem(hash("0"), 60_000), Option.none())
      assert.isTrue(Option.isSome(yield* port.redeem(hash("1"), 59_999)))
    })
  ),
  "of two tokens of one hash the first stays": example(
    Effect.gen(function* () {
      const port = yield* StreamTokens
      yield* port.keep(hash("0"), grant())
      yield* port.keep(hash("0"), grant({ principal: PrincipalId.make("eve") }))
      assert.deepStrictEqual(yield* port.redeem(hash("0"), 1_000), Option.some(grant()))
    })
  ),
  "`forget` forgets those whose instant came before another, the longest ago first, and no more than asked": example(
    Effect.gen(function* () {
      const port = yield* StreamTokens
      for (const until of [3_000, 1_000, 2_000, 4_000]) yield* port.keep(hash(`${until / 1_000}`), grant({ until }))
      assert.strictEqual(yield* port.forget(4_000, 2), 2)
      assert.isTrue(Option.isSome(yield* port.redeem(hash("3"), 0)))
      assert.strictEqual(yield* port.forget(4_000, 2), 0)
      assert.isTrue(Option.isSome(yield* port.redeem(hash("4"), 0)))
      assert.isTrue(Option.isNone(yield* port.redeem(hash("1"), 0)))
    })
  ),
  "answers like its model, rollbacks included": agreesWithModel({
    initial: [],
    commands: streamTokensCommands,
    observe: streamTokensObservations
  })
})
