import fc from "fast-check"
import type { RankingRule, Standing } from "../../src/ranking/index.ts"
import { ParticipantId } from "../../src/shared/index.ts"

/** A standing that says only what the test is about. */
export const standing = (id: string, score: number, more: Partial<Standing> = {}): Standing => ({
  participantId: ParticipantId.make(id),
  status: "Scored",
  score,
  tieBreak: [],
  measures: {},
  ...more
})

/** The rule of a test: highest first, no tie-breaks, standard ranks, unless it says otherwise. */
export const ruleOf = (more: Partial<RankingRule> = {}): RankingRule => ({
  direction: "highest",
  tieBreaks: [],
  ranks: "standard",
  ...more
})

/** A chain of so many links; ranking looks at their number only. */
export const chainOf = (links: number): RankingRule["tieBreaks"] =>
  Array.from({ length: links }, () => ({ _tag: "EarlierEntry" as const }))

/** Values that collide, and those at the edges of what a score can be. */
export const anyValue: fc.Arbitrary<number> = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -3, max: 3 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(-0, 2 ** 53 - 1, 1 - 2 ** 53, 2 ** 32, 2 ** 32 - 1, -(2 ** 32), 2 ** 52, 1.7e12)
  },
  { weight: 1, arbitrary: fc.maxSafeInteger() }
)

const letters = fc.constantFrom("a", "b", "B", "0", "9", " ", "~", "é", "ß", "日", "\uffee")

/** Ids with common beginnings, ids that begin another, and ids beyond ASCII. */
export const anyId: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom("", "p", "participant-", "participant-0000"),
    fc.oneof(
      fc.nat({ max: 99 }).map(String),
      fc.array(letters, { maxLength: 12 }).map((units) => units.join(""))
    )
  )
  .map(([prefix, rest]) => `x${prefix}${rest}x`)

/** The standings of a field, each participant once, with tuples of up to `links` values. */
export const anyField = (links: number, maxLength = 30): fc.Arbitrary<Array<Standing>> =>
  fc.uniqueArray(
    fc
      .tuple(anyId, anyValue, fc.array(anyValue, { minLength: links, maxLength: links }))
      .map(([id, score, tieBreak]) => standing(id, score, { tieBreak })),
    { selector: (one) => one.participantId, maxLength }
  )

/** A rule with a chain of up to two links. */
export const anyRule: fc.Arbitrary<RankingRule> = fc.record({
  direction: fc.constantFrom("highest" as const, "lowest" as const),
  tieBreaks: fc.integer({ min: 0, max: 2 }).map(chainOf),
  ranks: fc.constantFrom(
    "standard" as const,
    "modified" as const,
    "dense" as const,
    "ordinal" as const,
    "fractional" as const
  )
})
