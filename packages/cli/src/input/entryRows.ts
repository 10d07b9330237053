import { type ChallengeDefinition, Entry } from "@laurel/core/challenge"
import { entryFeeAt } from "@laurel/core/prize"
import { decoderOf, formatInstant, formatPath, type Instant, ParticipantId, UserId } from "@laurel/core/shared"
import { Result, Schema } from "effect"
import { type Mistake, Problem } from "../io/Problem.ts"
import type { FileFormat } from "./activityRows.ts"
import type { ByteSource } from "./ByteSource.ts"
import { csvRecords } from "./csvRecords.ts"
import { detectDelimiter } from "./detectDelimiter.ts"
import { cellOf, jsonRecords } from "./jsonRecords.ts"
import { didYouMean } from "./nearest.ts"
import type { ReadDate } from "./readDate.ts"
import { suggestion } from "./suggestion.ts"

/** The columns that a file of entries may have; only `user` must be there. */
export const entryColumns = [
  "user",
  "participant",
  "team",
  "division",
  "zone",
  "handicap",
  "enteredAt",
  "categories",
  "eligibility",
  "status"
] as const

/** At most this many mistakes are listed; who corrects ten sees the rest. */
const listedMistakes = 10

/** An entry and the line it stands on. */
export interface EntryRow {
  readonly entry: Entry
  readonly line: number
}

const decodeEntry = decoderOf(Entry)
const columnOfField: Readonly<Record<string, string>> = { userId: "user", participantId: "participant" }

type Cells = (column: (typeof entryColumns)[number]) => string

/** What an entry costs at an instant, paid by the participant: nothing where entry is free. */
export const feeOf = (definition: ChallengeDefinition, payer: string, enteredAt: Instant): Pick<Entry, "fee"> => {
  const minorUnits = definition.prizes === undefined ? 0n : entryFeeAt(definition.prizes.funding, enteredAt)
  return minorUnits === 0n ? {} : { fee: { payer, minorUnits } }
}

const decodeUser = Schema.decodeUnknownSync(UserId)
const decodeParticipant = Schema.decodeUnknownSync(ParticipantId)

/** The entry of a user of whom nothing else is known: it takes part as itself, from `enteredAt` on. */
export const plainEntry = (definition: ChallengeDefinition, user: string, enteredAt: Instant): Entry => ({
  participantId: decodeParticipant(user),
  userId: decodeUser(user),
  enteredAt,
  categories: [],
  status: "Active",
  ...feeOf(definition, user, enteredAt)
})

/** The entry of somebody who is named on the command line; what cannot be one is a problem (exit 64). */
export const entryOf = (
  definition: ChallengeDefinition,
  values: Readonly<Partial<Record<(typeof entryColumns)[number], string>>>,
  enteredAt: Instant
): Entry => {
  const entry = readEntry(
    (column) => values[column] ?? "",
    definition,
    () => enteredAt,
    enteredAt
  )
  if (Result.isSuccess(entry)) return entry.success
  throw new Problem({
    exit: "usage",
    code: "wrong-entry",
    title: `${values.user} cannot enter: ${entry.failure.join("; ")}`,
    where: "users",
    remedy: "correct the name, the team or the division"
  })
}

const given = (key: string, text: string) => (text === "" ? {} : { [key]: text })

const readEntry = (
  cells: Cells,
  definition: ChallengeDefinition,
  readDate: ReadDate,
  published: Instant
): Result.Result<Entry, ReadonlyArray<string>> => {
  if (cells("user") === "") return Result.fail(["user is empty"])
  const enteredAt = cells("enteredAt") === "" ? published : readDate(cells("enteredAt"), definition.zone)
  if (typeof enteredAt === "string") return Result.fail([`enteredAt ${enteredAt}`])
  const participantId = cells("participant") === "" ? cells("user") : cells("participant")
  const { fee } = feeOf(definition, participantId, enteredAt)
  const encoded = {
    userId: cells("user"),
    participantId,
    enteredAt: formatInstant(enteredAt),
    ...given("team", cells("team")),
    ...given("division", cells("division")),
    ...given("zone", cells("zone")),
    ...given("handicap", cells("handicap")),
    ...given("eligibility", cells("eligibility")),
    ...given("status", cells("status")),
    categories: cells("categories")
      .split("|")
      .map((category) => category.trim())
      .filter((category) => category !== ""),
    ...(fee === undefined ? {} : { fee: { payer: fee.payer, minorUnits: `${fee.minorUnits}` } })
  }
  return Result.mapError(decodeEntry(encoded), (flaws) =>
    flaws.map((flaw) => {
      const [field = "entry", ...within] = flaw.path
      return `${formatPath([columnOfField[field] ?? field, ...within])} ${flaw.message}${suggestion(flaw, encoded)}`
    })
  )
}

/**
 * Reads a file of entries as a whole. Any row that cannot be read makes the file unusable (exit 65): an entry that is
 * silently missing would change who wins. Up to ten mistakes are named with their lines.
 */
export const entryRows = async (
  source: ByteSource,
  format: FileFormat,
  definition: ChallengeDefinition,
  readDate: ReadDate,
  published: Instant
): Promise<ReadonlyArray<EntryRow>> => {
  const rows: Array<EntryRow> = []
  const mistakes: Array<Mistake> = []
  const take = (cells: Cells, line: number): void => {
    const entry = readEntry(cells, definition, readDate, published)
    if (Result.isSuccess(entry)) rows.push({ entry: entry.success, line })
    else for (const message of entry.failure) mistakes.push({ where: `${source.name}:${line}`, message })
  }
  const records =
    format === "csv"
      ? csv(source, take)
      : jsonRecords(
          source,
          (object, line) => take((column) => jsonCell(object, column), line),
          (line) => void mistakes.push({ where: `${source.name}:${line}`, message: "is no JSON object" })
        )
  for await (const _bytes of records) if (mistakes.length >= listedMistakes) break
  if (mistakes.length > 0) throw wrongEntries(source.name, mistakes.slice(0, listedMistakes))
  if (rows.length === 0) throw noEntries(source.name)
  return rows
}

const jsonCell = (object: Readonly<Record<string, unknown>>, column: string): string => {
  const value = Object.hasOwn(object, column) ? object[column] : undefined
  return Array.isArray(value) ? value.join("|") : cellOf(object, column)
}

const csv = (source: ByteSource, take: (cells: Cells, line: number) => void) => {
  const known: ReadonlyArray<string> = entryColumns
  return csvRecords(source, {
    delimiterFor: (firstLine) => detectDelimiter(firstLine, (header) => header.some((cell) => cell.trim() === "user")),
    open: (cells) => {
      const header = cells.map((cell) => cell.trim())
      const strange = header.find((name) => !known.includes(name))
      if (strange !== undefined || !header.includes("user")) throw wrongHeader(source.name, header, strange)
      return (record, line) => take((column) => (record[header.indexOf(column)] ?? "").trim(), line)
    }
  })
}

const wrongHeader = (name: string, header: ReadonlyArray<string>, strange: string | undefined): Problem =>
  new Problem({
    exit: "badInput",
    code: header.includes("user") ? "unknown-column" : "missing-column",
    title: header.includes("user")
      ? `${name} has a column "${strange}" that entries do not have${didYouMean(strange ?? "", entryColumns)}`
      : `${name} has no column "user"\n  its columns: ${header.join(", ")}`,
    where: `${name}:1`,
    remedy: `the columns of entries are ${entryColumns.join(", ")}; only user is required`
  })

const wrongEntries = (name: string, mistakes: ReadonlyArray<Mistake>): Problem =>
  new Problem({
    exit: "badInput",
    code: "wrong-entries",
    title: `${name} has entries that cannot be read`,
    mistakes,
    remedy: "correct them: every entry must be right before prizes can be"
  })

const noEntries = (name: string): Problem =>
  new Problem({
    exit: "badInput",
    code: "empty-file",
    title: `${name} has no entries`,
    where: name,
    remedy: "check that this is the file you mean; it needs a header line and at least one row"
  })
