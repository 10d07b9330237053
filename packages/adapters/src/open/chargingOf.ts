import * as Challenges from "@laurel/core/challenge"
import { Clock, Effect, Result, Schema } from "effect"
import { readChargeReport } from "./ChargeReportRow.ts"
import { readEntry } from "./EntryRow.ts"
import { InvalidArgument } from "./errors.ts"
import type { Laurel } from "./Laurel.ts"
import type { Runner } from "./Runner.ts"
import { argument } from "./reader.ts"

/** Entry fees that the payment provider charges. */
export type Charging = Pick<Laurel, "joinWithFee" | "charges" | "reconcileCharges" | "reportCharge">

const workerOf = argument("worker", Schema.NonEmptyString)
const unreadable = (problem: string) => new InvalidArgument({ argument: "entry", problem })
const states = Object.keys(Challenges.chargeTransitions).filter(Challenges.isChargeState)

/** These methods, over the use cases of the core. */
export const chargingOf = ({ on, onKnown, onAs }: Runner): Charging => ({
  joinWithFee: (challengeId, row, worker = "worker") =>
    on(challengeId, (id) =>
      Effect.gen(function* () {
        const read = Result.mapError(readEntry(row, yield* Clock.currentTimeMillis), unreadable)
        return yield* Challenges.joinWithFee(id, yield* Effect.fromResult(read), yield* workerOf(worker))
      })
    ),
  charges: (challengeId) =>
    onKnown(challengeId, (id) => Challenges.Charges.use((charges) => charges.inStates(id, states))),
  reconcileCharges: (challengeId) => on(challengeId, Challenges.reconcileCharges),
  reportCharge: (challengeId, report, by) =>
    onAs(challengeId, by, (id, who) =>
      Effect.flatMap(readChargeReport(report, who), (read) => Challenges.reportCharge(id, read))
    )
})
