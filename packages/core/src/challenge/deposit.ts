import { Effect, Result } from "effect"
import { Ledger } from "../ledger/index.ts"
import { Transaction } from "../runtime/index.ts"
import type { ChallengeId } from "../shared/index.ts"
import { advance } from "./advance.ts"
import { contributionEntry } from "./contributionEntry.ts"
import { type Deposit, Deposits } from "./Deposits.ts"
import { permitDeposit } from "./permit.ts"

/** Books money of a sponsor, or carried over, into the pool. The same deposit again changes nothing and gives `false`. */
export const deposit = Effect.fn("Challenge.deposit")(function* (challengeId: ChallengeId, money: Deposit) {
  const { transact } = yield* Transaction
  return yield* transact(
    Effect.gen(function* () {
      const currency = yield* Effect.fromResult(permitDeposit(yield* advance(challengeId)))
      const isNew = yield* (yield* Deposits).add(challengeId, money)
      const { id: key, at, ...contribution } = money
      const entry = Result.getOrThrow(contributionEntry({ key, at, challengeId, currency }, contribution))
      if (isNew && money.minorUnits > 0n) yield* (yield* Ledger).append([entry])
      return isNew
    })
  )
})
