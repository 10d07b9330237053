import {
  type Adjustment,
  AdjustmentConflict,
  type AdjustmentId,
  type AdjustmentKept,
  Adjustments,
  differingAdjustmentField
} from "@laurel/core/challenge"
import { type ChallengeId, compareIds, type Instant, type ParticipantId } from "@laurel/core/shared"
import { Effect, Layer, Option, Result } from "effect"
import { World } from "./World.ts"

type Place = Pick<Adjustment, "at" | "id">

const byInstant = (a: Place, b: Place): number => a.at - b.at || compareIds(a.id, b.id)

/** Whether an adjustment is made and not taken back, as it was at an instant. */
const counts = ({ at, reversal }: Adjustment, until: Instant): boolean =>
  at <= until && (reversal === undefined || reversal.at > until)

/** Adjustments in the process's memory. */
export const layerAdjustments: Layer.Layer<Adjustments, never, World> = Layer.effect(
  Adjustments,
  Effect.gen(function* () {
    const world = yield* World
    const byChallenge = new Map<ChallengeId, Map<AdjustmentId, Adjustment>>()
    const made = (challengeId: ChallengeId) => byChallenge.get(challengeId) ?? new Map<AdjustmentId, Adjustment>()
    const put = (challengeId: ChallengeId, one: Adjustment, onRollback: (undo: () => void) => void): void => {
      const kept = made(challengeId)
      byChallenge.set(challengeId, kept)
      const before = kept.get(one.id)
      kept.set(one.id, one)
      onRollback(() => {
        if (before === undefined) kept.delete(one.id)
        else kept.set(one.id, before)
      })
    }
    return Adjustments.of({
      add: (challengeId, adjustment) =>
        Effect.flatMap(
          world.act((onRollback): Result.Result<AdjustmentKept, AdjustmentConflict> => {
            const existing = made(challengeId).get(adjustment.id)
            if (existing === undefined) {
              put(challengeId, adjustment, onRollback)
              return Result.succeed({ adjustment, isNew: true })
            }
            const field = differingAdjustmentField(existing, adjustment)
            return field === undefined
              ? Result.succeed({ adjustment: existing, isNew: false })
              : Result.fail(new AdjustmentConflict({ challengeId, id: adjustment.id, field }))
          }),
          Effect.fromResult
        ),
      reverse: (challengeId, id, reversal) =>
        world.act((onRollback): Option.Option<AdjustmentKept> => {
          const existing = made(challengeId).get(id)
          if (existing === undefined) return Option.none()
          if (existing.reversal !== undefined) return Option.some({ adjustment: existing, isNew: false })
          const adjustment = { ...existing, reversal }
          put(challengeId, adjustment, onRollback)
          return Option.some({ adjustment, isNew: true })
        }),
      find: (challengeId, id) => world.act(() => Option.fromUndefinedOr(made(challengeId).get(id))),
      sums: (challengeId, participants, until = Number.POSITIVE_INFINITY) =>
        world.act(() => {
          const sums = new Map<ParticipantId, bigint>()
          const all = made(challengeId)
          if (all.size === 0) return sums
          const asked = new Set(participants)
          for (const one of all.values()) {
            const { participantId, amount } = one
            if (!asked.has(participantId) || !counts(one, until)) continue
            const sum = (sums.get(participantId) ?? 0n) + BigInt(amount)
            if (sum === 0n) sums.delete(participantId)
            else sums.set(participantId, sum)
          }
          return sums
        }),
      page: (challengeId, { limit, participantId, after }) =>
        world.act(() =>
          [...made(challengeId).values()]
            .filter((one) => participantId === undefined || one.participantId === participantId)
            .filter((one) => after === undefined || byInstant(after, one) < 0)
            .toSorted(byInstant)
            .slice(0, limit)
        )
    })
  })
)
