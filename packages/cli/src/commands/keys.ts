import type { Command } from "commander"
import type { House } from "../session/openSession.ts"
import { noun, withExamples } from "./noun.ts"
import { changing, looking } from "./storeOptions.ts"

type Given = Readonly<Record<string, unknown>>

/** Adds `laurel keys`. */
export const registerKeys = (program: Command, house: House): void => {
  const keys = noun(
    program,
    "keys",
    "give programs keys to the API, and take them back",
    "  laurel keys create --as olga --scope read,record --label watch\n  laurel keys list\n  laurel keys revoke KEY"
  )
  changing(
    withExamples(
      keys
        .command("create")
        .description("issue a key for a program that acts for whoever asks; it is shown this once")
        .requiredOption("--scope <scopes>", "what it is for: read, record, join, organise, settle, administer")
        .option("--label <text>", "what it is, for people", "")
        .option("--expires <instant>", "when it ends: an instant or a date"),
      "  laurel keys create --as olga --scope organise --expires 2027-01-01"
    )
  ).action(async (given: Given) => {
    const { createCommand } = await import("./keys/createCommand.ts")
    await createCommand(given, house)
  })
  looking(
    withExamples(
      keys
        .command("list")
        .description("list keys, never their secrets")
        .option("--owner <principal>", "only those of one"),
      "  laurel keys list --owner olga"
    )
  ).action(async (given: Given) => {
    const { listCommand } = await import("./keys/listCommand.ts")
    await listCommand(given, house)
  })
  changing(
    withExamples(
      keys
        .command("rotate")
        .description("issue a key in the place of one, for the same; the one before it is taken for a day more")
        .argument("<key>", "its name, the part that is no secret"),
      "  laurel keys rotate abcdefghijkl"
    )
  ).action(async (key: string, given: Given) => {
    const { rotateCommand } = await import("./keys/rotateCommand.ts")
    await rotateCommand(key, given, house)
  })
  changing(
    withExamples(
      keys
        .command("revoke")
        .description("revoke a key; servers stop taking it within five seconds")
        .argument("<key>", "its name, the part that is no secret"),
      "  laurel keys revoke abcdefghijkl"
    )
  ).action(async (key: string, given: Given) => {
    const { revokeCommand } = await import("./keys/revokeCommand.ts")
    await revokeCommand(key, given, house)
  })
}
