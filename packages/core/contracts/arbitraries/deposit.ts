import fc from "fast-check"
import type { Deposit } from "../../src/challenge/index.ts"
import { instants } from "./shared.ts"

/** Amounts, beyond 2^53 among them. */
export const amounts = fc.constantFrom(0n, 1n, 2n ** 53n + 1n, 10n ** 29n)

/** Deposits that often share an id and sometimes its content. */
export const deposits: fc.Arbitrary<Deposit> = fc.record(
  {
    id: fc.constantFrom("b", "a", "A", "gift:2026/1+@x.y-z_"),
    kind: fc.constantFrom("Sponsor", "CarryOver"),
    payer: fc.constantFrom("acme", "Ünïcode \u{1f3c6} Ltd"),
    minorUnits: amounts,
    at: instants
  },
  { noNullPrototype: true }
)
