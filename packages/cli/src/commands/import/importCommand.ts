import { advance, type Challenge, Entries } from "@laurel/core/challenge"
import type { ChallengeId } from "@laurel/core/shared"
import { Effect } from "effect"
import { formatOf, readDelimiter } from "../../input/fileFormat.ts"
import { parseMapping } from "../../input/Mapping.ts"
import { makeTerms } from "../../input/makeTerms.ts"
import { openSource } from "../../input/openSource.ts"
import { makeReadDate } from "../../input/readDate.ts"
import { Ended, Problem } from "../../io/Problem.ts"
import { Progress } from "../../output/Progress.ts"
import { readDates } from "../../run/readDates.ts"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import type { Session } from "../../session/Session.ts"
import { type ImportOptions, readImportOptions } from "./ImportOptions.ts"
import { type Imported, importRows } from "./importRows.ts"
import { printImport } from "./printImport.ts"
import { RefusedRows } from "./RefusedRows.ts"

/** `laurel import`: the activities of a file are recorded, batch by batch, each in a transaction of its own. */
export const importCommand = async (
  id: string,
  file: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const options = readImportOptions(given)
  const challengeId = challengeIdOf(id)
  await onStore(given, house, async (session) => {
    const imported = await importFile(session, challengeId, file, options)
    printImport(session, challengeId, file, imported, options.report)
    if (imported.tally.unusable + imported.refusedEntries.length > 0) throw new Ended("partial")
  })
}

const importFile = async (
  session: Session,
  challengeId: ChallengeId,
  file: string,
  options: ImportOptions
): Promise<Imported> => {
  const { io } = session
  const { challenge, entries } = await session.run(opened(challengeId))
  takesActivities(challenge)
  const { definition } = challenge
  const readDate = makeReadDate({
    dayStartsAt: definition.dayStartsAt,
    ...patternOf(options.dates)
  })
  const progress = new Progress(io, "importing")
  const refused = options.report === undefined ? undefined : await RefusedRows.open(io, options.report)
  try {
    return await importRows(session, {
      challenge,
      file,
      open: () => openSource(io, file),
      terms: makeTerms(definition, entries, readDate),
      reading: {
        format: formatOf(file, options.format),
        mapping: parseMapping(options.map ?? []),
        ...(options.delimiter === undefined ? {} : { delimiter: readDelimiter(options.delimiter) })
      },
      enters: options.enter === true,
      progress,
      ...(refused === undefined ? {} : { refused })
    })
  } catch (error) {
    throw error instanceof Problem && error.facts.code === "cancelled" ? interrupted(session) : error
  } finally {
    progress.end()
    await refused?.close()
  }
}

const patternOf = (text: string | undefined) => {
  const { dates } = readDates(text)
  return dates === undefined ? {} : { pattern: dates }
}

const interrupted = ({ dryRun }: Session): Problem =>
  new Problem({
    exit: "cancelled",
    code: "cancelled",
    title: dryRun ? "cancelled; nothing was kept" : "cancelled; the rows imported so far are kept",
    remedy: "run the same command again: what is there already changes nothing"
  })

const opened = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const challenge = yield* advance(challengeId)
  return { challenge, entries: yield* (yield* Entries).all(challengeId) }
})

/** Where every row would be refused for the state of the challenge, that is said once. */
const takesActivities = ({ id, _tag }: Challenge): void => {
  if (_tag === "Running" || _tag === "Closing") return
  throw new Problem({
    exit: "conflict",
    code: "challenge-not-open",
    title: `challenge ${id} is ${_tag} and takes no activities`,
    where: id,
    remedy: "laurel challenge show tells when its window is open"
  })
}
