import { readdirSync } from "node:fs"
import { join } from "node:path"
import { inParallel } from "./check/inParallel.ts"
import { root, runSource } from "./check/run.ts"

const examples = readdirSync(join(root, "examples"))
  .filter((name) => /^\d\d-[\w-]+\.ts$/.test(name))
  .toSorted()

const ended = await inParallel(examples, (name) => runSource(`examples/${name}`))
const failed = examples.flatMap((name, at) => {
  const { code = 1, output = "" } = ended[at] ?? {}
  return code === 0 ? [] : [`examples/${name}: ended with ${code}\n${output}`]
})

for (const failure of failed) console.error(failure)
console.log(`examples: ${examples.length - failed.length} ran, ${failed.length} failed`)
process.exitCode = failed.length === 0 ? 0 : 1
