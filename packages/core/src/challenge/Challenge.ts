import { Schema } from "effect"
import { ChallengeId, Hash, InstantFromText, PrincipalId } from "../shared/index.ts"
import { ChallengeDefinition } from "./ChallengeDefinition.ts"

const always = {
  id: ChallengeId,
  /** Counts the events so far; a write names the version it read. */
  version: Schema.Int,
  organiser: PrincipalId,
  definition: ChallengeDefinition
}

/** A draft that is left alone for long is archived: it is no longer listed, and is there again once it is revised. */
const draft = {
  ...always,
  /** When it was defined, or last revised. */
  draftedAt: InstantFromText,
  archivedAt: Schema.optionalKey(InstantFromText)
}

/** SHA-256 of the definition in canonical JSON, fixed when entries open. */
const published = {
  ...always,
  rulesHash: Hash,
  publishedAt: InstantFromText,
  /** Of a challenge that recurs, the start of its latest occurrence, and when its organiser ended the series. */
  series: Schema.optionalKey(Schema.Struct({ through: InstantFromText, endedAt: Schema.optionalKey(InstantFromText) }))
}

/** While the public board stands still, the instant from which it does; after that, when it last moved on. */
const running = {
  ...published,
  frozenAt: Schema.optionalKey(InstantFromText),
  thawedAt: Schema.optionalKey(InstantFromText)
}

/** The last local day of which the board is kept. */
const open = { ...running, keptThrough: Schema.optionalKey(Schema.Int) }

/** Standings are frozen with this hash. */
const frozen = { ...published, standingsHash: Hash, finalAt: InstantFromText }

/** Once its settlement is posted the pool has been given away, and takes nothing more. */
const final = { ...frozen, poolClosedAt: Schema.optionalKey(InstantFromText) }

/**
 * A challenge in one of its states.
 *
 * **Details**: `Draft` can still be revised; `Published`: rules frozen, entries open; `Running`: the window is open;
 * `Closing`: the window is over, late activities are taken until the grace period ends; `Final`: standings frozen;
 * `Settled`: settlement complete; `Cancelled`: every payer is refunded exactly.
 */
export const Challenge = Schema.TaggedUnion({
  Draft: draft,
  Published: published,
  Running: open,
  Closing: running,
  Final: final,
  Settled: { ...frozen, settledAt: InstantFromText },
  Cancelled: {
    ...always,
    cancelledAt: InstantFromText,
    reason: Schema.String,
    /** When it was published; a draft that was cancelled never was. */
    publishedAt: Schema.optionalKey(InstantFromText)
  }
})
export type Challenge = typeof Challenge.Type

/** The names of the states. */
export type ChallengeState = Challenge["_tag"]

/** A challenge whose rules are frozen. */
export type PublishedChallenge = Exclude<Challenge, { readonly _tag: "Draft" | "Cancelled" }>

/** A challenge whose standings are frozen. */
export type FinalChallenge = Extract<Challenge, { readonly _tag: "Final" | "Settled" }>
