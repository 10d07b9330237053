import { parseArgs } from "node:util"
import { gateOfTests } from "./gateOfTests.ts"

// Redis is emptied, killed, made to hang, filled up and made read-only while boards on Postgres are written and read. Every answer is
// held against what the board was at the version that the answer names.

const { values } = parseArgs({
  options: { seconds: { type: "string", default: "60" }, participants: { type: "string", default: "10000" } }
})

await gateOfTests({
  name: "redis",
  tried: `Redis lost in five ways for ${values.seconds} s each, ${values.participants} participants`,
  tests: ["scripts/test/lostRedis"],
  lengths: {
    LAUREL_REDIS_STORE: "postgres",
    LAUREL_REDIS_AWAY_MS: `${Number(values.seconds) * 1000}`,
    LAUREL_REDIS_WRITE_EVERY_MS: "50",
    LAUREL_REDIS_PARTICIPANTS: values.participants
  }
})
