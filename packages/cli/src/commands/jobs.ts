import { type Command, Option } from "commander"
import type { House } from "../session/openSession.ts"
import { noun, withExamples } from "./noun.ts"
import { changing, looking } from "./storeOptions.ts"

type Given = Readonly<Record<string, unknown>>

/** Adds `laurel jobs`. */
export const registerJobs = (program: Command, house: House): void => {
  const jobs = noun(
    program,
    "jobs",
    "see what is to be done later, and help what is stuck",
    "  laurel jobs list --state dead\n  laurel jobs retry JOB\n  laurel jobs discard JOB"
  )
  addList(jobs, house)
  changing(
    withExamples(
      jobs
        .command("retry")
        .description("let dead jobs be tried once more")
        .argument("<jobs...>", "their ids; all for every dead one"),
      "  laurel jobs retry all"
    )
  ).action(async (ids: ReadonlyArray<string>, given: Given) => {
    const { retryCommand } = await import("./jobs/changeCommand.ts")
    await retryCommand(ids, given, house)
  })
  changing(
    withExamples(
      jobs
        .command("discard")
        .description("take jobs away; what they were to do is not done")
        .argument("<jobs...>", "their ids"),
      "  laurel jobs discard 0b9c2f1e"
    )
  ).action(async (ids: ReadonlyArray<string>, given: Given) => {
    const { discardCommand } = await import("./jobs/changeCommand.ts")
    await discardCommand(ids, given, house)
  })
}

const addList = (jobs: Command, house: House): void => {
  looking(
    withExamples(
      jobs
        .command("list")
        .description("list jobs in the order in which they were enqueued, and count them")
        .addOption(new Option("--state <state>", "only those").choices(["waiting", "claimed", "dead"]))
        .option("--kind <kind>", "only those of this kind")
        .option("--after <job>", "only those that come after this one")
        .option("--limit <n>", "at most this many", "50"),
      "  laurel jobs list --state dead"
    )
  ).action(async (given: Given) => {
    const { listCommand } = await import("./jobs/listCommand.ts")
    await listCommand(given, house)
  })
}
