import { Effect, Schema } from "effect"
import { Amount, Exact, Hash, Name, Units } from "../shared/index.ts"
import { NotNegative, Positive, Share } from "./Share.ts"

/** The longest table of places. The largest real ones pay some 1,500 places. */
export const maxPlaces = 10_000

/** The most tiers or category prizes of one rule: each is written by hand. */
export const maxTiers = 100

const Places = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: maxPlaces }))
const measure = Schema.optionalKey(Name)
const ascending = Schema.Boolean.pipe(Schema.withDecodingDefaultKey(Effect.succeed(false)))
const among = Schema.optionalKey(Schema.Struct({ measure, atLeast: Units }))
const atMostMaxPlaces = Schema.isMaxLength(maxPlaces)
const atMostMaxTiers = Schema.isMaxLength(maxTiers)

/**
 * One rule of a stage. Scores, measures and thresholds are integers at the decimals of their scoring rule; without
 * `measure` the stage's score counts.
 *
 * **Details**: fixed amounts and shares come first, in the declared order; the one rule that divides the rest comes last.
 */
export const Awarding = Schema.TaggedUnion({
  /**
   * A fixed amount for each place. With `categories`, tied participants bring in as many prizes as they are, the largest
   * they are eligible for, at most one each, and share the sum equally (US Chess rule 32B).
   */
  AmountPerPlace: {
    amounts: Schema.NonEmptyArray(Amount).check(atMostMaxPlaces),
    categories: Schema.Array(Schema.Struct({ category: Name, amount: Amount }))
      .check(atMostMaxTiers)
      .pipe(Schema.withDecodingDefaultKey(Effect.succeed([]))),
    ascending
  },
  /**
   * A share for each place, of the stage's pool or of its part of all that was paid in. `beyond` goes on past the table:
   * the next place gets `first`, each further one `step` more, as long as that is above 0; the organiser pays for these.
   */
  SharePerPlace: {
    shares: Schema.NonEmptyArray(Share).check(atMostMaxPlaces),
    of: Schema.Literals(["pool", "gross"]).pipe(Schema.withDecodingDefaultKey(Effect.succeed("pool" as const))),
    beyond: Schema.optionalKey(Schema.Struct({ first: Share, step: Exact })),
    ascending
  },
  /** To everyone, in full, the amount of the highest tier reached. */
  Tier: {
    measure,
    tiers: Schema.NonEmptyArray(Schema.Struct({ atLeast: Units, amount: Amount })).check(atMostMaxTiers)
  },
  /** The rest in equal parts to everyone who reaches the threshold, or to all without one. */
  EqualSplit: { measure, atLeast: Schema.optionalKey(Units) },
  /** The rest in equal parts to the best `fraction` of those ranked. */
  TopFraction: {
    fraction: Share,
    rounding: Schema.Literals(["down", "up"]).pipe(Schema.withDecodingDefaultKey(Effect.succeed("down" as const)))
  },
  /**
   * The rest in proportion to score or measure, among those who reach a threshold. Whoever would get less than
   * `minimumShare` gets nothing, tested from the bottom, equal ones together. With `price` the price per unit is rounded
   * down to a multiple of `step`, and a price below `minimum.below` becomes `minimum.price`.
   */
  Proportional: {
    measure,
    among,
    minimumShare: Schema.optionalKey(Share),
    price: Schema.optionalKey(
      Schema.Struct({
        step: Positive,
        minimum: Schema.optionalKey(Schema.Struct({ price: NotNegative, below: NotNegative }))
      })
    )
  },
  /** The rest by place: with n places the first gets n parts, the last one part. Without `places` all ranked are paid. */
  LinearByRank: { places: Schema.optionalKey(Places) },
  /** An amount for each counted event: per point, per win. The score or measure counts whole events: it has no decimals. */
  AmountPerEvent: { measure, amount: Amount },
  /** An amount for everyone who reaches a threshold. */
  Bonus: { measure, atLeast: Units, amount: Amount },
  /** The rest to the first place. */
  WinnerTakesAll: {},
  /**
   * A draw that anyone can verify: `commitment` is the SHA-256 of a secret that is revealed after the end; the order is
   * that of the SHA-256 of the secret, a colon and the participant id. Each winner gets `amount`, or without it all share
   * the rest equally.
   */
  Draw: {
    winners: Places,
    commitment: Hash,
    amount: Schema.optionalKey(Amount),
    among
  },
  /** One item for each place. Items cannot be divided, so a tie-break chain is mandatory; then the seed's key decides. */
  ItemPerPlace: { items: Schema.NonEmptyArray(Schema.NonEmptyString).check(atMostMaxPlaces) }
})
export type Awarding = typeof Awarding.Type

/** The kind of a rule. */
export type AwardingTag = Awarding["_tag"]

/** Whether the rule divides what the fixed amounts and shares leave over. */
export const takesTheRest = (awarding: Awarding): boolean =>
  awarding._tag === "EqualSplit" ||
  awarding._tag === "TopFraction" ||
  awarding._tag === "Proportional" ||
  awarding._tag === "LinearByRank" ||
  awarding._tag === "WinnerTakesAll" ||
  (awarding._tag === "Draw" && awarding.amount === undefined)
