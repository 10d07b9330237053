import { type Command, Option } from "commander"
import type { House } from "../session/openSession.ts"
import { withExamples } from "./noun.ts"
import { changing, looking, sharing } from "./storeOptions.ts"

type Given = Readonly<Record<string, unknown>>

/** Adds to `laurel board` what follows boards, compares them, and builds them anew. */
export const registerBoardUpkeep = (board: Command, house: House): void => {
  addWatch(board, house)
  addRebuild(board, house)
  addDiff(board, house)
}

const addWatch = (board: Command, house: House): void => {
  looking(
    sharing(
      withExamples(
        board
          .command("watch")
          .description("show a board as it changes, and who moved; elsewhere than at a terminal one change a line")
          .argument("<challenge>", "the id of the challenge")
          .addOption(new Option("--division <name>", "the board of a division").conflicts("teams"))
          .option("--teams", "the board of the teams")
          .option("--public", "as the public sees it, which may stand still (default: as organisers do)")
          .option("--top <n>", "rows to show, at most 100", "20")
          .option("--for <seconds>", "end by itself (default: Ctrl-C ends it)"),
        "  laurel board watch steps --top 10\n  laurel board watch steps --json --for 60 > changes.ndjson"
      )
    )
  ).action(async (id: string, given: Given) => {
    const { watchCommand } = await import("./board/watchCommand.ts")
    await watchCommand(id, given, house)
  })
}

const addRebuild = (board: Command, house: House): void => {
  changing(
    sharing(
      withExamples(
        board
          .command("rebuild")
          .description("build the boards of a challenge anew from its facts")
          .argument("<challenge>", "the id of the challenge"),
        "  laurel board rebuild steps\n  laurel board rebuild steps --redis redis://localhost:6379"
      )
    )
  ).action(async (id: string, given: Given) => {
    const { rebuildCommand } = await import("./board/rebuildCommand.ts")
    await rebuildCommand(id, given, house)
  })
}

const addDiff = (board: Command, house: House): void => {
  looking(
    sharing(
      withExamples(
        board
          .command("diff")
          .description("compare the boards of a challenge, entry by entry, with what its facts say")
          .argument("<challenge>", "the id of the challenge"),
        "  laurel board diff steps --redis redis://localhost:6379"
      )
    )
  ).action(async (id: string, given: Given) => {
    const { diffCommand } = await import("./board/diffCommand.ts")
    await diffCommand(id, given, house)
  })
}
