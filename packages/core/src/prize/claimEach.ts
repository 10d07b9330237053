import { Rational } from "../shared/index.ts"
import type { Contender } from "./Contender.ts"
import type { GroupClaim } from "./GroupClaim.ts"
import type { RuleReference } from "./Prizes.ts"

/** One claim for each contender: so many minor units, times the scale; nothing for those who get none. */
export const claimEach = (
  rule: RuleReference,
  contenders: ReadonlyArray<Contender>,
  scale: Rational.Rational,
  amountFor: (contender: Contender) => bigint
): ReadonlyArray<GroupClaim> =>
  contenders.flatMap((contender) => {
    const amount = amountFor(contender)
    const members = [contender]
    return amount > 0n ? [{ rule, members, share: Rational.multiply(Rational.rational(amount), scale) }] : []
  })

/** One claim of all contenders together on equal parts of a share. */
export const claimEqually = (
  rule: RuleReference,
  contenders: ReadonlyArray<Contender>,
  share: Rational.Rational
): ReadonlyArray<GroupClaim> =>
  contenders.length === 0 || share.numerator === 0n ? [] : [{ rule, members: contenders, share }]
