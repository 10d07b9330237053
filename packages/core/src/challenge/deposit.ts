import { Effect, Option, Result } from "effect"
import { audited, noteRows } from "../audit/index.ts"
import { type Account, Ledger } from "../ledger/index.ts"
import type { ChallengeId, Currency } from "../shared/index.ts"
import { advance } from "./advance.ts"
import { book } from "./book.ts"
import { carriedFrom, contributionEntry, isFromOutside, outside } from "./contributionEntry.ts"
import { type Deposit, DepositConflict, Deposits } from "./Deposits.ts"
import { DepositRefused } from "./errors.ts"
import { permitDeposit } from "./permit.ts"

/**
 * Books money of a sponsor, or carried over, into the pool. What another challenge carried over is taken from its account,
 * as far as that holds it; money carried over outside this ledger is paid in by an `outside:` payer. The same deposit again
 * changes nothing and gives `false`, also when the challenge takes none any more (I15).
 */
export const deposit = Effect.fn("Challenge.deposit")(function* (challengeId: ChallengeId, money: Deposit) {
  return yield* audited(
    { action: "challenge.deposit", challengeId },
    Effect.gen(function* () {
      const permitted = permitDeposit(yield* advance(challengeId))
      if (Result.isFailure(permitted)) return yield* repeated(challengeId, money, permitted.failure)
      const currency = permitted.success
      const unfunded = yield* notCarried(challengeId, money, currency)
      if (unfunded !== undefined) return yield* repeated(challengeId, money, unfunded)
      const isNew = yield* (yield* Deposits).add(challengeId, money)
      const { id: key, at, ...contribution } = money
      const entry = Result.getOrThrow(contributionEntry({ key, at, challengeId, currency }, contribution))
      if (isNew) yield* noteRows("deposits", [glanceAt(money)])
      if (isNew && money.minorUnits > 0n) yield* book([entry])
      return isNew
    })
  )
})

const glanceAt = ({ id, kind, payer, minorUnits }: Deposit) => ({ id, kind, minorUnits: `${minorUnits}`, payer })

/** The refusal of carried money that its payer does not hold; nothing for all other money. */
const notCarried = Effect.fnUntraced(function* (challengeId: ChallengeId, money: Deposit, currency: Currency) {
  if (money.kind !== "CarryOver" || isFromOutside(money)) return undefined
  const from = Option.getOrUndefined(carriedFrom(money))
  const accounts: ReadonlyArray<Account> = from === undefined ? [] : [{ _tag: "CarryOver", challengeId: from }]
  const [held = 0n] = yield* (yield* Ledger).held(accounts, currency)
  const reason = `${money.payer} has ${held} carried over, not ${money.minorUnits}; money from elsewhere has a payer "${outside}..."`
  return money.minorUnits <= held ? undefined : new DepositRefused({ challengeId, reason })
})

/** The answer to a deposit that the challenge does not take: that it was made before, or the refusal. */
const repeated = Effect.fnUntraced(function* (challengeId: ChallengeId, money: Deposit, refusal: DepositRefused) {
  const made = yield* (yield* Deposits).all(challengeId)
  const existing = made.find(({ id }) => id === money.id)
  if (existing === undefined) return yield* refusal
  const field = (["kind", "payer", "minorUnits"] as const).find((name) => existing[name] !== money[name])
  if (field !== undefined) return yield* new DepositConflict({ challengeId, id: money.id, field })
  return false
})
