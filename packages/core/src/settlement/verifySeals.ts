import { type Booked, sealOf } from "../audit/index.ts"
import { type Entry, entryJson } from "../ledger/index.ts"
import type { PlanFinding } from "./verifyPlan.ts"

/**
 * Where a ledger is not what was sealed when it was posted, in the order of posting: entries that were altered or put in
 * since, and seals whose entries are missing.
 *
 * **Details**: an entry that was sealed alone is known by its own hash, wherever it stands. Those that were sealed together
 * were posted one after the other, so what is left is taken in its order.
 */
export const verifySeals = (
  seals: ReadonlyArray<Booked>,
  journal: ReadonlyArray<Entry>
): ReadonlyArray<PlanFinding> => {
  const alone = new Map<string, number>()
  for (const { count, sha256 } of seals) if (count === 1) alone.set(sha256, (alone.get(sha256) ?? 0) + 1)
  const left: Array<Sealable> = []
  for (const { id, ...rest } of journal) {
    const line = entryJson({ id, ...rest })
    const seal = alone.size === 0 ? "" : sealOf([[line]]).sha256
    const open = alone.get(seal) ?? 0
    if (open === 0) left.push({ id, line })
    else if (open === 1) alone.delete(seal)
    else alone.set(seal, open - 1)
  }
  const missing = [...alone.keys()].map((sha256) => ({
    path: "ledger",
    message: `the entry that was posted with the hash ${sha256} is altered or missing`
  }))
  return [...missing, ...ofBatches(seals, left)]
}

interface Sealable {
  readonly id: string
  readonly line: string
}

const ofBatches = (seals: ReadonlyArray<Booked>, left: ReadonlyArray<Sealable>): ReadonlyArray<PlanFinding> => {
  let next = 0
  for (const { count, sha256 } of seals) {
    if (count === 1) continue
    const batch = left.slice(next, next + count)
    if (sealOf(batch.map(({ line }) => [line])).sha256 !== sha256) return [ofBatch(batch, count)]
    next += count
  }
  return left.slice(next).map(({ id }) => ({ path: `ledger, ${id}`, message: "is not as anything was posted" }))
}

const ofBatch = (batch: ReadonlyArray<Sealable>, count: number): PlanFinding => {
  const [first, last] = [batch[0]?.id ?? "the end", batch.at(-1)?.id ?? "the end"]
  return {
    path: "ledger",
    message: `of ${count} entries that were posted together one is altered, missing or put in, between ${first} and ${last}`
  }
}
