import { type Command, Option } from "commander"
import type { House } from "../session/openSession.ts"
import { noun, withExamples } from "./noun.ts"
import { looking } from "./storeOptions.ts"

type Given = Readonly<Record<string, unknown>>

/** Adds `laurel board`. */
export const registerBoard = (program: Command, house: House): void => {
  const board = noun(
    program,
    "board",
    "see who stands where, and why",
    "  laurel board show steps\n  laurel board explain steps ada\n  laurel board export steps --out standings.csv"
  )
  addShow(board, house)
  addExplain(board, house)
  addExport(board, house)
}

const addShow = (board: Command, house: House): void => {
  looking(
    withExamples(
      board
        .command("show")
        .description("show the board of a challenge")
        .argument("<challenge>", "the id of the challenge")
        .option("--top <n>", "rows to print", "20")
        .option("--public", "as the public sees it, which may stand still (default: as organisers do)"),
      "  laurel board show steps --top 50"
    )
  ).action(async (id: string, given: Given) => {
    const { showCommand } = await import("./board/showCommand.ts")
    await showCommand(id, given, house)
  })
}

const addExplain = (board: Command, house: House): void => {
  looking(
    withExamples(
      board
        .command("explain")
        .description("show where one participant's score, rank and every cent come from")
        .argument("<challenge>", "the id of the challenge")
        .argument("<participant>", "the participant or team, as the board names it"),
      "  laurel board explain steps ada"
    )
  ).action(async (id: string, participant: string, given: Given) => {
    const { explainCommand } = await import("./board/explainCommand.ts")
    await explainCommand(id, participant, given, house)
  })
}

const addExport = (board: Command, house: House): void => {
  looking(
    withExamples(
      board
        .command("export")
        .description("write the whole board")
        .argument("<challenge>", "the id of the challenge")
        .addOption(new Option("--format <format>", "how it is written").choices(["csv", "jsonl"]).default("csv"))
        .option("-o, --out <file>", "into this new file (default: standard output)")
        .option("--teams", "the board of the teams")
        .option("--public", "as the public sees it"),
      "  laurel board export steps --out standings.csv"
    )
  ).action(async (id: string, given: Given) => {
    const { exportCommand } = await import("./board/exportCommand.ts")
    await exportCommand(id, given, house)
  })
}
