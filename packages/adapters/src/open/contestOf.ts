import { Source, SourceKey } from "@laurel/core/activity"
import * as Challenges from "@laurel/core/challenge"
import { Transaction } from "@laurel/core/runtime"
import { ParticipantId, UserId } from "@laurel/core/shared"
import { Clock, Effect, Schema } from "effect"
import { readActivity } from "./ActivityRow.ts"
import { amended } from "./Amendment.ts"
import { readDeposit } from "./DepositRow.ts"
import { readEntry } from "./EntryRow.ts"
import { explained } from "./Explained.ts"
import { Gathering } from "./Gathering.ts"
import { inBatches } from "./inBatches.ts"
import type { Laurel } from "./Laurel.ts"
import { listedOf } from "./listedOf.ts"
import type { Runner } from "./Runner.ts"
import { readDefinition } from "./readDefinition.ts"
import { argument } from "./reader.ts"
import { standingsOf } from "./StandingRow.ts"
import { syncOf } from "./syncOf.ts"

/** What can be asked of a challenge until its standings are final. */
export type Contest = Pick<
  Laurel,
  | "define"
  | "revise"
  | "publish"
  | "challenge"
  | "join"
  | "entries"
  | "amend"
  | "deposit"
  | "record"
  | "sync"
  | "activities"
  | "withheld"
  | "review"
  | "standings"
  | "explain"
  | "freeze"
  | "unfreeze"
  | "finish"
>

const userOf = argument("user", UserId)
const participantOf = argument("participant", ParticipantId)
const identityOf = argument(
  "activity",
  Schema.Struct({ source: Schema.optional(Source), sourceKey: SourceKey }).pipe(Schema.encodeKeys({ sourceKey: "key" }))
)
const verdictOf = argument("verdict", Schema.Literals(["Released", "Rejected"]))
const versionOf = argument("atVersion", Schema.optional(Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))))
const viewOf = argument("view", Schema.Literals(["Public", "Organiser"]))

/** These methods, over the use cases of the core. */
export const contestOf = ({ on, onKnown, onAs, as }: Runner): Contest => ({
  define: (definition, by) =>
    as(by, (who) =>
      Effect.flatMap(Effect.fromResult(readDefinition(definition)), (decoded) => Challenges.define(decoded, who))
    ),
  revise: (definition, by, atVersion) =>
    as(by, (who) =>
      Effect.gen(function* () {
        const decoded = yield* Effect.fromResult(readDefinition(definition))
        return yield* Challenges.revise(decoded, who, yield* versionOf(atVersion))
      })
    ),
  publish: (challengeId, by, atVersion) =>
    onAs(challengeId, by, (id, who) =>
      Effect.flatMap(versionOf(atVersion), (version) => Challenges.publish(id, who, version))
    ),
  challenge: (challengeId) => on(challengeId, Challenges.advance),
  join: (challengeId, rows) =>
    on(challengeId, (id) => inBatches("entries", rows, readEntry, (entries) => Challenges.join(id, entries))),
  entries: (challengeId) => onKnown(challengeId, (id) => Challenges.Entries.use((entries) => entries.all(id))),
  amend: (challengeId, amendment, by) =>
    onAs(challengeId, by, (id, who) =>
      Transaction.use(({ transact }) =>
        transact(Effect.flatMap(amended(id, amendment), (entry) => Challenges.amend(id, entry, who)))
      )
    ),
  deposit: (challengeId, row) =>
    on(challengeId, (id) =>
      Effect.gen(function* () {
        return yield* Challenges.deposit(id, yield* readDeposit(row, yield* Clock.currentTimeMillis))
      })
    ),
  record: (challengeId, rows) =>
    on(challengeId, (id) =>
      Effect.gen(function* () {
        const { definition } = yield* Challenges.find(id)
        const recorder = yield* Gathering
        const decimals = new Map(definition.metrics.map((metric): [string, number] => [metric.name, metric.decimals]))
        return yield* inBatches(
          "activities",
          rows,
          (row, now) => readActivity(row, decimals, now),
          (arrivals) => (isFew(rows) ? recorder.record(id, arrivals) : Challenges.record(id, arrivals))
        )
      })
    ),
  sync: (user, rows) => as(undefined, () => Effect.flatMap(userOf(user), (userId) => syncOf(userId, rows))),
  activities: (challengeId, query) => on(challengeId, (id) => listedOf(id, query)),
  withheld: (challengeId) => on(challengeId, Challenges.withheld),
  review: (challengeId, activity, verdict, by) =>
    onAs(challengeId, by, (id, who) =>
      Effect.gen(function* () {
        const { source = "app", sourceKey } = yield* identityOf(activity)
        const decided = yield* verdictOf(verdict)
        return (yield* Challenges.review(id, { source, sourceKey }, decided, who)) !== undefined
      })
    ),
  standings: (challengeId, view = "Public") =>
    on(challengeId, (id) =>
      Effect.gen(function* () {
        const board = yield* Challenges.standings(id, yield* viewOf(view))
        return standingsOf(yield* Challenges.find(id), board)
      })
    ),
  explain: (challengeId, participant) =>
    on(challengeId, (id) =>
      Effect.flatMap(participantOf(participant), (participantId) => explained(id, participantId))
    ),
  freeze: (challengeId, by) => onAs(challengeId, by, Challenges.freeze),
  unfreeze: (challengeId, by) => onAs(challengeId, by, Challenges.unfreeze),
  finish: (challengeId) => on(challengeId, (id) => Effect.zipWith(Challenges.finish(id), Challenges.find(id), shown))
})

/** A few activities share a transaction with those of other callers; more than these have their own. */
const isFew = (rows: unknown): boolean => Array.isArray(rows) && rows.length <= 20

const shown = (board: Challenges.Board, challenge: Challenges.Challenge) => standingsOf(challenge, board)
