import { type Amendment, planAgain, SettlementStore, takeBack } from "@laurel/core/settlement"
import type { ParticipantId } from "@laurel/core/shared"
import { Effect } from "effect"
import { challengeRoute } from "../../operation/carry.ts"
import type { Route } from "../../operation/Route.ts"
import { actorOf } from "../actorOf.ts"
import { settlementJson } from "../settlements/SettlementJson.ts"
import * as operations from "./operations.ts"
import { settlementRecord } from "./SettlementRecord.ts"

type Names = ReadonlyArray<ParticipantId>

interface Amended {
  readonly disqualify?: Names
  readonly withdraw?: Names
  readonly reinstate?: Names
  readonly secret?: string
}

const againOf = ({ disqualify = [], withdraw = [], reinstate = [], secret }: Amended) => {
  const all = (names: Names, status: Amendment["status"]): ReadonlyArray<Amendment> =>
    names.map((participantId) => ({ participantId, status }))
  return {
    amendments: [...all(disqualify, "Disqualified"), ...all(withdraw, "Withdrawn"), ...all(reinstate, "Active")],
    ...(secret === undefined ? {} : { secret })
  }
}

/** What is done to a plan after it was made: disputes, corrections, taking it back; and what was done so far. */
export const correctionRoutes: ReadonlyArray<Route> = [
  challengeRoute(operations.upholdDispute, ({ principal, body: { reason, ...amended } }, { id }) =>
    Effect.andThen(
      planAgain(id, actorOf(principal), { ...againOf(amended), dispute: reason }),
      Effect.map(settlementJson(id), (body) => ({ body }))
    )
  ),
  challengeRoute(operations.correctSettlement, ({ principal, body }, { id }) =>
    Effect.andThen(
      planAgain(id, actorOf(principal), againOf(body)),
      Effect.map(settlementJson(id), (shown) => ({ body: shown }))
    )
  ),
  challengeRoute(operations.voidPlan, ({ principal, body: { reason } }, { id }) =>
    Effect.andThen(
      takeBack(id, actorOf(principal), reason),
      Effect.map(settlementJson(id), (body) => ({ body }))
    )
  ),
  challengeRoute(operations.listSettlements, (_, { id }) =>
    Effect.map(
      Effect.flatMap(SettlementStore, (store) => store.of(id)),
      (settlements) => ({ body: { data: settlements.map(settlementRecord) } })
    )
  )
]
