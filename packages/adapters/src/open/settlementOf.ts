import type { Entry } from "@laurel/core/challenge"
import { Transaction } from "@laurel/core/runtime"
import * as Settlements from "@laurel/core/settlement"
import type { ChallengeId } from "@laurel/core/shared"
import { Effect, Schema } from "effect"
import { type Amendment, amended } from "./Amendment.ts"
import type { Laurel } from "./Laurel.ts"
import { coreOptions, type PlanOptions, readPlanOptions, readPreviewOptions } from "./PlanOptions.ts"
import { principalOf, type Runner } from "./Runner.ts"
import { argument, list } from "./reader.ts"

/** What is decided about a settlement: from the plan to its posting, and back. */
export type Settling = Pick<
  Laurel,
  "preview" | "plan" | "approve" | "reject" | "post" | "correct" | "upholdDispute" | "cancel" | "refund" | "settlements"
>

const planHashOf = argument("planHash", Schema.String)
const reasonOf = argument("reason", Schema.NonEmptyString)

/** These methods, over the use cases of the core. */
export const settlementOf = ({ on, onKnown, who }: Runner): Settling => {
  /** Reads who plans, and with what. */
  const planned = (options: PlanOptions) =>
    Effect.flatMap(readPlanOptions(options), ({ by, ...rest }) =>
      Effect.map(who(by), (maker) => ({ maker, options: coreOptions(rest) }))
    )
  return {
    preview: (challengeId, options = {}) =>
      on(challengeId, (id) =>
        Effect.flatMap(readPreviewOptions(options), (read) => Settlements.preview(id, coreOptions(read)))
      ),
    plan: (challengeId, options = {}) =>
      on(challengeId, (id) =>
        Effect.flatMap(planned(options), ({ maker, options }) => Settlements.plan(id, maker, options))
      ),
    approve: (challengeId, planHash, by) =>
      on(challengeId, (id) =>
        Effect.gen(function* () {
          return yield* Settlements.approve(id, yield* planHashOf(planHash), yield* principalOf(by))
        })
      ),
    reject: (challengeId, planHash, by, reason) =>
      on(challengeId, (id) =>
        Effect.gen(function* () {
          const [hash, approver] = [yield* planHashOf(planHash), yield* principalOf(by)]
          return yield* Settlements.reject(id, hash, approver, yield* reasonOf(reason))
        })
      ),
    post: (challengeId) => on(challengeId, Settlements.post),
    correct: (challengeId, amendments, options = {}) =>
      on(challengeId, (id) =>
        Effect.flatMap(planned(options), ({ maker, options }) =>
          withAmended(id, amendments, (entries) => Settlements.correct(id, entries, maker, options))
        )
      ),
    upholdDispute: (challengeId, amendments, reason, options = {}) =>
      on(challengeId, (id) =>
        Effect.gen(function* () {
          const why = yield* reasonOf(reason)
          const read = yield* planned(options)
          return yield* withAmended(id, amendments, (entries) =>
            Settlements.upholdDispute(id, entries, read.maker, why, read.options)
          )
        })
      ),
    cancel: (challengeId, reason, by) =>
      on(challengeId, (id) =>
        Effect.gen(function* () {
          return yield* Settlements.cancel(id, yield* who(by), yield* reasonOf(reason))
        })
      ),
    refund: (challengeId, reason, by) =>
      on(challengeId, (id) =>
        Effect.gen(function* () {
          return yield* Settlements.refund(id, yield* who(by), yield* reasonOf(reason))
        })
      ),
    settlements: (challengeId) => onKnown(challengeId, (id) => Settlements.SettlementStore.use((store) => store.of(id)))
  }
}

/** Reads the entries as amended and goes on with them, in one transaction. */
const withAmended = <A, E, R>(
  id: ChallengeId,
  amendments: ReadonlyArray<Amendment>,
  useCase: (entries: ReadonlyArray<Entry>) => Effect.Effect<A, E, R>
) =>
  Transaction.use(({ transact }) =>
    transact(
      Effect.gen(function* () {
        const rows = yield* list("amendments", amendments)
        return yield* useCase(yield* Effect.forEach(rows, (row) => amended(id, row)))
      })
    )
  )
