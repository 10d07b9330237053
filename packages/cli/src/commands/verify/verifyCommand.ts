import { readFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { inputsName } from "../../folder/Inputs.ts"
import { manifestName, OutputFolder } from "../../folder/OutputFolder.ts"
import { altered, type RunFolder as Folder, RunFolder } from "../../folder/RunFolder.ts"
import { definitionName, inputsOf, writeRun } from "../../folder/runFiles.ts"
import type { Io } from "../../io/Io.ts"
import type { Problem } from "../../io/Problem.ts"
import { jsonText } from "../../output/jsonText.ts"
import { Progress } from "../../output/Progress.ts"
import { compute } from "../../run/compute.ts"
import { type Difference, firstDifference } from "./firstDifference.ts"
import { firstJsonDifference } from "./firstJsonDifference.ts"

/** What was found of one file. */
interface Finding {
  readonly file: string
  readonly bytes: number
  readonly difference?: Difference | { readonly missing: true }
}

/** `laurel verify`: computes a run again from its inputs and compares every file byte by byte. */
export const verifyCommand = async (
  name: string,
  options: Readonly<Record<string, unknown>>,
  io: Io
): Promise<void> => {
  const folder = await RunFolder.open(io, name)
  await checkBefore(folder)
  const aside = await OutputFolder.openAside(io, tmpdir())
  const progress = new Progress(io, "reading")
  try {
    await computeAgain(folder, aside, progress, io)
    progress.end()
    const findings = await compare(folder, aside)
    tell(findings, folder, options.json === true, io)
  } finally {
    progress.end()
    await aside.discard()
  }
}

/** What a run is computed from again must be what it wrote and read, or what follows would mean nothing. */
const checkBefore = async (folder: Folder): Promise<void> => {
  for (const file of [definitionName, inputsName]) {
    const { sha256 } = await folder.digestOf(file)
    if (folder.manifest.files[file]?.sha256 !== sha256)
      throw altered(`${folder.name}/${file}`, `${file} and ${manifestName} do not agree: one of them was changed`)
  }
  await folder.checkInputs()
}

const computeAgain = async (folder: Folder, aside: OutputFolder, progress: Progress, io: Io): Promise<void> => {
  const request = await folder.request()
  const definition = await folder.definition()
  const result = await compute(request, progress, io.signal)
  const digest = await folder.digestOf(definitionName)
  await writeRun(aside, definition, inputsOf(folder.path, folder.paths, digest, request), result)
}

const compare = async (folder: Folder, aside: OutputFolder): Promise<ReadonlyArray<Finding>> => {
  const findings: Array<Finding> = []
  for (const { name, bytes } of aside.files) {
    const expected = await readFile(join(aside.partial, name))
    const found = await readFile(join(folder.path, name)).catch(() => undefined)
    const difference = found === undefined ? { missing: true as const } : differenceIn(name, expected, found)
    findings.push({ file: name, bytes, ...(difference === undefined ? {} : { difference }) })
  }
  const known = new Set(findings.map(({ file }) => file))
  for (const file of Object.keys(folder.manifest.files))
    if (!known.has(file))
      findings.push({ file, bytes: 0, difference: { line: 1, column: 1, expected: "no such file", found: file } })
  return findings
}

/** The first difference of a file; of JSON with its path, which says more than a column of one long line. */
const differenceIn = (name: string, expected: Buffer, found: Buffer): Difference | undefined => {
  const difference = firstDifference(expected, found)
  if (difference === undefined || !name.endsWith(".json")) return difference
  return { ...difference, ...firstJsonDifference(expected.toString("utf8"), found.toString("utf8")) }
}

const tell = (findings: ReadonlyArray<Finding>, folder: Folder, json: boolean, io: Io): void => {
  const first = findings.find(({ difference }) => difference !== undefined)
  if (json) io.stdout.write(jsonText({ _v: 1, run: folder.name, same: first === undefined, files: findings }))
  else
    for (const { file, bytes, difference } of findings)
      io.stdout.write(`${difference === undefined ? "same     " : "DIFFERENT"}  ${file}  ${bytes} bytes\n`)
  if (first?.difference !== undefined) throw differenceProblem(folder, first.file, first.difference)
}

const differenceProblem = (folder: Folder, file: string, difference: NonNullable<Finding["difference"]>): Problem => {
  if ("missing" in difference) return altered(`${folder.name}/${file}`, `${file} is missing`)
  const { line, column, path, expected, found } = difference
  const at = path === undefined ? "" : ` at ${path}`
  return altered(
    `${folder.name}/${file}:${line}:${column}`,
    `${file} differs from what the inputs come to${at}\n  expected: ${expected}\n  found:    ${found}`
  )
}
