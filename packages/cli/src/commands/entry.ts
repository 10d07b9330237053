import type { Command } from "commander"
import type { House } from "../session/openSession.ts"
import { noun, withExamples } from "./noun.ts"
import { changing, looking, moving } from "./storeOptions.ts"

type Given = Readonly<Record<string, unknown>>

/** Adds `laurel entry`. */
export const registerEntry = (program: Command, house: House): void => {
  const entry = noun(
    program,
    "entry",
    "say who takes part in a challenge",
    "  laurel entry add steps ada lin\n  laurel entry add steps --file entries.csv\n  laurel entry list steps"
  )
  addAdd(entry, house)
  addList(entry, house)
  addRemove(entry, house)
}

const addAdd = (entry: Command, house: House): void => {
  moving(
    withExamples(
      entry
        .command("add")
        .description("enter people; where an entry costs something, their fees are booked as paid")
        .argument("<challenge>", "the id of the challenge")
        .argument("[users...]", "who enters, each as a participant of the same name")
        .option("-f, --file <file>", "read them from a file, CSV or JSON Lines; - is standard input")
        .option("--team <team>", "their team, where the challenge is run by teams")
        .option("--division <division>", "their division, where there are any")
        .option("--entered-at <instant>", "when they entered (default: now)"),
      "  laurel entry add steps ada lin --yes\n  laurel entry add steps --file entries.csv"
    )
  ).action(async (id: string, users: ReadonlyArray<string>, given: Given) => {
    const { addCommand } = await import("./entry/addCommand.ts")
    await addCommand(id, users, given, house)
  })
}

const addList = (entry: Command, house: House): void => {
  looking(
    withExamples(
      entry.command("list").description("list who takes part").argument("<challenge>", "the id of the challenge"),
      "  laurel entry list steps"
    )
  ).action(async (id: string, given: Given) => {
    const { listCommand } = await import("./entry/listCommand.ts")
    await listCommand(id, given, house)
  })
}

const addRemove = (entry: Command, house: House): void => {
  changing(
    withExamples(
      entry
        .command("remove")
        .description("take participants out of the contest, until the standings are final; their fees stay in the pool")
        .argument("<challenge>", "the id of the challenge")
        .argument("<participants...>", "as the board names them")
        .option("--disqualify", "they broke the rules (default: they withdrew)"),
      "  laurel entry remove steps bob --disqualify --as ada"
    )
  ).action(async (id: string, participants: ReadonlyArray<string>, given: Given) => {
    const { removeCommand } = await import("./entry/removeCommand.ts")
    await removeCommand(id, participants, given, house)
  })
}
