import { advance, deposit, finish } from "@laurel/core/challenge"
import { Ledger, toCsv, toHledger, toJsonLines } from "@laurel/core/ledger"
import { Transaction } from "@laurel/core/runtime"
import * as Settlements from "@laurel/core/settlement"
import { Clock, Effect } from "effect"
import { challengeRoute, route } from "../../operation/carry.ts"
import type { Route } from "../../operation/Route.ts"
import { Plans } from "../../ports/Plans.ts"
import { PlanNotFound } from "../../problem/errors.ts"
import { actorOf } from "../actorOf.ts"
import { besides, summariesOf } from "../challenges/summariesOf.ts"
import { cancelEach } from "./cancelEach.ts"
import * as operations from "./operations.ts"
import { planOverviewJson } from "./PlanOverviewJson.ts"
import { changesJson, settlementJson } from "./SettlementJson.ts"

const formats = { hledger: toHledger, csv: toCsv, jsonl: toJsonLines } as const

/** Settlements: the plan, its signature, its posting, and what becomes of the payouts. */
export const settlementRoutes: ReadonlyArray<Route> = [
  challengeRoute(operations.planSettlement, ({ principal, body: { secret, holdUntil } }, { id }) =>
    Effect.flatMap(Transaction, ({ transact }) =>
      transact(
        Effect.gen(function* () {
          // Standings become final by the clock; where no worker runs, this is who looks at it.
          if ((yield* advance(id))._tag === "Closing") yield* finish(id)
          yield* Settlements.plan(id, actorOf(principal), {
            ...(secret === undefined ? {} : { secret }),
            ...(holdUntil === undefined ? {} : { holds: { until: holdUntil } })
          })
          return { body: yield* settlementJson(id) }
        })
      )
    )
  ),
  challengeRoute(operations.getPlan, ({ params: { plan_hash: hash } }, { id }) =>
    Effect.gen(function* () {
      const store = yield* Settlements.SettlementStore
      const isOfChallenge = (yield* store.of(id)).some((one) => "planHash" in one && one.planHash === hash)
      const parts: Array<string> = []
      const isKept = isOfChallenge && (yield* store.planText(hash, (part) => void parts.push(part)))
      return yield* isKept
        ? Effect.succeed({ body: parts.join(""), version: hash })
        : new PlanNotFound({ planHash: hash })
    })
  ),
  challengeRoute(operations.getPlanOverview, ({ params: { plan_hash: hash } }, { id }) =>
    Effect.gen(function* () {
      const settlements = yield* (yield* Settlements.SettlementStore).of(id)
      const named = settlements.find((one) => "planHash" in one && one.planHash === hash)
      if (named === undefined) return yield* new PlanNotFound({ planHash: hash })
      return { body: planOverviewJson(yield* (yield* Plans).overview(named, hash)), version: hash }
    })
  ),
  challengeRoute(operations.getSettlement, ({ principal, query }, { id }) =>
    Effect.gen(function* () {
      const summaries = yield* summariesOf(query.expand?.includes("challenge") ? [id] : [], principal)
      return { body: { ...(yield* settlementJson(id)), ...besides(summaries, id) } }
    })
  ),
  challengeRoute(operations.getSettlementChanges, (_, { id }) =>
    Effect.map(Settlements.planChanges(id), (found) => ({ body: changesJson(found) }))
  ),
  challengeRoute(operations.approvePlan, ({ principal, body }, { id }) =>
    Effect.andThen(
      Settlements.approve(id, body.plan_hash, actorOf(principal)),
      Effect.map(settlementJson(id), (shown) => ({ body: shown }))
    )
  ),
  challengeRoute(operations.rejectPlan, ({ principal, body }, { id }) =>
    Effect.andThen(
      Settlements.reject(id, body.plan_hash, actorOf(principal), body.reason),
      Effect.map(settlementJson(id), (shown) => ({ body: shown }))
    )
  ),
  challengeRoute(operations.applyPlan, ({ body }, { id }) =>
    Effect.andThen(
      Settlements.postPlan(id, body.plan_hash),
      Effect.map(settlementJson(id), (shown) => ({ body: shown }))
    )
  ),
  challengeRoute(operations.cancelChallenge, ({ principal, body }, { id }) =>
    Effect.andThen(
      Settlements.cancel(id, actorOf(principal), body.reason),
      Effect.map(settlementJson(id), (shown) => ({ body: shown }))
    )
  ),
  route(operations.cancelChallenges, ({ principal, body: { challengeIds, reason } }) =>
    Effect.map(cancelEach(challengeIds, principal, reason), (data) => ({ body: { data } }))
  ),
  challengeRoute(operations.depositMoney, ({ body }, { id }) =>
    Effect.gen(function* () {
      const isNew = yield* deposit(id, { ...body, at: yield* Clock.currentTimeMillis })
      return { body: { id: body.id, is_new: isNew }, status: isNew ? 201 : 200 }
    })
  ),
  challengeRoute(operations.getJournal, ({ query }, { id }) =>
    Effect.gen(function* () {
      const entries = yield* (yield* Ledger).entriesOf(id)
      return { body: [...formats[query.format](entries)].join("") }
    })
  )
]
