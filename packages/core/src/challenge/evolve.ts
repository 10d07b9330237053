import type { Challenge, PublishedChallenge } from "./Challenge.ts"
import type { ChallengeEvent } from "./events.ts"
import { latestOf } from "./series.ts"

const defect = (challenge: Challenge, event: ChallengeEvent): never => {
  throw new Error(`${event._tag} cannot apply to a challenge that is ${challenge._tag}`)
}

/**
 * The challenge after an event, its version one higher. Never fails on an event that `decide` gave for this state; any
 * other event is a defect. `NothingChanged` changes nothing.
 */
export const evolve = (challenge: Challenge, event: ChallengeEvent): Challenge => {
  const { id, organiser, definition } = challenge
  const base = { id, organiser, definition, version: challenge.version + 1 }
  switch (event._tag) {
    case "NothingChanged":
      return challenge
    case "DefinitionRevised":
      return { _tag: "Draft", ...base, definition: event.definition, draftedAt: event.at }
    case "DraftArchived":
      return challenge._tag === "Draft"
        ? { ...challenge, version: base.version, archivedAt: event.at }
        : defect(challenge, event)
    case "ChallengePublished":
      return { _tag: "Published", ...base, rulesHash: event.rulesHash, publishedAt: event.at }
    case "ChallengeCancelled":
      return {
        _tag: "Cancelled",
        ...base,
        cancelledAt: event.at,
        reason: event.reason,
        ...("publishedAt" in challenge && challenge.publishedAt !== undefined
          ? { publishedAt: challenge.publishedAt }
          : {})
      }
    default: {
      if (challenge._tag === "Draft" || challenge._tag === "Cancelled") return defect(challenge, event)
      return evolvePublished(challenge, event)
    }
  }
}

/** Through which day boards are kept, as long as the window is open. */
const kept = (challenge: PublishedChallenge) =>
  challenge._tag === "Running" && challenge.keptThrough !== undefined ? { keptThrough: challenge.keptThrough } : {}

const evolvePublished = (challenge: PublishedChallenge, event: ChallengeEvent): Challenge => {
  const { id, organiser, definition, rulesHash, publishedAt, series } = challenge
  const base = {
    id,
    organiser,
    definition,
    rulesHash,
    publishedAt,
    version: challenge.version + 1,
    ...(series === undefined ? {} : { series })
  }
  switch (event._tag) {
    case "ChallengeStarted":
      return { _tag: "Running", ...base }
    case "BoardsKept":
      return challenge._tag === "Running"
        ? { ...challenge, version: base.version, keptThrough: event.through }
        : defect(challenge, event)
    case "BoardFrozen":
      return challenge._tag === "Running" || challenge._tag === "Closing"
        ? { _tag: challenge._tag, ...base, ...kept(challenge), frozenAt: event.at }
        : defect(challenge, event)
    case "BoardUnfrozen":
      return challenge._tag === "Running" || challenge._tag === "Closing"
        ? { _tag: challenge._tag, ...base, ...kept(challenge), thawedAt: event.at }
        : defect(challenge, event)
    case "ChallengeClosed": {
      if (challenge._tag !== "Running") return defect(challenge, event)
      const { keptThrough: _, ...running } = challenge
      return { ...running, _tag: "Closing", version: base.version }
    }
    case "ChallengeFinished":
      return { _tag: "Final", ...base, standingsHash: event.standingsHash, finalAt: event.at }
    case "SeriesMoved":
      return { ...challenge, version: base.version, series: { ...series, through: event.through } }
    case "SeriesEnded":
      return { ...challenge, version: base.version, series: { through: latestOf(challenge), endedAt: event.at } }
    case "StandingsRestated":
      return challenge._tag === "Final" || challenge._tag === "Settled"
        ? { ...challenge, version: base.version, standingsHash: event.standingsHash }
        : defect(challenge, event)
    case "PoolClosed":
      return challenge._tag === "Final"
        ? { ...challenge, version: base.version, poolClosedAt: event.at }
        : defect(challenge, event)
    case "ChallengeSettled":
      return challenge._tag === "Final"
        ? {
            _tag: "Settled",
            ...base,
            standingsHash: challenge.standingsHash,
            finalAt: challenge.finalAt,
            settledAt: event.at
          }
        : defect(challenge, event)
    default:
      return defect(challenge, event)
  }
}
