import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { Schema } from "effect"
import { inParallel } from "./check/inParallel.ts"
import { root, runQuietly } from "./check/run.ts"

const Entry = Schema.Struct({ types: Schema.String, default: Schema.String })
const Manifest = Schema.fromJsonString(
  Schema.Struct({
    name: Schema.String,
    exports: Schema.Record(Schema.String, Entry),
    bin: Schema.optionalKey(Schema.Record(Schema.String, Schema.String))
  })
)
const Packed = Schema.fromJsonString(
  Schema.Array(Schema.Struct({ files: Schema.Array(Schema.Struct({ path: Schema.String })) }))
)

const isTest = (path: string): boolean => /(^|\/)(test|bench)\/|\.(test|it|bench)\.[cm]?[jt]s/.test(path)

/** The line that names the error, without the stack. */
const errorLine = (output: string): string =>
  output.split("\n").find((line) => /^\w*Error\b/.test(line)) ?? output.trim()

const readManifest = (folder: string) =>
  Schema.decodeUnknownSync(Manifest)(readFileSync(join(root, folder, "package.json"), "utf8"))

const missingFiles = (folder: string): ReadonlyArray<string> => {
  const { exports, bin = {} } = readManifest(folder)
  const files = [...Object.values(exports).flatMap((entry) => [entry.types, entry.default]), ...Object.values(bin)]
  return files
    .filter((file) => !existsSync(join(root, folder, file)))
    .map((file) => `${folder}/package.json: ${file} does not exist; run \`npm run build\`, or repair the entry`)
}

const failedImports = async (folder: string): Promise<ReadonlyArray<string>> => {
  const { name, exports } = readManifest(folder)
  const entries = Object.entries(exports)
    .filter(([, entry]) => existsSync(join(root, folder, entry.default)))
    .map(([path]) => `${name}${path.slice(1)}`)
  const ended = await inParallel(entries, (entry) =>
    runQuietly("node", ["--input-type=module", "-e", `await import("${entry}")`])
  )
  return entries.flatMap((entry, at) => {
    const { code = 1, output = "" } = ended[at] ?? {}
    return code === 0 ? [] : [`${entry} cannot be imported in plain Node: ${errorLine(output)}`]
  })
}

const wrongContents = async (folder: string): Promise<ReadonlyArray<string>> => {
  const { stdout, code, output } = await runQuietly("npm", [
    "pack",
    "--dry-run",
    "--json",
    "--ignore-scripts",
    "-w",
    folder
  ])
  if (code !== 0) return [`${folder}: npm pack failed:\n${output}`]
  const paths = Schema.decodeUnknownSync(Packed)(stdout).flatMap(({ files }) => files.map(({ path }) => path))
  return [
    ...(paths.some((path) => path.startsWith("dist/"))
      ? []
      : [`${folder}: the package has no dist; run \`npm run build\``]),
    ...paths.filter(isTest).map((path) => `${folder}: ${path} would be published; tests stay here`)
  ]
}

const folders = readdirSync(join(root, "packages"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => `packages/${name}`)

const problems: Array<string> = []
for (const folder of folders)
  problems.push(...missingFiles(folder), ...(await failedImports(folder)), ...(await wrongContents(folder)))

for (const problem of problems) console.error(problem)
console.log(`package surface: ${folders.length} packages, ${problems.length} problems`)
process.exitCode = problems.length === 0 ? 0 : 1
