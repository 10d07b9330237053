import { resolve, sep } from "node:path"
import { readDefinition } from "../../definition/readDefinition.ts"
import { OutputFolder } from "../../folder/OutputFolder.ts"
import { inputsOf, writeRun } from "../../folder/runFiles.ts"
import { digestOfBytes } from "../../input/hashed.ts"
import { readBytes } from "../../input/readText.ts"
import type { Io } from "../../io/Io.ts"
import { Ended, Problem } from "../../io/Problem.ts"
import { Progress } from "../../output/Progress.ts"
import { plural } from "../../output/plural.ts"
import { readTop } from "../../output/readTop.ts"
import { compute } from "../../run/compute.ts"
import type { RunResult } from "../../run/RunResult.ts"
import { readDates } from "../../run/readDates.ts"
import { rowText } from "../../run/Tally.ts"
import { openInputs, pathsOf } from "./openInputs.ts"
import { printRun } from "./printRun.ts"
import { type RunOptions, readRunOptions } from "./RunOptions.ts"

/** At most this many rows are named when a strict run is refused. */
const namedRows = 10

/** `laurel run`: a whole challenge over files. */
export const runCommand = async (path: string, given: Readonly<Record<string, unknown>>, io: Io): Promise<void> => {
  const options = readRunOptions(given)
  const top = readTop(options.top)
  const bytes = await readBytes(io, path)
  const common = { definition: readDefinition(bytes, path), ...readDates(options.dates) }
  const folder = options.out === undefined ? undefined : await openFolder(io, options.out, options, path)
  const progress = new Progress(io, "reading")
  try {
    const request = { ...common, ...(await openInputs(io, options, folder)) }
    const result = await compute(request, progress, io.signal)
    if (options.strict === true) refuseUnusable(result, request.activities.name)
    if (folder !== undefined) {
      progress.say("writing")
      await writeRun(
        folder,
        bytes,
        inputsOf(folder.path, pathsOf(io, options, path, folder), digestOfBytes(bytes), request),
        result
      )
      await folder.finish()
    }
    progress.end()
    const out = folder === undefined ? {} : { out: folder.name }
    printRun(result, { top, json: options.json === true, activities: request.activities.name, ...out }, io)
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

const refuseUnusable = (result: RunResult, activities: string): void => {
  const count = notUsed(result)
  if (count === 0) return
  const rows = result.tally.reports.filter(({ unusable }) => unusable === true)
  throw new Problem({
    exit: "badInput",
    code: "unusable-rows",
    title: `${plural(count, "row")} cannot be used; with --strict nothing is written`,
    mistakes: rows.slice(0, namedRows).map((row) => ({ where: `${activities}:${row.line}`, message: rowText(row) })),
    remedy: "correct these rows, or run without --strict to leave them out"
  })
}
