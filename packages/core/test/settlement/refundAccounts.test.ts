import { assert, describe, it } from "@effect/vitest"
import { refundAccounts } from "../../src/settlement/refundAccounts.ts"
import { spring } from "./world.ts"

describe("what is refunded", () => {
  it("goes back to another challenge no further than that challenge carried over", () => {
    const paid = [
      { payer: "winter", kind: "CarryOver" as const, minorUnits: 200n },
      { payer: "winter", kind: "CarryOver" as const, minorUnits: 100n },
      { payer: "winter", kind: "Sponsor" as const, minorUnits: 50n }
    ]
    const accountsOf = (...refunds: ReadonlyArray<bigint>) =>
      refundAccounts(
        spring,
        paid,
        refunds.map((minorUnits) => ({ payer: "winter", minorUnits }))
      ).map(({ account, minorUnits }) => `${account._tag} ${minorUnits}`)
    assert.deepStrictEqual(accountsOf(350n), ["CarryOver 300", "RefundPayable 50"])
    assert.deepStrictEqual(accountsOf(250n, 100n), ["CarryOver 250", "CarryOver 50", "RefundPayable 50"])
    assert.deepStrictEqual(accountsOf(120n), ["CarryOver 120"])
  })
})
