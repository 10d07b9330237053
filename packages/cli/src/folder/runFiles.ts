import { relative, sep } from "node:path"
import type { FileFormat } from "../input/activityRows.ts"
import type { Digest } from "../input/hashed.ts"
import { jsonText } from "../output/jsonText.ts"
import { outputFiles } from "../run/outputFiles.ts"
import type { RunRequest } from "../run/RunRequest.ts"
import type { RunResult } from "../run/RunResult.ts"
import { type Inputs, inputsName } from "./Inputs.ts"
import { manifestName, type OutputFolder } from "./OutputFolder.ts"

/** The copy of the definition in the folder of a run. */
export const definitionName = "challenge.json"

/** Copies of what can be read only once; `inputs.json` has their hashes. */
export const copiesName = "inputs"

/** Where the inputs of a run are, as full paths. */
export interface InputPaths {
  readonly definition: string
  readonly activities: string
  readonly entries?: string
}

const plainDigest = ({ bytes, sha256 }: Digest): Digest => ({ bytes, sha256 })

/** What a run was computed from, with paths relative to the folder of the run. */
export const inputsOf = (
  dir: string,
  paths: InputPaths,
  definition: Digest,
  { activities, reading, entries, dates, secret }: RunRequest
): Inputs => {
  const at = (path: string): string => relative(dir, path).split(sep).join("/")
  const format: FileFormat = reading.format
  return {
    _v: 1,
    definition: { path: at(paths.definition), ...plainDigest(definition) },
    activities: {
      path: at(paths.activities),
      ...activities.digest(),
      format,
      ...(reading.delimiter === undefined ? {} : { delimiter: reading.delimiter }),
      map: Object.fromEntries(reading.mapping)
    },
    ...(entries === undefined || paths.entries === undefined
      ? {}
      : { entries: { path: at(paths.entries), ...entries.source.digest(), format: entries.format } }),
    ...(dates === undefined ? {} : { dates: dates.text }),
    ...(secret === undefined ? {} : { secret })
  }
}

/** Writes all files of a run into a folder; the manifest with the hashes of all others comes last. */
export const writeRun = async (
  folder: OutputFolder,
  definition: Buffer,
  inputs: Inputs,
  result: RunResult
): Promise<void> => {
  for (const { name, pieces } of outputFiles(result)) await folder.write(name, pieces)
  await folder.write(definitionName, [definition.toString("utf8")])
  await folder.write(inputsName, [jsonText(inputs)])
  const files = Object.fromEntries(
    folder.files
      .filter(({ name }) => !name.startsWith(`${copiesName}/`))
      .map(({ name, bytes, sha256 }) => [name, { bytes, sha256 }])
  )
  await folder.write(manifestName, [jsonText({ _v: 1, files })])
}
