import { boardsContract } from "@laurel/core/contracts"
import { inject } from "vitest"
import { redisWorld } from "./redisWorld.ts"

boardsContract(
  "Redis",
  redisWorld(() => ({ url: inject("redis") })),
  // How many sequences each model gets where all contracts are asked for, by `npm run gate:adapters`.
  { sequences: Number(process.env.LAUREL_CONTRACT_RUNS ?? 100) }
)
