import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

// How long `laurel --help` takes beside a program of commander alone that prints a help text, each in processes of
// their own, in turn. Limit: twice as long.

const runs = Number(process.argv[2] ?? 21)
const limit = 2

const folder = mkdtempSync(join(tmpdir(), "laurel-startup-"))
const commander = import.meta.resolve("commander")
const bare = join(folder, "bare.mjs")
writeFileSync(
  bare,
  `import * as nodeModule from "node:module"
nodeModule.enableCompileCache?.()
const { Command } = await import(${JSON.stringify(commander)})
const program = new Command("bare").description("one command")
program.command("run").description("runs").argument("<file>")
program.parse(["--help"], { from: "user" })
`
)

const laurel = join(import.meta.dirname, "../bin/laurel.mjs")
const programs = {
  "node that does nothing": ["-e", "0"],
  "commander alone": [bare],
  "laurel --help": [laurel, "--help"],
  "laurel config show": [laurel, "config", "show"]
}

const timed = (args: ReadonlyArray<string>): number => {
  const started = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", cwd: folder })
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`)
  return performance.now() - started
}

const median = (values: ReadonlyArray<number>): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

const times = new Map<string, Array<number>>(Object.keys(programs).map((name) => [name, []]))
for (let run = -2; run < runs; run++) {
  for (const [name, args] of Object.entries(programs)) {
    const milliseconds = timed(args)
    // The first two rounds fill caches.
    if (run >= 0) times.get(name)?.push(milliseconds)
  }
}
rmSync(folder, { recursive: true, force: true })

const medians = new Map([...times].map(([name, values]) => [name, median(values)]))
for (const [name, milliseconds] of medians) console.log(`${name.padEnd(24)} ${milliseconds.toFixed(0).padStart(5)} ms`)
const ratio = (medians.get("laurel --help") ?? 0) / (medians.get("commander alone") ?? 1)
console.log(
  `laurel --help takes ${ratio.toFixed(2)} times as long as commander alone (limit ${limit}), medians of ${runs}`
)
process.exitCode = ratio <= limit ? 0 : 1
