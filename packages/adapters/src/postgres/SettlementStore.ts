import { SettlementConflict, SettlementState, SettlementStore, SettlementsUnavailable } from "@laurel/core/settlement"
import type { ChallengeId } from "@laurel/core/shared"
import { Effect, Layer, Schema } from "effect"
import type { Kysely, Selectable } from "kysely"
import { addLines } from "./addLines.ts"
import { changeLines } from "./changeLines.ts"
import { countLines } from "./countLines.ts"
import { Db } from "./Db.ts"
import { DbFailed } from "./errors.ts"
import { keepPlan, planText } from "./plans.ts"
import { providersOfPayouts } from "./providersOf.ts"
import { linesByAttempt, linesByKey, linesOf, readLines } from "./readLines.ts"
import { readerOf } from "./rows.ts"
import type { SettlementTable } from "./SettlementTables.ts"
import type { Tables } from "./tables.ts"

const encode = Schema.encodeSync(SettlementState)
const readStates = readerOf(Schema.Array(SettlementState))

/** The revision of a settlement that is not there. */
const none = -1

const unavailable =
  (operation: string) =>
  ({ cause }: DbFailed): Effect.Effect<never, SettlementsUnavailable> =>
    Effect.fail(new SettlementsUnavailable({ operation, cause }))

/** Settlements, plans and payout lines in the database. */
export const layerSettlementStore: Layer.Layer<SettlementStore, never, Db> = Layer.effect(
  SettlementStore,
  Effect.map(Db, ({ run, atomic }) => {
    /** What an insertion or a guarded update that wrote nothing is answered with. */
    const conflict = Effect.fnUntraced(function* ({ settlementId }: SettlementState, expected: number) {
      const found = yield* run((db) =>
        db.selectFrom("settlement").select("revision").where("settlement_id", "=", settlementId).executeTakeFirst()
      )
      return yield* new SettlementConflict({ settlementId, expected, actual: found?.revision ?? none })
    })
    return SettlementStore.of({
      of: (challengeId) =>
        Effect.gen(function* () {
          const rows = yield* run((db) => rowsOf(db, challengeId))
          const states = yield* readStates(rows.map(({ body }) => body))
          const wrong = states.find((state, index) => !isOf(state, rows[index]))
          if (wrong !== undefined)
            return yield* new DbFailed({ cause: new Error(`settlement ${wrong.settlementId} is not kept as it was`) })
          return states
        }).pipe(Effect.catchTag("DbFailed", unavailable("of"))),
      insert: (state) =>
        Effect.gen(function* () {
          const inserted = yield* run((db) => insertion(db, state).execute())
          if (inserted.length === 0) yield* conflict(state, none)
        }).pipe(Effect.catchTag("DbFailed", unavailable("insert"))),
      save: (state, expected) =>
        Effect.gen(function* () {
          const saved = yield* run((db) => replacement(db, state, expected).execute())
          if (saved.length === 0) yield* conflict(state, expected)
        }).pipe(Effect.catchTag("DbFailed", unavailable("save"))),
      keepPlan: (plan) =>
        atomic(run((db) => keepPlan(db, plan))).pipe(Effect.catchTag("DbFailed", unavailable("keepPlan"))),
      planText: (hash, take) =>
        run((db) => planText(db, hash, take)).pipe(Effect.catchTag("DbFailed", unavailable("planText"))),
      addLines: (lines) =>
        atomic(run((db) => addLines(db, lines))).pipe(Effect.catchTag("DbFailed", unavailable("addLines"))),
      changeLines: (changes) =>
        changes.length === 0
          ? Effect.succeed([])
          : atomic(run((db) => changeLines(db, changes))).pipe(Effect.catchTag("DbFailed", unavailable("changeLines"))),
      linesOf: (settlementId, asked) =>
        run((db) => linesOf(db, settlementId, asked)).pipe(
          Effect.flatMap(readLines),
          Effect.catchTag("DbFailed", unavailable("linesOf"))
        ),
      linesByKey: (challengeId, keys) =>
        run((db) => linesByKey(db, challengeId, keys).execute()).pipe(
          Effect.flatMap(readLines),
          Effect.catchTag("DbFailed", unavailable("linesByKey"))
        ),
      linesByAttempt: (challengeId, attemptKey) =>
        run((db) => linesByAttempt(db, challengeId, attemptKey)).pipe(
          Effect.flatMap(readLines),
          Effect.catchTag("DbFailed", unavailable("linesByAttempt"))
        ),
      providersOf: (settlementId) =>
        run((db) => providersOfPayouts(db, settlementId)).pipe(Effect.catchTag("DbFailed", unavailable("providersOf"))),
      countLines: (settlementId, upTo) =>
        run((db) => countLines(db, settlementId, upTo)).pipe(Effect.catchTag("DbFailed", unavailable("countLines")))
    })
  })
)

const rowsOf = (db: Kysely<Tables>, challengeId: ChallengeId): Promise<Array<Row>> =>
  db.selectFrom("settlement").selectAll().where("challenge_id", "=", challengeId).orderBy("inserted").execute()

type Row = Selectable<SettlementTable>

/** Whether the columns by which a settlement is looked up and guarded are those of the settlement. */
const isOf = (state: SettlementState, row: Row | undefined): boolean => {
  const { revision, state: tag, version, plan_hash: planHash } = columnsOf(state)
  return (
    row?.settlement_id === state.settlementId &&
    row.challenge_id === state.challengeId &&
    row.revision === revision &&
    row.state === tag &&
    row.version === version &&
    row.plan_hash === planHash
  )
}

/** What changes about a settlement: everything but its id and its challenge. */
const columnsOf = (state: SettlementState) => ({
  revision: state.revision,
  state: state._tag,
  version: state.version,
  plan_hash: "planHash" in state ? state.planHash : null,
  body: JSON.stringify(encode(state))
})

const insertion = (db: Kysely<Tables>, state: SettlementState) =>
  db
    .insertInto("settlement")
    .values({ settlement_id: state.settlementId, challenge_id: state.challengeId, ...columnsOf(state) })
    .onConflict((conflict) => conflict.column("settlement_id").doNothing())
    .returning("settlement_id")

const replacement = (db: Kysely<Tables>, state: SettlementState, expected: number) =>
  db
    .updateTable("settlement")
    .set(columnsOf(state))
    .where("settlement_id", "=", state.settlementId)
    .where("revision", "=", expected)
    .returning("settlement_id")
