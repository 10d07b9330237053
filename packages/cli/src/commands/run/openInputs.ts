import { resolve } from "node:path"
import type { OutputFolder } from "../../folder/OutputFolder.ts"
import { copiesName, type InputPaths } from "../../folder/runFiles.ts"
import { formatOf, readDelimiter } from "../../input/fileFormat.ts"
import { hashed } from "../../input/hashed.ts"
import { parseMapping } from "../../input/Mapping.ts"
import { openSource } from "../../input/openSource.ts"
import { readBytes, textOf } from "../../input/readText.ts"
import type { Io } from "../../io/Io.ts"
import type { RunRequest } from "../../run/RunRequest.ts"
import type { RunOptions } from "./RunOptions.ts"

/** Opens everything that a run reads besides its definition. */
export const openInputs = async (
  io: Io,
  options: RunOptions,
  folder: OutputFolder | undefined
): Promise<Omit<RunRequest, "definition" | "dates">> => {
  const { activities, entries, map = [], delimiter } = options
  return {
    ...(await secretOf(io, options)),
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

/** Where the inputs of a run are: a copy in its folder is what can be read only once. */
export const pathsOf = (io: Io, options: RunOptions, definition: string, folder: OutputFolder): InputPaths => ({
  definition: resolve(io.cwd, definition),
  activities: options.activities === "-" ? `${folder.path}/${copyName(options)}` : resolve(io.cwd, options.activities),
  ...(options.entries === undefined ? {} : { entries: resolve(io.cwd, options.entries) })
})

const secretOf = async (io: Io, { secretFile }: RunOptions): Promise<Pick<RunRequest, "secret">> =>
  secretFile === undefined ? {} : { secret: textOf(await readBytes(io, secretFile), secretFile).replace(/\r?\n$/, "") }

const copyName = ({ format }: RunOptions): string => `${copiesName}/activities.${format ?? "csv"}`

/** Standard input can be read only once: with a folder to write it is copied there first, so that it can be verified. */
const openActivities = async (io: Io, options: RunOptions, folder: OutputFolder | undefined) => {
  const source = await openSource(io, options.activities)
  if (options.activities !== "-" || folder === undefined) return source
  await folder.write(copyName(options), source.chunks)
  return { ...(await openSource(io, `${folder.partial}/${copyName(options)}`)), name: source.name }
}
