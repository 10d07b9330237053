import type { Command } from "commander"
import type { House } from "../session/openSession.ts"
import { noun, withExamples } from "./noun.ts"
import { changing, looking, sharing } from "./storeOptions.ts"

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
  addWatch(activity, house)
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

const addWatch = (activity: Command, house: House): void => {
  sharing(
    looking(
      withExamples(
        activity
          .command("watch")
          .description("follow what becomes of somebody's activities as it happens, one a line, until it is stopped")
          .argument("<user>", "the user, as activities name them")
          .option("--for <seconds>", "stop by itself after that"),
        "  laurel activity watch ada\n  laurel activity watch ada --json --for 60"
      )
    )
  ).action(async (who: string, given: Given) => {
    const { watchCommand } = await import("./activity/watchCommand.ts")
    await watchCommand(who, given, house)
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
