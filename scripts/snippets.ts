import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { inParallel } from "./check/inParallel.ts"
import { root, runQuietly, runSource } from "./check/run.ts"
import { relativeLinksOf } from "./snippets/links.ts"
import { type Snippet, snippetsOf } from "./snippets/snippets.ts"

const packagesIn = (path: string): ReadonlyArray<string> => readdirSync(join(root, path)).toSorted()

const folder = ".cache/snippets"

const documents = [
  ...["README.md", "CONTRIBUTING.md", ...packagesIn("packages").map((name) => `packages/${name}/README.md`)].filter(
    (path) => existsSync(join(root, path))
  ),
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md"))
    .map((path) => `docs/${path}`)
    .toSorted()
].map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }))

const fileOf = ({ document, line }: Snippet): string => `${folder}/${document.replace(/\.md$/, "")}/line${line}.ts`
const placeOf = ({ document, line }: Snippet): string => `${document}:${line}`

// A snippet may show a value without using it, so the two rules about unused names are off; the rest is what the packages have.
const tsconfig = {
  extends: "../../tsconfig.json",
  compilerOptions: {
    noEmit: true,
    composite: false,
    incremental: false,
    declaration: false,
    declarationMap: false,
    allowImportingTsExtensions: true,
    rewriteRelativeImportExtensions: false,
    noUnusedLocals: false,
    noUnusedParameters: false,
    types: ["node"]
  },
  include: ["**/*.ts"],
  references: []
}

const write = (snippets: ReadonlyArray<Snippet>): void => {
  rmSync(join(root, folder), { recursive: true, force: true })
  mkdirSync(join(root, folder), { recursive: true })
  writeFileSync(join(root, folder, "tsconfig.json"), JSON.stringify(tsconfig, null, 2))
  for (const snippet of snippets) {
    mkdirSync(join(root, dirname(fileOf(snippet))), { recursive: true })
    // The module marker keeps names of different snippets apart; it goes last so that lines stay the same.
    writeFileSync(join(root, fileOf(snippet)), `${snippet.code}\nexport {}\n`)
  }
}

const typeErrors = async (snippets: ReadonlyArray<Snippet>): Promise<ReadonlyArray<string>> => {
  if (snippets.length === 0) return []
  const { code, output } = await runQuietly("tsc", ["-p", `${folder}/tsconfig.json`, "--pretty", "false"])
  return code === 0 ? [] : output.trim().split("\n")
}

const runProblem = async (snippet: Snippet): Promise<string | undefined> => {
  const { code, stdout, output } = await runSource(fileOf(snippet))
  if (code !== 0) return `${placeOf(snippet)}: ended with ${code}\n${output}`
  if (snippet.promised === undefined || stdout.trimEnd() === snippet.promised.trimEnd()) return undefined
  return `${placeOf(snippet)}: printed something else than the document promises; it printed\n${stdout}`
}

const extracted = documents.map(({ path, text }) => ({ path, ...snippetsOf(path, text) }))
const snippets = extracted.flatMap((one) => one.snippets)
const unexplained = extracted.flatMap(({ path, unexplained }) =>
  unexplained.map((line) => `${path}:${line}: no-check without a reason; write \`ts no-check: why\``)
)
const links = documents.flatMap(({ path, text }) => relativeLinksOf(path, text).map((link) => ({ path, ...link })))
const deadLinks = links
  .filter(({ target }) => !existsSync(join(root, target)))
  .map(({ path, line, target }) => `${path}:${line}: links to ${target}, which does not exist`)

write(snippets)
const wrongTypes = await typeErrors(snippets)
const wrongRuns = (await inParallel(snippets, runProblem)).filter((problem) => problem !== undefined)
const problems = [...unexplained, ...deadLinks, ...wrongTypes, ...wrongRuns]

for (const problem of problems) console.error(problem)
console.log(
  `documents: ${documents.length} read, ${snippets.length} snippets, ${links.length} links, ${problems.length} problems`
)
process.exitCode = problems.length === 0 ? 0 : 1
