import { createReadStream } from "node:fs"
import { join } from "node:path"
import { execute } from "../src/execute.ts"
import { csvRecords } from "../src/input/csvRecords.ts"
import { openSource } from "../src/input/openSource.ts"
import { processIo } from "../src/processIo.ts"
import { lazyStores } from "../src/store/lazyStores.ts"

// One measured piece of work in a process of its own, so that its memory is its own: read, parse, or run.

const [mode = "", folder = "", file = ""] = process.argv.slice(2)
const io = processIo()

const read = async (): Promise<void> => {
  let bytes = 0
  for await (const chunk of createReadStream(file)) bytes += chunk.length
  if (bytes === 0) throw new Error("nothing was read")
}

/** The same parser in the same way, and nothing done with its records. */
const parse = async (): Promise<void> => {
  let records = 0
  const count = (): void => {
    records++
  }
  const source = await openSource(io, file)
  for await (const _bytes of csvRecords(source, { delimiterFor: () => ",", open: () => count }));
  if (records === 0) throw new Error("nothing was parsed")
}

const run = async (): Promise<void> => {
  const quiet = { ...io, stdout: { write: () => undefined }, stderr: { write: () => undefined } }
  const house = { io: quiet, stores: lazyStores }
  const out = join(folder, `out-${process.pid}`)
  const code = await execute(["run", join(folder, "challenge.json"), "--activities", file, "--out", out], house)
  if (code !== 0) throw new Error(`laurel run ended with ${code}`)
}

// Loading the program is not part of the work: `startup.bench.ts` measures it.
await import("../src/commands/run/runCommand.ts")
const started = performance.now()
const cpuBefore = process.cpuUsage()
await (mode === "read" ? read() : mode === "parse" ? parse() : run())
const milliseconds = performance.now() - started
const { user, system } = process.cpuUsage(cpuBefore)
const maxRssBytes = process.resourceUsage().maxRSS * 1024
console.log(JSON.stringify({ milliseconds, cpuMilliseconds: (user + system) / 1_000, maxRssBytes }))
