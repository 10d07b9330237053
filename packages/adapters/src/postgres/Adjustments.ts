import {
  type Adjustment,
  AdjustmentConflict,
  type AdjustmentId,
  type AdjustmentPage,
  Adjustments,
  differingAdjustmentField
} from "@laurel/core/challenge"
import type { ChallengeId, Instant, ParticipantId } from "@laurel/core/shared"
import { Effect, Layer, Option } from "effect"
import { type Kysely, sql } from "kysely"
import { adjustmentColumns, readAdjustments, readSums } from "./AdjustmentRow.ts"
import { textArray } from "./arrays.ts"
import { Db } from "./Db.ts"
import { instant } from "./instant.ts"
import type { Tables } from "./tables.ts"
import { challengesUnavailable } from "./unavailable.ts"

/** Adjustments in the database. */
export const layerAdjustments: Layer.Layer<Adjustments, never, Db> = Layer.effect(
  Adjustments,
  Effect.gen(function* () {
    const { run, atomic } = yield* Db

    const known = (challengeId: ChallengeId, id: AdjustmentId) =>
      run((db) => rows(db, challengeId).where("id", "=", id).execute()).pipe(
        Effect.flatMap(readAdjustments),
        Effect.map(([adjustment]) => adjustment)
      )

    const add = Effect.fnUntraced(function* (challengeId: ChallengeId, adjustment: Adjustment) {
      const added = yield* run((db) => insertion(db, challengeId, adjustment).execute())
      const existing = added.length > 0 ? undefined : yield* known(challengeId, adjustment.id)
      if (existing === undefined) return { adjustment, isNew: true }
      const field = differingAdjustmentField(existing, adjustment)
      if (field !== undefined) return yield* new AdjustmentConflict({ challengeId, id: adjustment.id, field })
      return { adjustment: existing, isNew: false }
    })

    const reverse = Effect.fnUntraced(function* (
      challengeId: ChallengeId,
      id: AdjustmentId,
      { reason, by, at }: NonNullable<Adjustment["reversal"]>
    ) {
      const changed = yield* run((db) =>
        db
          .updateTable("adjustment")
          .set({ reversed_by: by, reversed_at: new Date(at), reversal_reason: reason })
          .where("challenge_id", "=", challengeId)
          .where("id", "=", id)
          .where("reversed_at", "is", null)
          .returning("id")
          .execute()
      )
      const adjustment = yield* known(challengeId, id)
      return Option.map(Option.fromUndefinedOr(adjustment), (one) => ({ adjustment: one, isNew: changed.length > 0 }))
    })

    return Adjustments.of({
      add: (challengeId, adjustment) =>
        atomic(add(challengeId, adjustment)).pipe(Effect.catchTag("DbFailed", challengesUnavailable("add"))),
      reverse: (challengeId, id, reversal) =>
        atomic(reverse(challengeId, id, reversal)).pipe(Effect.catchTag("DbFailed", challengesUnavailable("reverse"))),
      find: (challengeId, id) =>
        known(challengeId, id).pipe(
          Effect.map(Option.fromUndefinedOr),
          Effect.catchTag("DbFailed", challengesUnavailable("find"))
        ),
      sums: (challengeId, participants, until) =>
        participants.length === 0
          ? Effect.succeed(new Map())
          : run((db) => sumRows(db, challengeId, participants, until).execute()).pipe(
              Effect.flatMap(readSums),
              Effect.catchTag("DbFailed", challengesUnavailable("sums"))
            ),
      page: (challengeId, page) =>
        run((db) => adjustmentPage(db, challengeId, page).execute()).pipe(
          Effect.flatMap(readAdjustments),
          Effect.catchTag("DbFailed", challengesUnavailable("page"))
        )
    })
  })
)

const rows = (db: Kysely<Tables>, challengeId: ChallengeId) =>
  db.selectFrom("adjustment").select(adjustmentColumns).where("challenge_id", "=", challengeId)

/** What the adjustments of these participants add up to. The sum of what they are is beyond what a column of them holds. */
export const sumRows = (
  db: Kysely<Tables>,
  challengeId: ChallengeId,
  participants: ReadonlyArray<ParticipantId>,
  until?: Instant
) =>
  db
    .selectFrom("adjustment")
    .select(["participant_id", sql<string>`sum(amount)::text`.as("total")])
    .where("challenge_id", "=", challengeId)
    .where("participant_id", "=", sql<string>`any(${textArray([...new Set(participants)])}::text[])`)
    .$if(until === undefined, (query) => query.where("reversed_at", "is", null))
    .$if(until !== undefined, (query) =>
      query
        .where("made_at", "<=", instant(until ?? 0))
        .where((one) => one.or([one("reversed_at", "is", null), one("reversed_at", ">", instant(until ?? 0))]))
    )
    .groupBy("participant_id")
    .having(sql<boolean>`sum(amount) <> 0`)

/** A page of the adjustments of a challenge. */
export const adjustmentPage = (
  db: Kysely<Tables>,
  challengeId: ChallengeId,
  { limit, participantId, after }: AdjustmentPage
) =>
  rows(db, challengeId)
    .$if(participantId !== undefined, (query) => query.where("participant_id", "=", participantId ?? ""))
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(made_at, id) > (${instant(after?.at ?? 0)}, ${after?.id ?? ""})`)
    )
    .orderBy("made_at")
    .orderBy("id")
    .limit(limit)

const insertion = (
  db: Kysely<Tables>,
  challengeId: ChallengeId,
  { id, participantId, amount, reason, by, at }: Adjustment
) =>
  db
    .insertInto("adjustment")
    .values({
      challenge_id: challengeId,
      id,
      participant_id: participantId,
      amount,
      reason,
      made_by: by,
      made_at: new Date(at)
    })
    .onConflict((conflict) => conflict.columns(["challenge_id", "id"]).doNothing())
    .returning("id")
