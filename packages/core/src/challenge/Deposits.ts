import { Context, type Effect, Schema } from "effect"
import { Party } from "../ledger/index.ts"
import { Amount, ChallengeId, InstantFromText } from "../shared/index.ts"
import type { ChallengesUnavailable } from "./errors.ts"

/**
 * Money for the pool that is no entry fee: from a sponsor, or carried over. The payer of what was carried over is the
 * challenge that carried it, and has to have as much; or `outside:` and a name, for money carried over outside this ledger.
 */
export const Deposit = Schema.Struct({
  /** Given by whoever deposits; a repeated deposit is recognised by it. */
  id: Schema.String.check(
    Schema.isPattern(/^[A-Za-z0-9][A-Za-z0-9._:@+/-]{0,127}$/, {
      message: "must start with a letter or digit and hold at most 128 letters, digits or . _ : @ + / -"
    })
  ),
  kind: Schema.Literals(["Sponsor", "CarryOver"]),
  payer: Party,
  minorUnits: Amount,
  at: InstantFromText
})
export type Deposit = typeof Deposit.Type

const content = ["kind", "payer", "minorUnits"] as const

/** The first field in which two deposits of one id differ. The instant is none: whoever tries again does so later. */
export const differingDepositField = (a: Deposit, b: Deposit): string | undefined =>
  content.find((field) => a[field] !== b[field])

/** A deposit with this id is there already, with other content. */
export class DepositConflict extends Schema.TaggedError<DepositConflict>()("DepositConflict", {
  challengeId: ChallengeId,
  id: Schema.String,
  field: Schema.String
}) {
  override get message() {
    return `Deposit ${this.id} of challenge ${this.challengeId} is there already with another ${this.field}; give a new deposit an id of its own`
  }
}

/**
 * Deposits to the pools of challenges. Append-only.
 *
 * - `add` is idempotent by the deposit's id: the same deposit again changes nothing and gives `false`, a new one gives
 *   `true`, other content under the id is a `DepositConflict` naming the first field that differs (kind, payer,
 *   amount). The instant says nothing: whoever tries again does so later.
 * - `all` gives the deposits of a challenge in the order in which they were made.
 */
export class Deposits extends Context.Service<
  Deposits,
  {
    readonly add: (
      challengeId: ChallengeId,
      deposit: Deposit
    ) => Effect.Effect<boolean, DepositConflict | ChallengesUnavailable>
    readonly all: (challengeId: ChallengeId) => Effect.Effect<ReadonlyArray<Deposit>, ChallengesUnavailable>
  }
>()("@laurel/core/challenge/Deposits") {}
