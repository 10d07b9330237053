import { type Challenge, nextDue, scheduleOf } from "@laurel/core/challenge"
import { formatInstant } from "@laurel/core/shared"
import { allowedCommands } from "./allowedCommands.ts"

/** A challenge for programs. */
export const challengeJson = (challenge: Challenge) => {
  const { start, end, entriesOpen, entriesClose, graceEnds } = scheduleOf(challenge.definition)
  const due = nextDue(challenge)
  return {
    challenge: challenge.id,
    name: challenge.definition.name,
    state: challenge._tag,
    version: challenge.version,
    organiser: challenge.organiser,
    ...("rulesHash" in challenge ? { rulesHash: challenge.rulesHash } : {}),
    ...("standingsHash" in challenge ? { standingsHash: challenge.standingsHash } : {}),
    ...(challenge._tag === "Cancelled" ? { reason: challenge.reason } : {}),
    window: { start: formatInstant(start), end: formatInstant(end) },
    entries: {
      ...(entriesOpen === undefined ? {} : { open: formatInstant(entriesOpen) }),
      close: formatInstant(entriesClose)
    },
    graceEnds: formatInstant(graceEnds),
    ...(due === undefined ? {} : { next: { step: due.command, due: formatInstant(due.due) } }),
    allows: allowedCommands(challenge)
  }
}
