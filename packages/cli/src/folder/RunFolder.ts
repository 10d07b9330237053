import { readFile, stat } from "node:fs/promises"
import { join, resolve } from "node:path"
import { Result, Schema } from "effect"
import { readDefinition } from "../definition/readDefinition.ts"
import { type Digest, digestOf, hashed } from "../input/hashed.ts"
import { openSource, unreadable } from "../input/openSource.ts"
import type { Io } from "../io/Io.ts"
import { Problem } from "../io/Problem.ts"
import type { RunRequest } from "../run/RunRequest.ts"
import { readDates } from "../run/readDates.ts"
import { Inputs, inputsName } from "./Inputs.ts"
import { manifestName } from "./OutputFolder.ts"
import { definitionName, type InputPaths } from "./runFiles.ts"

const Manifest = Schema.Struct({
  _v: Schema.Literal(1),
  files: Schema.Record(Schema.String, Schema.Struct({ bytes: Schema.Int, sha256: Schema.String }))
})
/** The hashes of all files of a run. */
export type Manifest = typeof Manifest.Type

const decodeManifest = Schema.decodeUnknownResult(Schema.fromJsonString(Manifest))
const decodeInputs = Schema.decodeUnknownResult(Schema.fromJsonString(Inputs))

/** A file of a run that is not what Laurel wrote: a difference (exit 3). */
export const altered = (where: string, title: string): Problem =>
  new Problem({
    exit: "different",
    code: "different",
    title,
    where,
    remedy: "the folder was changed after the run; run again from the inputs to get what they come to"
  })

/** A folder that `laurel run --out` wrote. */
export class RunFolder {
  /** As the user named it. */
  readonly name: string
  readonly path: string
  readonly inputs: Inputs
  readonly manifest: Manifest
  private readonly io: Io

  private constructor(io: Io, name: string, path: string, inputs: Inputs, manifest: Manifest) {
    this.io = io
    this.name = name
    this.path = path
    this.inputs = inputs
    this.manifest = manifest
  }

  /** Opens a folder. One that is not there or that no run wrote is a problem (exit 66); a damaged one is one (exit 3). */
  static async open(io: Io, name: string): Promise<RunFolder> {
    const path = resolve(io.cwd, name)
    const found = await stat(path).catch((error: unknown) => {
      throw unreadable(name, error)
    })
    if (!found.isDirectory()) throw noRun(name)
    const manifest = decodeManifest(await read(name, path, manifestName))
    if (Result.isFailure(manifest)) throw altered(`${name}/${manifestName}`, `${manifestName} is not as a run wrote it`)
    const inputs = decodeInputs(await read(name, path, inputsName))
    if (Result.isFailure(inputs)) throw altered(`${name}/${inputsName}`, `${inputsName} is not as a run wrote it`)
    return new RunFolder(io, name, path, inputs.success, manifest.success)
  }

  /** The definition as it was read. */
  async definition(): Promise<Buffer> {
    return readFile(join(this.path, definitionName)).catch((error: unknown) => {
      throw unreadable(`${this.name}/${definitionName}`, error)
    })
  }

  /** The run that the inputs ask for, from the same files. */
  async request(): Promise<RunRequest> {
    const { activities, entries, dates, secret } = this.inputs
    return {
      definition: readDefinition(await this.definition(), `${this.name}/${definitionName}`),
      activities: hashed(await this.source(activities.path)),
      reading: {
        format: activities.format,
        mapping: new Map(Object.entries(activities.map)),
        ...(activities.delimiter === undefined ? {} : { delimiter: activities.delimiter })
      },
      ...(entries === undefined
        ? {}
        : { entries: { source: hashed(await this.source(entries.path)), format: entries.format } }),
      ...readDates(dates),
      ...(secret === undefined ? {} : { secret })
    }
  }

  /** Where the inputs are now, as full paths. */
  get paths(): InputPaths {
    const at = (path: string): string => resolve(this.path, path)
    const { definition, activities, entries } = this.inputs
    return {
      definition: at(definition.path),
      activities: at(activities.path),
      ...(entries === undefined ? {} : { entries: at(entries.path) })
    }
  }

  /** The hash of one of the folder's own files. */
  async digestOf(file: string): Promise<Digest> {
    return digestOf(await openSource(this.io, join(this.path, file)))
  }

  /** Says so where an input is no longer what the run read (exit 65), or is gone (66). */
  async checkInputs(): Promise<void> {
    for (const recorded of [this.inputs.activities, this.inputs.entries]) {
      if (recorded === undefined) continue
      const { sha256 } = await digestOf(await this.source(recorded.path))
      if (recorded.sha256 !== sha256) throw changed(recorded.path, resolve(this.path, recorded.path))
    }
  }

  private async source(path: string) {
    return { ...(await openSource(this.io, resolve(this.path, path))), name: path }
  }
}

const changed = (name: string, where: string): Problem =>
  new Problem({
    exit: "badInput",
    code: "input-changed",
    title: `${name} has changed since the run read it`,
    where,
    remedy: "put the file back as it was, or run again with the new one"
  })

const noRun = (name: string): Problem =>
  new Problem({
    exit: "noInput",
    code: "no-run",
    title: `${name} is no folder that laurel run wrote`,
    where: name,
    remedy: "name the folder that was given to laurel run --out"
  })

const read = async (name: string, path: string, file: string): Promise<string> => {
  try {
    return await readFile(join(path, file), "utf8")
  } catch {
    throw noRun(name)
  }
}
