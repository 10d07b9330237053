import type { KnownChallenge } from "@laurel/core/access"
import { type EntryRefusal, feeDueAt, scheduleOf } from "@laurel/core/challenge"
import { formatInstant, type Instant } from "@laurel/core/shared"

/** Why nobody was entered, in a sentence that says what would be taken. */
export const whyRefused = (
  reason: EntryRefusal,
  { definition }: KnownChallenge,
  at: Instant,
  field = "content"
): string => {
  const { entriesOpen, entriesClose } = scheduleOf(definition)
  const why: Readonly<Record<EntryRefusal, string>> = {
    ChallengeNotOpen: "the challenge takes no entries as it is now; its state says why",
    EnteredInFuture: "it says that it was made at an instant that has not come",
    EntriesNotOpenYet: `entries open at ${entriesOpen === undefined ? "another time" : formatInstant(entriesOpen)}`,
    EntriesClosed: `entries closed at ${formatInstant(entriesClose)}`,
    UnknownDivision:
      definition.divisions.length === 0
        ? "the challenge has no divisions; name none"
        : `\`division\` has to be one of ${definition.divisions.join(", ")}`,
    TeamMismatch:
      definition.teams === undefined
        ? "the challenge is not run by teams; name none"
        : "the challenge is run by teams; name one as `team`",
    WrongFee: feeText(feeDueAt(definition, at), definition.currency),
    EntryConflict: `the participant or the user has entered already, with another ${field}`,
    FieldFull: "every place of the challenge is taken",
    TeamFull: "every place of the team is taken"
  }
  return why[reason]
}

const feeText = (due: bigint, currency = ""): string =>
  due === 0n
    ? "entering costs nothing now; name no `fee`"
    : `entering costs ${due} minor units of ${currency} now; name them as \`fee.minor_units\``
