import type { Ports } from "@laurel/core"
import { Ledger, toCsv, toHledger, toJsonLines } from "@laurel/core/ledger"
import * as Settlements from "@laurel/core/settlement"
import type { ChallengeId, PrincipalId } from "@laurel/core/shared"
import { Effect, Schema } from "effect"
import type { JournalFormat, Laurel } from "./Laurel.ts"
import { readReport } from "./PayoutReport.ts"
import type { Runner } from "./Runner.ts"
import { argument } from "./reader.ts"

/** What is done with a settlement that is posted: its payouts and its books. */
export type Payout = Pick<
  Laurel,
  "pay" | "reconcile" | "retry" | "report" | "giveUp" | "reclaim" | "forfeit" | "payouts" | "journal"
>

const workerOf = argument("worker", Schema.NonEmptyString)
const lineOf = argument("line", Schema.String)
const formatOf = argument("format", Schema.Literals(["hledger", "csv", "jsonl"]))

const formats = { hledger: toHledger, csv: toCsv, jsonl: toJsonLines } as const satisfies Record<JournalFormat, unknown>

/** These methods, over the use cases of the core. */
export const payoutOf = ({ on, onKnown, onAs }: Runner): Payout => {
  /** A decision of the organiser about one payout line. */
  const decided =
    <A, E>(useCase: (id: ChallengeId, line: string, who: PrincipalId) => Effect.Effect<A, E, Ports>) =>
    (challengeId: string, line: string, by?: string): Promise<A> =>
      onAs(challengeId, by, (id, who) => Effect.flatMap(lineOf(line), (key) => useCase(id, key, who)))
  return {
    pay: (challengeId, worker = "worker") =>
      on(challengeId, (id) => Effect.flatMap(workerOf(worker), (payer) => Settlements.pay(id, payer))),
    reconcile: (challengeId) => on(challengeId, Settlements.reconcile),
    retry: (challengeId, line) =>
      on(challengeId, (id) =>
        Effect.gen(function* () {
          return (yield* Settlements.retry(id, yield* lineOf(line))) !== undefined
        })
      ),
    report: (challengeId, report, by) =>
      onAs(challengeId, by, (id, who) =>
        Effect.flatMap(readReport(report, who), (read) => Settlements.report(id, read))
      ),
    giveUp: decided(Settlements.giveUp),
    reclaim: decided(Settlements.reclaim),
    forfeit: decided(Settlements.forfeit),
    payouts: (challengeId) => onKnown(challengeId, (id) => Settlements.payoutLinesOf(id)),
    journal: (challengeId, format = "hledger") =>
      onKnown(challengeId, (id) =>
        Effect.gen(function* () {
          const write = formats[yield* formatOf(format)]
          return [...write(yield* (yield* Ledger).entriesOf(id))].join("")
        })
      )
  }
}
