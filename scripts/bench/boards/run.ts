import { parseArgs } from "node:util"
import { memoryBoards } from "./memory.ts"
import { redisBoards } from "./redis.ts"

// Boards of some sizes, of all shapes or of those whose name has this in it: each part prints what it measured, and that of memory on
// standard output a table that `../plot.ts` draws.

const parts: Readonly<Record<string, (sizes: ReadonlyArray<number>, shape: string) => Promise<void>>> = {
  memory: memoryBoards,
  redis: redisBoards
}

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    sizes: { type: "string", default: "10000,100000,1000000" },
    shape: { type: "string", default: "" }
  }
})
const { only } = values
const chosen = Object.entries(parts).filter(([name]) => only === undefined || name === only)
if (chosen.length === 0) throw new Error(`no part is called ${only}; there are ${Object.keys(parts).join(", ")}`)
for (const [, part] of chosen) await part(values.sizes.split(",").map(Number), values.shape)
