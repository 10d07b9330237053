import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { divided } from "../../src/settlement/chargesToRefund.ts"

const amounts = fc.array(fc.bigInt({ min: 1n, max: 50n }), { maxLength: 6 })
const charged = amounts.map((all) => all.map((minorUnits, index) => ({ key: `k${index}`, reference: "r", minorUnits })))
const sum = (parts: ReadonlyArray<{ readonly minorUnits: bigint }>): bigint =>
  parts.reduce((total, { minorUnits }) => total + minorUnits, 0n)

describe("a refund divided among charges", () => {
  it("gives back no more than was asked, nor of any charge more than it took, and as much as there is", () => {
    fc.assert(
      fc.property(
        charged,
        fc.bigInt({ min: 0n, max: 200n }),
        fc.bigInt({ min: 0n, max: 200n }),
        (charges, before, asked) => {
          const parts = divided(charges, before, asked)
          const left = sum(charges) - before
          const available = left < 0n ? 0n : left
          assert.strictEqual(sum(parts), asked < available ? asked : available)
          for (const { key, minorUnits } of parts) {
            const charge = charges.find((one) => one.key === key)
            assert.isTrue(minorUnits > 0n && minorUnits <= (charge?.minorUnits ?? 0n))
          }
        }
      )
    )
  })

  it("goes on where the one before it ended", () => {
    fc.assert(
      fc.property(
        charged,
        fc.bigInt({ min: 0n, max: 100n }),
        fc.bigInt({ min: 0n, max: 100n }),
        (charges, one, other) => {
          const given = new Map<string, bigint>()
          for (const { key, minorUnits } of [...divided(charges, 0n, one), ...divided(charges, one, other)]) {
            given.set(key, (given.get(key) ?? 0n) + minorUnits)
          }
          for (const { key, minorUnits } of charges) assert.isTrue((given.get(key) ?? 0n) <= minorUnits)
        }
      )
    )
  })
})
