import { Equal } from "effect"
import fc from "fast-check"
import { type Activity, accepted, type Judged, type Outcome, type RefusalReason } from "../../src/activity/index.ts"
import { Name, UserId } from "../../src/shared/index.ts"
import { fewUserIds, instants } from "./shared.ts"

/** Keys of every length in bytes, the longest allowed, and two that differ in the last character only. */
const keys = fc.constantFrom(
  "k",
  "k",
  "k",
  "K",
  "Zoë",
  "\u8dd1",
  "\uffff",
  `${"x".repeat(199)}1`,
  `${"x".repeat(199)}2`
)
const sources = fc.constantFrom("watch", "watch", "phone \u{1f3c3}")

const quarantined: Outcome = { _tag: "Quarantined", limit: "perActivity" }
const refused = (reason: RefusalReason): Outcome => ({ _tag: "Refused", reason })

/** What `judge` can say of an activity; a void claims nothing, so neither its instant nor its quantity is judged. */
const verdicts = (isVoid: boolean): fc.Arbitrary<Outcome> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant(accepted) },
    { weight: isVoid ? 0 : 2, arbitrary: fc.constant(quarantined) },
    {
      weight: isVoid ? 0 : 2,
      arbitrary: fc.constantFrom(...(["Future", "BeforeWindow", "AfterWindow", "OutOfRange"] as const).map(refused))
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        ...(["ChallengeNotOpen", "UnknownParticipant", "UnknownMetric", "Late"] as const).map(refused)
      )
    }
  )

const usually = <A>(value: A, sometimes: fc.Arbitrary<A>) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: sometimes })

const extras: fc.Arbitrary<Pick<Activity, "note" | "evidence">> = fc.record(
  { note: fc.constantFrom("", "Ünïcode \u{1f3c3}"), evidence: fc.constant("https://example.com/a?b=c") },
  { requiredKeys: [], noNullPrototype: true }
)

const activities: fc.Arbitrary<Activity> = fc
  .tuple(
    fc.record({
      userId: usually(UserId.make("ada"), fewUserIds),
      metric: usually("steps", fc.constant("distance")).map((text) => Name.make(text)),
      quantity: usually(1, fc.constantFrom(0, -1, Number.MAX_SAFE_INTEGER)),
      at: usually(1000, instants),
      source: sources,
      sourceKey: keys,
      revision: fc.constantFrom(0, 1, 2, 2 ** 31 - 1),
      void: usually(false, fc.constant(true))
    }),
    usually({}, extras)
  )
  .map(([required, extra]) => ({ ...required, ...extra }))

/** Rows in a space so small that their keys, revisions and contents meet again. */
export const judgedRows: fc.Arbitrary<Judged> = activities.chain((activity) =>
  fc.tuple(verdicts(activity.void), instants).map(([verdict, receivedAt]) => ({
    arrival: { activity, receivedAt },
    verdict
  }))
)

/** Batches in which equal contents have equal verdicts, as they do when one challenge judges them at one time. */
export const batches: fc.Arbitrary<ReadonlyArray<Judged>> = fc
  .array(judgedRows, { maxLength: 12 })
  .map((rows) =>
    rows.map((row) => rows.find((other) => Equal.equals(other.arrival.activity, row.arrival.activity)) ?? row)
  )

/** The identity of an activity that `judgedRows` may hold. */
export const identities = fc.record({ source: sources, sourceKey: keys }, { noNullPrototype: true })

/**
 * Histories without conflicts: a key always means one user and metric, and of one revision there is one content with one
 * verdict. Only of these does what counts depend on the set alone.
 */
export const histories: fc.Arbitrary<ReadonlyArray<Judged>> = fc
  .uniqueArray(judgedRows, {
    maxLength: 12,
    selector: ({ arrival: { activity } }) => `${activity.source}\n${activity.sourceKey}\n${activity.revision}`
  })
  .map((rows) =>
    rows.map(({ arrival, verdict }) => {
      const { source, sourceKey } = arrival.activity
      const userId = UserId.make(sourceKey.length % 2 === 0 ? "ada" : source === "watch" ? "bob" : "Zoë")
      return { arrival: { ...arrival, activity: { ...arrival.activity, userId, metric: Name.make("steps") } }, verdict }
    })
  )

/** Whatever the Basic Multilingual Plane has but surrogates and the control characters of ASCII. */
const keyCharacters = fc
  .oneof(
    fc.integer({ min: 0x20, max: 0x7e }),
    fc.integer({ min: 0x80, max: 0xd7ff }),
    fc.integer({ min: 0xe000, max: 0xffff })
  )
  .map((code) => String.fromCharCode(code))

/** Keys as short and as long as they come. */
export const keyTexts = fc
  .tuple(fc.array(keyCharacters, { minLength: 1, maxLength: 6 }), fc.boolean())
  .map(([characters, isLong]) =>
    characters
      .join("")
      .repeat(isLong ? 200 : 1)
      .slice(0, 200)
  )
