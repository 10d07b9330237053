import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, relative } from "node:path"
import { root, runShown } from "./check/run.ts"

// Shows the main job on the shipped example: check the rules, run the challenge, explain one participant, verify the result.

const data = join("examples", "data")
const definition = join(data, "step-challenge.json")
const result = join(mkdtempSync(join(tmpdir(), "laurel-demo-")), "result")

const steps: ReadonlyArray<{ readonly says: string; readonly args: ReadonlyArray<string> }> = [
  {
    says: "A challenge is one JSON file. Laurel checks it, prize plan and all, and says in words what its rules mean.",
    args: ["check", definition]
  },
  {
    says: "Forty people walked for thirty days. One command scores them, ranks them and divides the pool to the cent.",
    args: [
      "run",
      definition,
      "--activities",
      join(data, "step-challenge.csv"),
      "--entries",
      join(data, "step-challenge-entries.csv"),
      "--out",
      result,
      "--top",
      "8"
    ]
  },
  {
    says: "Vera and Wanda tie for the first place. Where Wanda's score and every cent of her prizes come from:",
    args: ["explain", result, "wanda"]
  },
  {
    says: "Anyone who has the inputs can compute it all again and compare every byte.",
    args: ["verify", result]
  }
]

for (const { says, args } of steps) {
  console.log(`\n# ${says}\n\n$ laurel ${args.join(" ")}\n`)
  const { code } = await runShown(process.execPath, [join("packages", "cli", "bin", "laurel.mjs"), ...args])
  if (code !== 0) {
    console.error(`laurel ${args[0]} ended with ${code}`)
    process.exit(code)
  }
}

console.log(`
# The result is in ${result}
# The example is in ${relative(root, join(root, data))}; try one of its other challenges, or your own.`)
