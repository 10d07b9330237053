import { type Challenge, ChallengeDefinition, type ChallengeState, nextDue, scheduleOf } from "@laurel/core/challenge"
import { ChallengeId, formatInstant } from "@laurel/core/shared"
import { Option, Schema } from "effect"
import { Instant } from "../../wire/text.ts"
import { allowedOperations, operationsOn } from "./allowedOperations.ts"
import { DefinitionWritten } from "./Definition.ts"

/** The states of a challenge as they are written. */
export const states = ["draft", "published", "running", "closing", "final", "settled", "cancelled"] as const
type State = (typeof states)[number]

const stateOf: Readonly<Record<ChallengeState, State>> = {
  Draft: "draft",
  Published: "published",
  Running: "running",
  Closing: "closing",
  Final: "final",
  Settled: "settled",
  Cancelled: "cancelled"
}

const asCore: Readonly<Record<State, ChallengeState>> = {
  draft: "Draft",
  published: "Published",
  running: "Running",
  closing: "Closing",
  final: "Final",
  settled: "Settled",
  cancelled: "Cancelled"
}

/** A state as the core has it. */
export const readState = (state: State): ChallengeState => asCore[state]

const idOf = Schema.decodeUnknownOption(ChallengeId)

/** The id that a page of challenges comes after, by its cursor; nothing where it is none. */
export const readId = (text: string): ChallengeId | undefined => Option.getOrUndefined(idOf(text))

const summary = {
  id: Schema.String,
  name: Schema.String,
  description: Schema.optionalKey(Schema.String),
  state: Schema.Literals(states),
  /** Counts its changes. */
  version: Schema.Int,
  organiser: Schema.String,
  visibility: Schema.Literals(["public", "circle", "invite"]),
  featured: Schema.Boolean,
  /** From `start` until before `end`. */
  window: Schema.Struct({ start: Instant, end: Instant }),
  /** Entries are taken from `open`, or from publication, until before `close`. */
  entries: Schema.Struct({ open: Schema.optionalKey(Instant), close: Instant }),
  /** Until when late activities are taken. */
  grace_ends: Instant,
  /** SHA-256 of the definition, once it is published. */
  rules_hash: Schema.optionalKey(Schema.String),
  /** SHA-256 of the final standings, once there are any. */
  standings_hash: Schema.optionalKey(Schema.String),
  /** Since when the public board stands still. */
  frozen_at: Schema.optionalKey(Instant),
  /** Since when no further occurrence is made of it, where it recurs. */
  series_ended_at: Schema.optionalKey(Instant),
  /** Why it was cancelled. */
  reason: Schema.optionalKey(Schema.String),
  /** What the clock will do next. */
  next: Schema.optionalKey(Schema.Struct({ step: Schema.String, due: Instant })),
  /** What can be done with it as it stands: the ids of operations. Whether whoever asks may is another matter. */
  allows: Schema.Array(Schema.Literals(allowedOperations))
}

/** A challenge in a list. */
export const ChallengeSummary = Schema.Struct(summary).annotate({ identifier: "ChallengeSummary" })
/** A challenge in a list. */
export type ChallengeSummary = typeof ChallengeSummary.Type

/** A challenge with its definition: the document that was hashed, in its own words. */
export const ChallengeJson = Schema.Struct({
  ...summary,
  definition: DefinitionWritten
}).annotate({ identifier: "Challenge" })
/** A challenge with its definition. */
export type ChallengeJson = typeof ChallengeJson.Type

/** A challenge as it is written in a list. */
export const summaryOf = (challenge: Challenge): ChallengeSummary => {
  const { definition } = challenge
  const { start, end, entriesOpen, entriesClose, graceEnds } = scheduleOf(definition)
  const due = nextDue(challenge)
  return {
    id: challenge.id,
    name: definition.name,
    ...(definition.description === undefined ? {} : { description: definition.description }),
    state: stateOf[challenge._tag],
    version: challenge.version,
    organiser: challenge.organiser,
    visibility: definition.visibility,
    featured: definition.featured,
    window: { start: formatInstant(start), end: formatInstant(end) },
    entries: {
      ...(entriesOpen === undefined ? {} : { open: formatInstant(entriesOpen) }),
      close: formatInstant(entriesClose)
    },
    grace_ends: formatInstant(graceEnds),
    ...("rulesHash" in challenge ? { rules_hash: challenge.rulesHash } : {}),
    ...("standingsHash" in challenge ? { standings_hash: challenge.standingsHash } : {}),
    ...("frozenAt" in challenge && challenge.frozenAt !== undefined
      ? { frozen_at: formatInstant(challenge.frozenAt) }
      : {}),
    ...("series" in challenge && challenge.series?.endedAt !== undefined
      ? { series_ended_at: formatInstant(challenge.series.endedAt) }
      : {}),
    ...(challenge._tag === "Cancelled" ? { reason: challenge.reason } : {}),
    ...(due === undefined ? {} : { next: { step: due.command, due: formatInstant(due.due) } }),
    allows: operationsOn(challenge)
  }
}

const written = Schema.encodeSync(ChallengeDefinition)

/** A challenge as it is written. */
export const challengeJson = (challenge: Challenge): ChallengeJson => ({
  ...summaryOf(challenge),
  definition: written(challenge.definition)
})
