import { ports, type Store } from "@laurel/adapters"
import { ActivityLog } from "@laurel/core/activity"
import { Entries, standings } from "@laurel/core/challenge"
import type { ChallengeId } from "@laurel/core/shared"
import { Effect } from "effect"
import { runVictim } from "./victim.ts"
import { batches, batchSize, expectedTotals, opened, people } from "./world.ts"

/** What came out of it. */
export interface ImportFigures {
  readonly kills: number
  readonly acknowledged: number
  readonly lost: number
  readonly doubled: number
  readonly wrongScores: number
}

const lastAcknowledged = (said: ReadonlyArray<string>): number | undefined => {
  const last = said.findLast((line) => line.startsWith("ack "))
  return last === undefined ? undefined : Number(last.slice(4))
}

/** Imports through processes that are killed at random moments, each going on after the last acknowledged batch. */
export const killWhileImporting = async (
  store: Store,
  id: string,
  kills: number,
  random: () => number
): Promise<ImportFigures> => {
  const challengeId = await Effect.runPromise(opened(id).pipe(Effect.provide(ports({ store }))))
  let next = 0
  let killed = 0
  while (next < batches) {
    const { wasKilled, said } = await runVictim(
      ["import", store, id, `${next}`],
      killed < kills ? Math.floor(random() ** 2 * 400) : undefined
    )
    next = (lastAcknowledged(said) ?? next - 1) + 1
    if (wasKilled) killed += 1
    // Enough batches for every kill: what is done is sent again, and has to change nothing.
    if (next >= batches && killed < kills) next = Math.floor(batches / 2)
  }
  return { kills: killed, ...(await Effect.runPromise(audit(challengeId).pipe(Effect.provide(ports({ store }))))) }
}

/** Holds what is stored against what was sent. */
const audit = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const { overall } = yield* standings(challengeId, "Organiser")
  const totals = expectedTotals()
  const wrong = overall.ranked.filter(({ standing: { participantId, score } }) => score !== totals.get(participantId))
  const users = overall.ranked.map(({ standing }) => standing)
  const log = yield* ActivityLog
  const entries = yield* (yield* Entries).all(challengeId)
  const counted = yield* log.counted(
    challengeId,
    entries.map(({ userId }) => userId)
  )
  const keys = [...counted.values()].flat().map(({ sourceKey }) => sourceKey)
  const sent = batches * batchSize
  return {
    acknowledged: sent,
    lost: sent - new Set(keys).size,
    doubled: keys.length - new Set(keys).size,
    wrongScores: wrong.length + Math.abs(people - users.length)
  }
})
