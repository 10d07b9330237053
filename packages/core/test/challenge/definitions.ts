import { type Challenge, type ChallengeDefinition, decodeDefinition } from "@laurel/core/challenge"
import { ChallengeId, PrincipalId } from "@laurel/core/shared"
import { Result } from "effect"

/** A small sound definition; `changes` replace whole fields of its JSON. */
export const definitionJson = (changes: Readonly<Record<string, unknown>> = {}) => ({
  id: "spring",
  name: "Spring steps",
  zone: "Europe/Berlin",
  window: { start: "2026-03-01", end: "2026-04-01" },
  graceHours: 48,
  entries: { minimum: 2 },
  metrics: [{ name: "steps" }],
  score: { _tag: "Total", metric: "steps" },
  ...changes
})

export const definitionOf = (changes: Readonly<Record<string, unknown>> = {}): ChallengeDefinition =>
  Result.getOrThrow(decodeDefinition(definitionJson(changes)))

export const organiser = PrincipalId.make("olivia")
export const stranger = PrincipalId.make("mallory")

const hash = "0".repeat(64)

/** One challenge in each state, at the same version. */
export const inEveryState = (
  definition: ChallengeDefinition
): { readonly [State in Challenge["_tag"]]: Extract<Challenge, { readonly _tag: State }> } => {
  const always = { id: ChallengeId.make("spring"), version: 3, organiser, definition }
  const published = { ...always, rulesHash: hash, publishedAt: 0 }
  const final = { ...published, standingsHash: hash, finalAt: 0 }
  return {
    Draft: { _tag: "Draft", ...always, draftedAt: 0 },
    Published: { _tag: "Published", ...published },
    Running: { _tag: "Running", ...published },
    Closing: { _tag: "Closing", ...published },
    Final: { _tag: "Final", ...final },
    Settled: { _tag: "Settled", ...final, settledAt: 0 },
    Cancelled: { _tag: "Cancelled", ...always, cancelledAt: 0, reason: "rain" }
  }
}
