import { spawn } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"

/** How a process ended: killed or by itself, and what it had said by then. */
export interface Victim {
  readonly wasKilled: boolean
  readonly said: ReadonlyArray<string>
}

const child = fileURLToPath(new URL("child.ts", import.meta.url))

/** Runs a child and kills it this long after it is ready, unless it ends before; without a time it is left alone. */
export const runVictim = async (args: ReadonlyArray<string>, killAfterMs?: number): Promise<Victim> => {
  const victim = spawn(process.execPath, ["--conditions=@laurel/source", child, ...args], {
    stdio: ["ignore", "pipe", "pipe"]
  })
  const said: Array<string> = []
  let wasKilled = false
  let complaint = ""
  let timer: NodeJS.Timeout | undefined
  victim.stderr.on("data", (data) => {
    complaint += String(data)
  })
  createInterface({ input: victim.stdout }).on("line", (line) => {
    said.push(line)
    if (line !== "ready" || killAfterMs === undefined) return
    timer = setTimeout(() => {
      wasKilled = victim.kill("SIGKILL")
    }, killAfterMs)
  })
  await once(victim, "close")
  clearTimeout(timer)
  if (!wasKilled && victim.exitCode !== 0) throw new Error(`the child ended with ${victim.exitCode}: ${complaint}`)
  return { wasKilled, said }
}
