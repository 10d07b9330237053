import fc from "fast-check"
import type { ScoreState } from "../../src/scoring/index.ts"
import { maxMagnitude } from "../../src/shared/index.ts"

// The one integer just outside the range of quantities stands for a cell where nothing counts.
const cells = fc.constantFrom(0, 1, -1, maxMagnitude, -maxMagnitude, -(2 ** 53))

/** States of any shape that a rule can fold to. */
export const scoreStates: fc.Arbitrary<ScoreState> = fc.record(
  {
    stride: fc.integer({ min: 1, max: 3 }),
    cells: fc.array(cells, { maxLength: 6 }),
    sources: fc.uniqueArray(fc.constantFrom("watch", "phone \u{1f3c3}"), { maxLength: 2 })
  },
  { noNullPrototype: true }
)
