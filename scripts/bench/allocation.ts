import { nodeSha256 } from "@laurel/adapters/node"
import { allocate, type Weight } from "@laurel/core/prize"
import { computeSha256By, portableSha256, type Sha256 } from "@laurel/core/shared"
import { Result } from "effect"
import { beside, type Figure, numbers, print } from "./measure.ts"

const field = 1_000_000

/** Ten million and seven hundredths: units are left over even where all weights are equal. */
const pool = 1_000_000_007n

interface Case {
  readonly name: string
  readonly weightAt: (random: number) => bigint
  /** How SHA-256 is computed; in the portable way unless said otherwise. */
  readonly sha256?: Sha256
}

const cases: ReadonlyArray<Case> = [
  { name: "weights up to 1 000 000", weightAt: (random) => BigInt(Math.floor(random * 1_000_001)) },
  { name: "weights beyond 2^53", weightAt: (random) => BigInt(Math.floor(random * 2 ** 53)) * 1_000_003n },
  { name: "100 different weights", weightAt: (random) => BigInt(Math.floor(random * 100)) },
  { name: "equal weights", weightAt: () => 7n },
  { name: "equal weights, SHA-256 of Node", weightAt: () => 7n, sha256: nodeSha256 }
]

const total = (weights: ReadonlyArray<Weight>): bigint => {
  let sum = 0n
  for (const { weight } of weights) if (typeof weight === "bigint") sum += weight
  return sum
}

/** Dividing a pool over a million weights, beside one pass of `bigint` additions over the same weights. */
export const allocationBench = function* (): Generator<Figure> {
  for (const { name, weightAt, sha256 = portableSha256 } of cases) {
    computeSha256By(sha256)
    const next = numbers(1)
    const weights = Array.from({ length: field }, (_, index) => ({ id: `p${index}`, weight: weightAt(next()) }))
    yield beside(
      name,
      () => Result.getOrThrow(allocate(pool, weights, { seed: "published" })),
      () => total(weights)
    )
  }
}

if (import.meta.main) print(`allocate a pool over ${field} weights, beside one pass of additions`, allocationBench())
