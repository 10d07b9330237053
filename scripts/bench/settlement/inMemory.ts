import * as Memory from "@laurel/adapters/memory"
import { Effect } from "effect"
import { awardsTimes } from "./awards.ts"

// A settlement on the memory adapter in a process of its own, so that its memory is its own.

const [participants = "10000"] = process.argv.slice(2)
const times = await Effect.runPromise(
  awardsTimes({ entering: Number(participants) }).pipe(Effect.provide(Memory.layer))
)
const maxRssBytes = process.resourceUsage().maxRSS * 1024
console.log(JSON.stringify({ participants: Number(participants), ...times, maxRssBytes }))
