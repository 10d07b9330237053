import { spawn } from "node:child_process"
import { once } from "node:events"

/** Tests that are a gate when they run longer than in `npm test`. */
interface GateOfTests {
  readonly name: string
  /** What is tried, as it is printed beside how long it took. */
  readonly tried: string
  /** Which tests, for `vitest run`. */
  readonly tests: ReadonlyArray<string>
  /** How long they are to run, as they read it from their environment. */
  readonly lengths: Readonly<Record<string, string>>
}

/** Runs the tests of a gate, shows what they print and whether it holds, and ends with 1 when it does not. */
export const gateOfTests = async ({ name, tried, tests, lengths }: GateOfTests): Promise<void> => {
  const started = performance.now()
  const run = spawn("vitest", ["run", "--config", "vitest.workspace.ts", ...tests], {
    stdio: "inherit",
    env: { ...process.env, ...lengths }
  })
  const [code] = await once(run, "exit")
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  console.log(`${tried}: ${seconds} s`)
  console.log(code === 0 ? `gate ${name}: holds` : `gate ${name}: BROKEN`)
  process.exitCode = code === 0 ? 0 : 1
}
