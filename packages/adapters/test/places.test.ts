import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { Places } from "../src/memory/Places.ts"

const keys = fc.constantFrom("a", "b", "c", "d")
const steps = fc.array(
  fc.oneof(
    fc.record({ key: keys }),
    fc.record({ key: keys, value: fc.option(fc.nat({ max: 9 }), { nil: undefined }) })
  ),
  { maxLength: 40 }
)

describe("places of values", () => {
  it("answer as a map does, in whatever order keys are asked for", () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const [places, model] = [new Places<string, number>(), new Map<string, number | undefined>()]
        for (const step of taken) {
          if ("value" in step) {
            places.set(step.key, step.value)
            model.set(step.key, step.value)
          }
          assert.strictEqual(places.get(step.key), model.get(step.key))
        }
      })
    )
  })
})
