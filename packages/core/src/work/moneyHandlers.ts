import { Clock, Effect } from "effect"
import { clock } from "../audit/index.ts"
import {
  chargesToAskAbout,
  find,
  isOpen,
  payJob,
  reconcileCharges,
  reconcileChargesJob,
  refundJob
} from "../challenge/index.ts"
import { type ClaimedJob, type JobKind, Jobs } from "../runtime/index.ts"
import { openLines, pay, reconcile, reconcileJob, refund } from "../settlement/index.ts"
import { ChallengeMissing, ChargesUncertain, PayoutsUncertain } from "./errors.ts"
import type { Handler, Handlers } from "./Handler.ts"

/** A provider that pays a thousand in a minute pays a field of 60 000 in that time; what is left is paid at the next try. */
const payingMs = 3_600_000

/** As long as it takes until the lease of a payout is over, and a slow provider knows what it did. */
const askAfterMs = 300_000

const challengeOf = ({ challengeId, key }: ClaimedJob) =>
  challengeId === undefined ? new ChallengeMissing({ key }) : Effect.succeed(challengeId)

/** Pays what is payable of a challenge. What stays uncertain is asked about later. */
const paying = Effect.fnUntraced(function* (job: ClaimedJob) {
  const challengeId = yield* challengeOf(job)
  yield* pay(challengeId, job.worker)
  const { isUncertain } = yield* openLines(challengeId)
  if (!isUncertain) return
  const notBefore = (yield* Clock.currentTimeMillis) + askAfterMs
  yield* (yield* Jobs).enqueue([{ kind: reconcileJob, key: job.key, challengeId, notBefore }])
})

/** Asks the provider about what is uncertain, again and again, until it knows; in the end the job is dead and a person has to look. */
const reconciling = Effect.fnUntraced(function* (job: ClaimedJob) {
  const challengeId = yield* challengeOf(job)
  yield* reconcile(challengeId)
  const { isUncertain } = yield* openLines(challengeId)
  if (isUncertain) return yield* new PayoutsUncertain({ challengeId })
})

/**
 * Asks the provider about charges that nobody works on any more, again and again, until it knows; in the end the job is dead and a
 * person has to look. Those that somebody still works on are looked at later.
 */
const reconcilingCharges = Effect.fnUntraced(function* (job: ClaimedJob) {
  const challengeId = yield* challengeOf(job)
  const open = (yield* reconcileCharges(challengeId)).filter(isOpen)
  if (open.some(({ _tag }) => _tag === "Unknown")) return yield* new ChargesUncertain({ challengeId })
  if (open.length > 0) yield* (yield* Jobs).enqueue([chargesToAskAbout(challengeId, yield* Clock.currentTimeMillis)])
})

/** Owes the payers of a cancelled challenge their money, with the reason for which it was cancelled. */
const refunding = Effect.fnUntraced(function* (job: ClaimedJob) {
  const challenge = yield* find(yield* challengeOf(job))
  yield* refund(challenge.id, clock, "reason" in challenge ? challenge.reason : "")
})

/** What the handlers need: the ports of a store, and somebody who pays. */
export type MoneyHandlersNeed = Effect.Services<
  ReturnType<typeof paying | typeof reconciling | typeof reconcilingCharges | typeof refunding>
>

/** How the jobs that the use cases leave are carried out: paying, asking about what is uncertain, and refunding. */
export const moneyHandlers: Handlers<MoneyHandlersNeed> = new Map<JobKind, Handler<MoneyHandlersNeed>>([
  [payJob, { isAtomic: false, deadlineMs: payingMs, handle: paying }],
  [reconcileJob, { isAtomic: false, deadlineMs: payingMs, handle: reconciling }],
  [reconcileChargesJob, { isAtomic: false, deadlineMs: payingMs, handle: reconcilingCharges }],
  [refundJob, { isAtomic: true, handle: refunding }]
])
