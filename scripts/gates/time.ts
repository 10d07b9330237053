import { parseArgs } from "node:util"
import fc from "fast-check"
import { lives } from "./time/lives.ts"
import { playLife } from "./time/playLife.ts"

// whatever clocks and zones do, and whenever somebody looks, each step of a challenge is taken once and the board of each
// local day is kept once.

const { values } = parseArgs({
  options: { lives: { type: "string", default: "2000" }, seed: { type: "string", default: "1" } }
})

const total = { lives: 0, ticks: 0, carriedOut: 0, days: 0, setBack: 0 }

const found = await fc.check(
  fc.asyncProperty(lives, async (life) => {
    const { played, difference } = await playLife(life)
    total.lives++
    total.ticks += played.ticks
    total.carriedOut += played.carriedOut
    total.days += played.days
    total.setBack += played.setBack
    if (difference !== undefined) throw new Error(difference)
  }),
  { numRuns: Number(values.lives), seed: Number(values.seed) }
)

console.log(
  `${total.lives} challenges, ${total.ticks} looks at the clock, ${total.setBack} of them after it was set back: ` +
    `${total.carriedOut} due dates carried out, ${total.days} local days kept`
)
if (found.failed) console.error(fc.defaultReportMessage(found))
console.log(found.failed ? "gate time: BROKEN" : "gate time: holds")
process.exitCode = found.failed ? 1 : 0
