import { runShown } from "./check/run.ts"

/** One step of the check, and the command that repeats it alone. */
interface Step {
  readonly title: string
  readonly command: string
}

const steps: ReadonlyArray<Step> = [
  { title: "format and lint", command: "npx biome check --error-on-warnings ." },
  { title: "types", command: "npx tsc -b" },
  { title: "house style", command: "npm run --silent tidy" },
  { title: "unit and property tests", command: "npm test" },
  { title: "examples", command: "npx node --conditions=@laurel/source scripts/examples.ts" },
  { title: "documents: snippets and links", command: "npx node --conditions=@laurel/source scripts/snippets.ts" },
  { title: "package surface", command: "npx node scripts/surface.ts" }
]

const secondsSince = (start: number): string => `${((performance.now() - start) / 1000).toFixed(1)} s`

const passes = async ({ title, command }: Step, number: number): Promise<boolean> => {
  const start = performance.now()
  console.log(`\n== ${number}/${steps.length} ${title}: ${command}`)
  // The tools are already on the path of the child, so `npx` is only for the person who repeats the command.
  const [program = "", ...args] = command.replace(/^npx /, "").split(" ")
  const { code, output } = await runShown(program, args)
  if (code === 0) console.log(`== ok, ${secondsSince(start)}`)
  else
    console.error(
      `${output}\n== FAILED: ${title} (exit ${code}, ${secondsSince(start)}). To repeat it alone: ${command}`
    )
  return code === 0
}

const start = performance.now()
let allPass = true
for (const [at, step] of steps.entries()) {
  allPass = await passes(step, at + 1)
  if (!allPass) break
}
if (allPass) console.log(`\n== everything holds, ${secondsSince(start)}`)
process.exitCode = allPass ? 0 : 1
