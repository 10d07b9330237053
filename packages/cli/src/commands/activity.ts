import type { Command } from "commander"
import type { House } from "../session/openSession.ts"
import { noun, withExamples } from "./noun.ts"
import { changing, looking } from "./storeOptions.ts"

type Given = Readonly<Record<string, unknown>>

/** Adds `laurel activity`. */
export const registerActivity = (program: Command, house: House): void => {
  const activity = noun(
    program,
    "activity",
    "see what arrived, and decide about what waits",
    "  laurel activity list steps --user ada\n  laurel activity list steps --waiting\n  laurel activity review steps watch walk-7 --accept"
  )
  addList(activity, house)
  addReview(activity, house)
}

const addList = (activity: Command, house: House): void => {
  looking(
    withExamples(
      activity
        .command("list")
        .description("list what somebody did, or what is held; the newest first, each with what it is now")
        .argument("<challenge>", "the id of the challenge")
        .option("--user <user>", "only those of this user")
        .option("--held", "only what is refused, rejected or in quarantine")
        .option("--waiting", "only what is in quarantine, until somebody decides")
        .option("--withheld", "only what days past their plausible limit withhold, until somebody decides")
        .option("--before <place>", "go on where a page ended: the place of its last row")
        .option("--limit <n>", "at most this many", "50"),
      "  laurel activity list steps --user ada\n  laurel activity list steps --waiting --before 4711"
    )
  ).action(async (id: string, given: Given) => {
    const { listCommand } = await import("./activity/listCommand.ts")
    await listCommand(id, given, house)
  })
}

const addReview = (activity: Command, house: House): void => {
  changing(
    withExamples(
      activity
        .command("review")
        .description("decide about an activity, mostly one in quarantine, until the standings are final")
        .argument("<challenge>", "the id of the challenge")
        .argument("<source>", "where it came from, as lists name it")
        .argument("<key>", "its key, as lists name it")
        .option("--accept", "it counts, whatever the limits")
        .option("--reject", "it does not count"),
      "  laurel activity review steps watch walk-7 --accept --as ada"
    )
  ).action(async (id: string, source: string, key: string, given: Given) => {
    const { reviewCommand } = await import("./activity/reviewCommand.ts")
    await reviewCommand(id, { source, key }, given, house)
  })
}
