import { compareIds, Rational } from "../shared/index.ts"
import type { Payment } from "./Payment.ts"

/**
 * Payments of a table whose amounts do not grow, put right where rounding favoured a worse place (I10).
 *
 * **Details**: a tie group is rounded as a whole, so of places with nearly equal shares a tied one may have received an
 * odd unit that a better place did not. Among contenders whose shares have the same floor the odd units then go to the
 * better places first. Every amount stays its share rounded down or up, and the sum stays what it was.
 */
export const keepOrder = (
  byClaim: ReadonlyArray<ReadonlyArray<Payment>>,
  unit: bigint,
  key: (id: string) => string
): ReadonlyArray<Payment> => {
  const payments = byClaim.flat()
  for (let start = 0; start < payments.length; ) {
    const first = payments[start]
    let end = start + 1
    if (first?.claim.isDescending === true) {
      const floor = floorOf(first, unit)
      while (end < payments.length && belongs(payments[end], first, floor, unit)) end++
      const run = payments.slice(start, end)
      if (!isInOrder(run))
        for (const [index, payment] of inOrder(run, floor, unit, key).entries()) payments[start + index] = payment
    }
    start = end
  }
  return payments
}

const floorOf = ({ share }: Payment, unit: bigint): bigint => (share.numerator / (share.denominator * unit)) * unit

const belongs = (payment: Payment | undefined, first: Payment, floor: bigint, unit: bigint): boolean =>
  payment !== undefined && payment.claim.rule === first.claim.rule && floorOf(payment, unit) === floor

/** Whether no claim pays anybody more than an earlier claim pays anybody; asked first, since it needs no keys. */
const isInOrder = (run: ReadonlyArray<Payment>): boolean => {
  let [claim, least, before] = [run[0]?.claim, run[0]?.minorUnits ?? 0n, run[0]?.minorUnits ?? 0n]
  let isFirst = true
  for (const payment of run) {
    if (payment.claim !== claim) {
      ;[claim, before, isFirst] = [payment.claim, least, false]
    }
    if (!isFirst && payment.minorUnits > before) return false
    if (payment.minorUnits < least) least = payment.minorUnits
  }
  return true
}

/** The run with its odd units given to the better claims first, within a claim by share and key. */
const inOrder = (
  run: ReadonlyArray<Payment>,
  floor: bigint,
  unit: bigint,
  key: (id: string) => string
): ReadonlyArray<Payment> => {
  const total = run.reduce((sum, { minorUnits }) => sum + minorUnits, 0n)
  let odd = (total - floor * BigInt(run.length)) / unit
  const claims = [...new Set(run.map(({ claim }) => claim))]
  const order = new Map(claims.map((claim, index) => [claim, index]))
  const keyed = run.map((payment, index) => ({
    payment,
    index,
    place: order.get(payment.claim) ?? 0,
    key: key(payment.contender.id)
  }))
  keyed.sort(
    (a, b) => a.place - b.place || Rational.compare(b.payment.share, a.payment.share) || compareIds(a.key, b.key)
  )
  const paid: Array<Payment> = [...run]
  for (const { payment, index } of keyed) {
    paid[index] = { ...payment, minorUnits: odd > 0n ? floor + unit : floor }
    odd--
  }
  return paid
}
