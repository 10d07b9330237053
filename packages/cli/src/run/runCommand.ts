import { createHash } from "node:crypto"
import { resolve, sep } from "node:path"
import { readDefinition } from "../definition/readDefinition.ts"
import { OutputFolder } from "../folder/OutputFolder.ts"
import type { Io } from "../Io.ts"
import { hashed } from "../input/hashed.ts"
import { parseMapping } from "../input/Mapping.ts"
import { openSource } from "../input/openSource.ts"
import { readBytes, textOf } from "../input/readText.ts"
import { Progress } from "../output/Progress.ts"
import { Ended, Problem } from "../Problem.ts"
import { compute, type RunResult } from "./compute.ts"
import { readDates } from "./dates.ts"
import { printRun } from "./printRun.ts"
import { formatOf, type RunOptions, readDelimiter, readRunOptions, readTop } from "./RunOptions.ts"
import type { RunRequest } from "./RunRequest.ts"
import { copiesName, type InputPaths, inputsOf, writeRun } from "./runFiles.ts"
import { rowText } from "./Tally.ts"

/** At most this many rows are named when a strict run is refused. */
const namedRows = 10

/** `laurel run`: a whole challenge over files. */
export const runCommand = async (
  definitionPath: string,
  given: Readonly<Record<string, unknown>>,
  io: Io
): Promise<void> => {
  const options = readRunOptions(given)
  const top = readTop(options.top)
  const bytes = await readBytes(io, definitionPath)
  const definition = readDefinition(bytes, definitionPath)
  const common = { definition, ...readDates(options.dates), ...(await secretOf(io, options)) }
  const folder = options.out === undefined ? undefined : await openFolder(io, options.out, options, definitionPath)
  const progress = new Progress(io, "reading")
  try {
    const request = { ...common, ...(await sourcesOf(io, options, folder)) }
    const result = await compute(request, progress, io.signal)
    if (options.strict === true) refuseUnusable(result, request.activities.name)
    if (folder !== undefined) {
      progress.say("writing")
      const digest = { bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") }
      await writeRun(
        folder,
        bytes,
        inputsOf(folder.path, pathsOf(io, options, definitionPath, folder), digest, request),
        result
      )
      await folder.finish()
    }
    progress.end()
    printRun(
      result,
      {
        top,
        json: options.json === true,
        activities: request.activities.name,
        ...(folder === undefined ? {} : { out: folder.name })
      },
      io
    )
    if (notUsed(result) > 0) throw new Ended("partial")
  } finally {
    progress.end()
    await folder?.discard()
  }
}

/** Rows and entries that could not be used: what ends a run with 5. */
export const notUsed = ({ tally, refusedEntries }: RunResult): number => tally.unusable + refusedEntries.length

const openFolder = async (io: Io, out: string, options: RunOptions, definition: string): Promise<OutputFolder> => {
  const dir = resolve(io.cwd, out)
  const inside = [definition, options.activities, options.entries]
    .filter((path) => path !== undefined && path !== "-")
    .find((path) => resolve(io.cwd, path ?? "").startsWith(dir + sep))
  if (inside === undefined) return OutputFolder.open(io, out, options.force === true)
  throw new Problem({
    exit: "usage",
    code: "input-in-output",
    title: `${inside} lies in ${out}, which would be replaced`,
    where: "--out",
    remedy: "write into another folder"
  })
}

const secretOf = async (io: Io, { secretFile }: RunOptions): Promise<Pick<RunRequest, "secret">> =>
  secretFile === undefined ? {} : { secret: textOf(await readBytes(io, secretFile), secretFile).replace(/\r?\n$/, "") }

const copyName = ({ format }: RunOptions): string => `${copiesName}/activities.${format ?? "csv"}`

const sourcesOf = async (
  io: Io,
  options: RunOptions,
  folder: OutputFolder | undefined
): Promise<Omit<RunRequest, "definition">> => {
  const { activities, entries, map = [], delimiter } = options
  return {
    activities: hashed(await openActivities(io, options, folder)),
    reading: {
      format: formatOf(activities, options.format),
      mapping: parseMapping(map),
      ...(delimiter === undefined ? {} : { delimiter: readDelimiter(delimiter) })
    },
    ...(entries === undefined
      ? {}
      : { entries: { source: hashed(await openSource(io, entries)), format: formatOf(entries) } })
  }
}

/** Standard input can be read only once: with a folder to write it is copied there first, so that it can be verified. */
const openActivities = async (io: Io, options: RunOptions, folder: OutputFolder | undefined) => {
  const source = await openSource(io, options.activities)
  if (options.activities !== "-" || folder === undefined) return source
  await folder.write(copyName(options), source.chunks)
  return { ...(await openSource(io, `${folder.partial}/${copyName(options)}`)), name: source.name }
}

const pathsOf = (io: Io, options: RunOptions, definition: string, folder: OutputFolder): InputPaths => ({
  definition: resolve(io.cwd, definition),
  activities: options.activities === "-" ? `${folder.path}/${copyName(options)}` : resolve(io.cwd, options.activities),
  ...(options.entries === undefined ? {} : { entries: resolve(io.cwd, options.entries) })
})

const refuseUnusable = (result: RunResult, activities: string): void => {
  const count = notUsed(result)
  if (count === 0) return
  const rows = result.tally.reports.filter(({ unusable }) => unusable === true)
  throw new Problem({
    exit: "badInput",
    code: "unusable-rows",
    title: `${count} ${count === 1 ? "row" : "rows"} cannot be used; with --strict nothing is written`,
    mistakes: rows.slice(0, namedRows).map((row) => ({ where: `${activities}:${row.line}`, message: rowText(row) })),
    remedy: "correct these rows, or run without --strict to leave them out"
  })
}
