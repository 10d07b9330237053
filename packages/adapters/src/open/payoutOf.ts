import type { Entry } from "@laurel/core/challenge"
import { Ledger, toCsv, toHledger, toJsonLines } from "@laurel/core/ledger"
import { Transaction } from "@laurel/core/runtime"
import * as Settlements from "@laurel/core/settlement"
import type { ChallengeId } from "@laurel/core/shared"
import { Effect } from "effect"
import { type Amendment, amended } from "./Amendment.ts"
import type { JournalFormat, Laurel } from "./Laurel.ts"
import type { Runner } from "./Runner.ts"

/** What can be asked of a challenge once its standings are final. */
export type Payout = Pick<
  Laurel,
  | "preview"
  | "plan"
  | "approve"
  | "reject"
  | "post"
  | "pay"
  | "reconcile"
  | "retry"
  | "correct"
  | "upholdDispute"
  | "cancel"
  | "settlements"
  | "payouts"
  | "journal"
>

const secretOf = (secret: string | undefined): Settlements.PlanOptions => (secret === undefined ? {} : { secret })

const formats = { hledger: toHledger, csv: toCsv, jsonl: toJsonLines } as const satisfies Record<JournalFormat, unknown>

/** These methods, over the use cases of the core. */
export const payoutOf = ({ on, onAs }: Runner): Payout => ({
  preview: (challengeId, secret) => on(challengeId, (id) => Settlements.preview(id, secretOf(secret))),
  plan: (challengeId, { secret, by } = {}) =>
    onAs(challengeId, by, (id, who) => Settlements.plan(id, who, secretOf(secret))),
  approve: (challengeId, planHash, by) => onAs(challengeId, by, (id, who) => Settlements.approve(id, planHash, who)),
  reject: (challengeId, planHash, by, reason) =>
    onAs(challengeId, by, (id, who) => Settlements.reject(id, planHash, who, reason)),
  post: (challengeId) => on(challengeId, Settlements.post),
  pay: (challengeId, worker = "worker") => on(challengeId, (id) => Settlements.pay(id, worker)),
  reconcile: (challengeId) => on(challengeId, Settlements.reconcile),
  retry: (challengeId, line) =>
    on(challengeId, (id) => Effect.map(Settlements.retry(id, line), (payable) => payable !== undefined)),
  correct: (challengeId, amendments, { secret, by } = {}) =>
    onAs(challengeId, by, (id, who) =>
      withAmended(id, amendments, (entries) => Settlements.correct(id, entries, who, secretOf(secret)))
    ),
  upholdDispute: (challengeId, amendments, reason, { secret, by } = {}) =>
    onAs(challengeId, by, (id, who) =>
      withAmended(id, amendments, (entries) => Settlements.upholdDispute(id, entries, who, reason, secretOf(secret)))
    ),
  cancel: (challengeId, reason, by) => onAs(challengeId, by, (id, who) => Settlements.cancel(id, who, reason)),
  settlements: (challengeId) => on(challengeId, (id) => Settlements.SettlementStore.use((store) => store.of(id))),
  payouts: (challengeId) => on(challengeId, payoutsOf),
  journal: (challengeId, format = "hledger") =>
    on(challengeId, (id) =>
      Effect.map(
        Ledger.use((ledger) => ledger.entriesOf(id)),
        (entries) => [...formats[format](entries)].join("")
      )
    )
})

/** Reads the entries as amended and goes on with them, in one transaction. */
const withAmended = <A, E, R>(
  id: ChallengeId,
  amendments: ReadonlyArray<Amendment>,
  useCase: (entries: ReadonlyArray<Entry>) => Effect.Effect<A, E, R>
) =>
  Transaction.use(({ transact }) =>
    transact(
      Effect.flatMap(
        Effect.forEach(amendments, (amendment) => amended(id, amendment)),
        useCase
      )
    )
  )

const payoutsOf = Effect.fnUntraced(function* (id: ChallengeId) {
  const store = yield* Settlements.SettlementStore
  const current = (yield* store.of(id)).at(-1)
  return current === undefined ? [] : yield* store.linesOf(current.settlementId)
})
