import type { Command } from "commander"
import type { House } from "../session/openSession.ts"
import { noun, withExamples } from "./noun.ts"
import { changing, looking } from "./storeOptions.ts"

type Given = Readonly<Record<string, unknown>>

/** Adds `laurel circle`. */
export const registerCircle = (program: Command, house: House): void => {
  const circle = noun(
    program,
    "circle",
    "have groups of users that see boards of their own",
    "  laurel circle create Walkers --as ada\n  laurel circle join CIRCLE --as bob\n  laurel circle board CIRCLE steps"
  )
  addLooks(circle, house)
  addChanges(circle, house)
}

const addLooks = (circle: Command, house: House): void => {
  looking(
    withExamples(
      circle
        .command("list")
        .description("list the circles that somebody is in, in the order in which they joined")
        .argument("<user>", "whose"),
      "  laurel circle list ada"
    )
  ).action(async (user: string, given: Given) => {
    const { listCommand } = await import("./circle/listCommand.ts")
    await listCommand(user, given, house)
  })
  looking(
    withExamples(
      circle
        .command("show")
        .description("show a circle and who is in it, in the order in which they joined")
        .argument("<circle>", "its name: circle_…"),
      "  laurel circle show CIRCLE"
    )
  ).action(async (id: string, given: Given) => {
    const { showCommand } = await import("./circle/showCommand.ts")
    await showCommand(id, given, house)
  })
  looking(
    withExamples(
      circle
        .command("board")
        .description("rank the members of a circle among themselves, with their rank on the whole board")
        .argument("<circle>", "its name: circle_…")
        .argument("<challenge>", "the id of the challenge")
        .option("--division <name>", "on the board of a division")
        .option("--teams", "the teams that they are in")
        .option("--public", "as the public sees it"),
      "  laurel circle board CIRCLE steps"
    )
  ).action(async (id: string, challenge: string, given: Given) => {
    const { boardCommand } = await import("./circle/boardCommand.ts")
    await boardCommand(id, challenge, given, house)
  })
}

const addChanges = (circle: Command, house: House): void => {
  changing(
    withExamples(
      circle
        .command("create")
        .description("create a circle, and be its owner and first member")
        .argument("<name>", "how it is called")
        .option("--description <text>", "what it is about", "")
        .option("--private", "there for its members alone")
        .option("--members <n>", "room for so many", "50"),
      '  laurel circle create "Early walkers" --as ada --members 12'
    )
  ).action(async (name: string, given: Given) => {
    const { createCommand } = await import("./circle/createCommand.ts")
    await createCommand(name, given, house)
  })
  changing(
    withExamples(
      circle
        .command("amend")
        .description("change what the owner of a circle decides; what is left out stays")
        .argument("<circle>", "its name: circle_…")
        .option("--name <text>", "how it is called")
        .option("--description <text>", "what it is about")
        .option("--private", "there for its members alone")
        .option("--no-private", "there for everybody")
        .option("--members <n>", "room for so many"),
      "  laurel circle amend CIRCLE --as ada --members 80"
    )
  ).action(async (id: string, given: Given) => {
    const { amendCommand } = await import("./circle/amendCommand.ts")
    await amendCommand(id, given, house)
  })
  changing(
    withExamples(
      circle.command("join").description("join a circle").argument("<circle>", "its name: circle_…"),
      "  laurel circle join CIRCLE --as bob"
    )
  ).action(async (id: string, given: Given) => {
    const { joinCommand } = await import("./circle/joinCommand.ts")
    await joinCommand(id, given, house)
  })
  changing(
    withExamples(
      circle
        .command("leave")
        .description("leave a circle, or as its owner take somebody out of it")
        .argument("<circle>", "its name: circle_…")
        .option("--user <user>", "who is taken out (default: whoever acts)"),
      "  laurel circle leave CIRCLE --as bob\n  laurel circle leave CIRCLE --as ada --user bob"
    )
  ).action(async (id: string, given: Given) => {
    const { leaveCommand } = await import("./circle/leaveCommand.ts")
    await leaveCommand(id, given, house)
  })
  changing(
    withExamples(
      circle
        .command("delete")
        .description("take a circle away, and who is in it out of it")
        .argument("<circle>", "its name: circle_…"),
      "  laurel circle delete CIRCLE --as ada"
    )
  ).action(async (id: string, given: Given) => {
    const { deleteCommand } = await import("./circle/deleteCommand.ts")
    await deleteCommand(id, given, house)
  })
}
