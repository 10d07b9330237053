import * as Settlements from "@laurel/core/settlement"
import { Effect } from "effect"
import { challengeRoute } from "../../operation/carry.ts"
import type { Route } from "../../operation/Route.ts"
import { pageJson } from "../../wire/page.ts"
import { actorOf } from "../actorOf.ts"
import { settlementJson } from "../settlements/SettlementJson.ts"
import * as operations from "./operations.ts"
import { payoutJson } from "./PayoutJson.ts"

const outcomes = { confirmed: "Confirmed", refused: "Refused", returned: "Returned" } as const

/** Payouts: how they stand, and what people decide of those that do not go on by themselves. */
export const payoutRoutes: ReadonlyArray<Route> = [
  challengeRoute(operations.listPayouts, ({ query: { limit, cursor } }, { id }) =>
    Effect.gen(function* () {
      const store = yield* Settlements.SettlementStore
      const settlement = Settlements.lastStanding(yield* store.of(id))
      if (settlement === undefined) return { body: { data: [], has_more: false } }
      const found = yield* store.linesOf(settlement.settlementId, {
        limit: limit + 1,
        ...(cursor === undefined ? {} : { after: cursor })
      })
      return { body: pageJson(found, limit, payoutJson, ({ key }) => key) }
    })
  ),
  challengeRoute(operations.resumePayouts, ({ principal, body: { retry = [] } }, { id }) =>
    Effect.andThen(
      Settlements.goOn(id, actorOf(principal), retry),
      Effect.map(settlementJson(id), (body) => ({ body }))
    )
  ),
  challengeRoute(operations.giveUpPayout, ({ principal, params: { line } }, { id }) =>
    Effect.andThen(
      Settlements.giveUp(id, line, actorOf(principal)),
      Effect.map(settlementJson(id), (body) => ({ body }))
    )
  ),
  challengeRoute(operations.reclaimPayout, ({ principal, params: { line } }, { id }) =>
    Effect.andThen(
      Settlements.reclaim(id, line, actorOf(principal)),
      Effect.map(settlementJson(id), (body) => ({ body }))
    )
  ),
  challengeRoute(operations.forfeitPayout, ({ principal, params: { line } }, { id }) =>
    Effect.andThen(
      Settlements.forfeit(id, line, actorOf(principal)),
      Effect.map(settlementJson(id), (body) => ({ body }))
    )
  ),
  challengeRoute(operations.reportPayout, ({ principal, params: { attempt }, body: { outcome, note } }, { id }) =>
    Effect.andThen(
      Settlements.report(id, {
        attemptKey: attempt,
        outcome: outcomes[outcome],
        evidence: { _tag: "Person", by: actorOf(principal), note }
      }),
      Effect.map(settlementJson(id), (body) => ({ body }))
    )
  ),
  challengeRoute(operations.reconcileChallenge, (_, { id }) =>
    Effect.map(Settlements.reconcileAll(id), ({ payouts, charges }) => ({
      body: { unknown_payouts: payouts, unknown_charges: charges }
    }))
  )
]
