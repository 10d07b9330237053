import { Schema } from "effect"
import fc from "fast-check"
import { type Challenge, ChallengeDefinition, type ChallengeQuery, SearchText } from "../../src/challenge/index.ts"
import { PrincipalId } from "../../src/shared/index.ts"
import { challengeIds } from "./shared.ts"

const definitionOf = Schema.decodeUnknownSync(ChallengeDefinition)

const plain = definitionOf({
  id: "spring",
  name: "Spring",
  zone: "UTC",
  window: { start: "2026-03-01", end: "2026-04-01" },
  metrics: [{ name: "steps" }],
  score: { _tag: "Total", metric: "steps" }
})

/** Whatever a definition can say that is not plain text: exact numbers, amounts, names as keys. */
const rich = definitionOf({
  id: "spring",
  name: "Frühling \u{1f3c6}",
  description: '"Quotes", \\ and\nlines',
  zone: "Europe/Berlin",
  dayZone: "participant",
  dayStartsAt: 4,
  featured: true,
  window: { start: "2026-03-01", end: "2026-04-01T08:00:00Z" },
  graceHours: 24,
  entries: { minimum: 2, maximum: 100_000, closes: "2026-03-15" },
  divisions: ["open", "masters"],
  metrics: [
    {
      name: "distance",
      unit: "km",
      decimals: 2,
      max: "1/3",
      plausible: { perDay: 100.5 },
      sources: ["watch", "phone"]
    },
    { name: "steps", daily: "best" }
  ],
  score: { _tag: "Total", metric: "distance" },
  measures: { days: { _tag: "Count", metric: "steps" } },
  ranking: { direction: "lowest", tieBreaks: [{ _tag: "Measure", measure: "days" }, { _tag: "EarlierEntry" }] }
})

const hash = "0123456789abcdef".repeat(4)
const organiser = PrincipalId.make("olga")

/** A draft. Its version is what a write names. */
export const draftOf = (id: Challenge["id"], version: number): Challenge => ({
  _tag: "Draft",
  id,
  version,
  organiser,
  definition: { ...plain, id },
  draftedAt: 500
})

const states: ReadonlyArray<(id: Challenge["id"], version: number) => Challenge> = [
  draftOf,
  (id, version) => ({ ...inRich(id, version), _tag: "Draft", draftedAt: 500 }),
  (id, version) => ({ ...inRich(id, version), _tag: "Draft", draftedAt: 500, archivedAt: 700 }),
  (id, version) => ({ ...published(id, version), _tag: "Published" }),
  (id, version) => ({ ...published(id, version), _tag: "Running" }),
  (id, version) => ({ ...published(id, version), _tag: "Closing", frozenAt: 1500 }),
  (id, version) => ({ ...published(id, version), _tag: "Final", standingsHash: hash, finalAt: 2000 }),
  (id, version) => ({
    ...published(id, version),
    _tag: "Settled",
    standingsHash: hash,
    finalAt: 2000,
    settledAt: 3000
  }),
  (id, version) => ({
    ...inRich(id, version),
    _tag: "Cancelled",
    cancelledAt: 4000,
    reason: "Ünïcode",
    publishedAt: 1000
  })
]

const inRich = (id: Challenge["id"], version: number) => ({ id, version, organiser, definition: { ...rich, id } })
const published = (id: Challenge["id"], version: number) => ({
  ...inRich(id, version),
  rulesHash: hash,
  publishedAt: 1000
})

/** The challenge in every state. */
export const inEveryState = (id: Challenge["id"], version: number): ReadonlyArray<Challenge> =>
  states.map((state) => state(id, version))

/** Challenges in any state at few versions, so that expectations of a version are met and missed. */
export const challenges: fc.Arbitrary<Challenge> = fc
  .tuple(challengeIds, fc.integer({ min: 0, max: 2 }), fc.constantFrom(...states))
  .map(([id, version, state]) => state(id, version))

const stateNames = ["Draft", "Published", "Running", "Closing", "Final", "Settled", "Cancelled"] as const

/** Questions for a list of challenges, each condition asked or not. */
export const challengeQueries: fc.Arbitrary<ChallengeQuery> = fc.record(
  {
    organiser: fc.constantFrom("olga", "mallory").map((text) => PrincipalId.make(text)),
    ids: fc.array(challengeIds, { maxLength: 3 }),
    states: fc.subarray([...stateNames]),
    featured: fc.boolean(),
    search: fc
      .constantFrom("spr", "FRUHL", "line fru", "quotes lines", "pring", "x")
      .map((text) => SearchText.make(text)),
    after: challengeIds,
    limit: fc.integer({ min: 1, max: 3 })
  },
  { requiredKeys: ["limit"], noNullPrototype: true }
)
