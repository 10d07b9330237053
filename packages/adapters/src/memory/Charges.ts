import { type Charge, Charges, isOpen } from "@laurel/core/challenge"
import { type ChallengeId, compareIds } from "@laurel/core/shared"
import { Effect, Layer, Option } from "effect"
import { World } from "./World.ts"

const byParticipant = (a: Charge, b: Charge): number =>
  compareIds(a.entry.participantId, b.entry.participantId) || a.number - b.number

const isAboutTheSame = ({ entry: a }: Charge, { entry: b }: Charge): boolean =>
  a.participantId === b.participantId || a.userId === b.userId

/** The charges of one challenge by key, and those among them that are open. */
interface Kept {
  readonly all: Map<string, Charge>
  readonly open: Map<string, Charge>
}

const put = ({ all, open }: Kept, charge: Charge): void => {
  all.set(charge.key, charge)
  if (isOpen(charge)) open.set(charge.key, charge)
  else open.delete(charge.key)
}

/** Charges in the process's memory. */
export const layerCharges: Layer.Layer<Charges, never, World> = Layer.effect(
  Charges,
  Effect.gen(function* () {
    const world = yield* World
    const byChallenge = new Map<ChallengeId, Kept>()
    const keptOf = (id: ChallengeId): Kept => {
      const known = byChallenge.get(id)
      if (known !== undefined) return known
      const kept: Kept = { all: new Map(), open: new Map() }
      byChallenge.set(id, kept)
      return kept
    }
    const those = (id: ChallengeId, isMeant: (charge: Charge) => boolean) =>
      world.act(() => [...keptOf(id).all.values()].filter(isMeant).sort(byParticipant))
    return Charges.of({
      add: (charge) =>
        world.act((onRollback) => {
          const kept = keptOf(charge.challengeId)
          if (kept.all.has(charge.key)) return false
          for (const other of kept.open.values()) if (isAboutTheSame(other, charge)) return false
          put(kept, charge)
          onRollback(() => {
            kept.all.delete(charge.key)
            kept.open.delete(charge.key)
          })
          return true
        }),
      change: (before, after) =>
        world.act((onRollback) => {
          const kept = keptOf(before.challengeId)
          const stored = kept.all.get(before.key)
          if (stored === undefined || stored.revision !== before.revision) return false
          put(kept, after)
          onRollback(() => put(kept, stored))
          return true
        }),
      find: (challengeId, key) => world.act(() => Option.fromUndefinedOr(keptOf(challengeId).all.get(key))),
      inStates: (challengeId, states) => those(challengeId, ({ _tag }) => states.includes(_tag)),
      ofParticipant: (challengeId, participantId) =>
        those(challengeId, ({ entry }) => entry.participantId === participantId),
      ofPayer: (challengeId, payer) => those(challengeId, (charge) => charge.payer === payer),
      providersOf: (challengeId) =>
        Effect.map(
          those(challengeId, ({ _tag }) => _tag !== "Refused"),
          (charges) => [...new Set(charges.flatMap(({ provider }) => provider ?? []))].sort(compareIds)
        )
    })
  })
)
