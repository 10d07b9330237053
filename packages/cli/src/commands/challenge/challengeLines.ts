import { type Challenge, challengeAllows, nextDue, scheduleOf } from "@laurel/core/challenge"
import { formatInstant } from "@laurel/core/shared"
import { wordsOf } from "../../output/wordsOf.ts"

type Line = readonly [label: string, text: string]

/** A challenge for people: one fact a line. */
export const challengeLines = (challenge: Challenge): ReadonlyArray<Line> => {
  const { start, end, entriesOpen, entriesClose, graceEnds } = scheduleOf(challenge.definition)
  const due = nextDue(challenge)
  const line = (label: string, text: string | undefined): ReadonlyArray<Line> =>
    text === undefined ? [] : [[label, text]]
  return [
    ["challenge", `${challenge.definition.name} (${challenge.id})`],
    ["state", challenge._tag === "Cancelled" ? `cancelled: ${challenge.reason}` : wordsOf(challenge._tag)],
    ["version", `${challenge.version}`],
    ["organiser", challenge.organiser],
    ["window", `${formatInstant(start)} until before ${formatInstant(end)}`],
    [
      "entries",
      `${entriesOpen === undefined ? "from publication" : formatInstant(entriesOpen)} until before ${formatInstant(entriesClose)}`
    ],
    ["late data", `until ${formatInstant(graceEnds)}`],
    ...line("next", due === undefined ? undefined : `${wordsOf(due.command)} at ${formatInstant(due.due)}`),
    ...line("rules", "rulesHash" in challenge ? challenge.rulesHash : undefined),
    ...line("standings", "standingsHash" in challenge ? challenge.standingsHash : undefined),
    ["allows", challengeAllows(challenge._tag).map(wordsOf).join(", ") || "nothing more"]
  ]
}
