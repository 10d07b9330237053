import fc from "fast-check"
import { type Circle, type CircleAmendment, CircleId } from "../../src/community/index.ts"
import { fewUserIds, instants } from "./shared.ts"

/** Few names of circles, so that they meet again. */
export const circleIds = fc.constantFrom("0", "a").map((digit) => CircleId.make(`circle_${digit.repeat(24)}`))

const names = fc.constantFrom("Walkers", 'Zoë \u{1f3c6} "x" \\')
const descriptions = fc.constantFrom("", "line\nline", "$1 {,}")
const visibilities = fc.constantFrom("public" as const, "private" as const)
const limits = fc.integer({ min: 1, max: 3 })

/** Circles as they are created, with room for few. */
export const newCircles: fc.Arbitrary<Circle> = fc.record({
  id: circleIds,
  name: names,
  description: descriptions,
  visibility: visibilities,
  memberLimit: limits,
  owner: fewUserIds,
  memberCount: fc.constant(1),
  revision: fc.constant(1),
  createdAt: instants
})

/** What owners change. */
export const circleAmendments: fc.Arbitrary<CircleAmendment> = fc.record(
  { name: names, description: descriptions, visibility: visibilities, memberLimit: limits },
  { requiredKeys: [], noNullPrototype: true }
)

/** Who joins, and when. */
export const circleMembers = fc.record({ userId: fewUserIds, joinedAt: instants })
