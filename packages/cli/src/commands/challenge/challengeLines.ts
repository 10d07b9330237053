import { type Challenge, nextDue, scheduleOf } from "@laurel/core/challenge"
import { instantsIn } from "../../output/instantsIn.ts"
import { wordsOf } from "../../output/wordsOf.ts"
import { allowedCommands } from "./allowedCommands.ts"

type Line = readonly [label: string, text: string]

/** A challenge for people: one fact a line, its times as they are in its own zone. */
export const challengeLines = (challenge: Challenge): ReadonlyArray<Line> => {
  const { start, end, entriesOpen, entriesClose, graceEnds } = scheduleOf(challenge.definition)
  const due = nextDue(challenge)
  const said = instantsIn(challenge.definition.zone)
  const line = (label: string, text: string | undefined): ReadonlyArray<Line> =>
    text === undefined ? [] : [[label, text]]
  return [
    ["challenge", `${challenge.definition.name} (${challenge.id})`],
    ["state", challenge._tag === "Cancelled" ? `cancelled: ${challenge.reason}` : wordsOf(challenge._tag)],
    ["version", `${challenge.version}`],
    ["organiser", challenge.organiser],
    ["zone", challenge.definition.zone],
    ["window", `${said(start)} until before ${said(end)}`],
    [
      "entries",
      `${entriesOpen === undefined ? "from publication" : said(entriesOpen)} until before ${said(entriesClose)}`
    ],
    ["late data", `until ${said(graceEnds)}`],
    ...line("next", due === undefined ? undefined : `${wordsOf(due.command)} at ${said(due.due)}`),
    ...line("rules", "rulesHash" in challenge ? challenge.rulesHash : undefined),
    ...line("standings", "standingsHash" in challenge ? challenge.standingsHash : undefined),
    ["allows", allowedCommands(challenge).join(", ") || "nothing more"]
  ]
}
