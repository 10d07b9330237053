import { advance, type ChallengeDefinition, type EntryOutcome, join } from "@laurel/core/challenge"
import { formatAmount, type Instant } from "@laurel/core/shared"
import { Schema } from "effect"
import { entryOf, entryRows } from "../../input/entryRows.ts"
import { formatOf } from "../../input/fileFormat.ts"
import { openSource } from "../../input/openSource.ts"
import { makeReadDate } from "../../input/readDate.ts"
import type { Io } from "../../io/Io.ts"
import { Ended, Problem } from "../../io/Problem.ts"
import { plural } from "../../output/plural.ts"
import type { Applicant } from "../../run/Admission.ts"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { confirmMoney } from "../../session/confirm.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"
import { warnEmbedded } from "../../session/warnEmbedded.ts"

const readOptions = Schema.decodeUnknownSync(
  Schema.Struct({
    file: Schema.optionalKey(Schema.String),
    team: Schema.optionalKey(Schema.String),
    division: Schema.optionalKey(Schema.String),
    enteredAt: Schema.optionalKey(Schema.String),
    yes: Schema.optionalKey(Schema.Boolean)
  })
)
type Options = ReturnType<typeof readOptions>

/** `laurel entry add`: people enter, by name or from a file. Who has entered before stays as they are. */
export const addCommand = async (
  id: string,
  users: ReadonlyArray<string>,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const options = readOptions(given)
  const challengeId = challengeIdOf(id)
  if ((users.length === 0) === (options.file === undefined)) throw whoEnters()
  await onStore(given, house, async (session) => {
    const { definition } = await session.run(advance(challengeId))
    const rows = await rowsOf(users, options, definition, session.now(), house.io)
    const { minorUnits, text } = feesOf(definition, rows)
    if (minorUnits > 0n) {
      warnEmbedded(session)
      await confirmMoney(session, options, `${text} of entry fees are booked as paid`)
    }
    const outcomes = await session.change(
      join(
        challengeId,
        rows.map(({ entry }) => entry)
      )
    )
    const answers = rows.map((row, at) => answerOf(row, outcomes[at]))
    const count = (outcome: string): number => answers.filter((answer) => answer.outcome === outcome).length
    const refused = answers.filter(({ outcome }) => outcome === "EntryRefused")
    const entered = rows.filter((_, at) => answers[at]?.outcome === "Entered")
    const booked = feesOf(definition, entered)
    show(
      session,
      {
        challenge: challengeId,
        entered: entered.length,
        ...(minorUnits > 0n ? { feesMinorUnits: booked.minorUnits, currency: definition.currency } : {}),
        alreadyEntered: count("AlreadyEntered"),
        refused
      },
      () =>
        `${plural(entered.length, "participant")} entered, ${count("AlreadyEntered")} had entered before.\n` +
        (booked.minorUnits > 0n ? `${booked.text} of entry fees booked as paid.\n` : "") +
        refused
          .map(
            ({ participant, line, reason }) =>
              `  ${participant}${line === undefined ? "" : ` (line ${line})`} refused: ${reason}\n`
          )
          .join("")
    )
    if (refused.length > 0) throw new Ended("partial")
  })
}

const whoEnters = (): Problem =>
  new Problem({
    exit: "usage",
    code: "who-enters",
    title: "name who enters, or a file that does, and not both",
    where: "users",
    remedy: "laurel entry add steps ada lin, or laurel entry add steps --file entries.csv"
  })

const rowsOf = async (
  users: ReadonlyArray<string>,
  { file, team, division, enteredAt }: Options,
  definition: ChallengeDefinition,
  now: Instant,
  io: Io
): Promise<ReadonlyArray<Applicant>> => {
  const readDate = makeReadDate({ dayStartsAt: definition.dayStartsAt })
  const at = enteredAt === undefined ? now : instantIn(enteredAt, readDate(enteredAt, definition.zone))
  if (file !== undefined) return entryRows(await openSource(io, file), formatOf(file), definition, readDate, at)
  return users.map((user) => ({
    entry: entryOf(
      definition,
      { user, ...(team === undefined ? {} : { team }), ...(division === undefined ? {} : { division }) },
      at
    )
  }))
}

const instantIn = (text: string, read: Instant | string): Instant => {
  if (typeof read !== "string") return read
  throw new Problem({
    exit: "usage",
    code: "wrong-entered-at",
    title: `--entered-at ${read}`,
    where: text,
    remedy: "write it as 2026-01-31T08:00:00Z"
  })
}

const feesOf = ({ currency }: ChallengeDefinition, rows: ReadonlyArray<Applicant>) => {
  const minorUnits = rows.reduce((sum, { entry }) => sum + (entry.fee?.minorUnits ?? 0n), 0n)
  return { minorUnits, text: currency === undefined ? "" : `${formatAmount(minorUnits, currency)} ${currency}` }
}

const answerOf = ({ entry, line }: Applicant, outcome: EntryOutcome | undefined) => ({
  participant: entry.participantId,
  ...(line === undefined ? {} : { line }),
  outcome: outcome?._tag ?? "EntryRefused",
  ...(outcome?._tag === "EntryRefused"
    ? { reason: outcome.field === undefined ? outcome.reason : `${outcome.reason} (${outcome.field})` }
    : {})
})
