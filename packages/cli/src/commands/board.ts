import { type Command, Option } from "commander"
import type { House } from "../session/openSession.ts"
import { registerBoardUpkeep } from "./boardUpkeep.ts"
import { noun, withExamples } from "./noun.ts"
import { looking } from "./storeOptions.ts"

type Given = Readonly<Record<string, unknown>>

/** Adds `laurel board`. */
export const registerBoard = (program: Command, house: House): void => {
  const board = noun(
    program,
    "board",
    "see who stands where, and why",
    "  laurel board show steps\n  laurel board around steps ada\n  laurel board watch steps"
  )
  addShow(board, house)
  addExplain(board, house)
  addExport(board, house)
  addAround(board, house)
  addRanks(board, house)
  addHistory(board, house)
  addStats(board, house)
  registerBoardUpkeep(board, house)
}

/** Which of the boards of a challenge that are kept current. */
const which = (command: Command): Command =>
  command
    .addOption(new Option("--division <name>", "the board of a division").conflicts("teams"))
    .option("--teams", "the board of the teams")
    .option("--public", "as the public sees it, which may stand still (default: as organisers do)")

const addShow = (board: Command, house: House): void => {
  looking(
    withExamples(
      which(
        board
          .command("show")
          .description("show the board of a challenge, or a page of the board that is kept current")
          .argument("<challenge>", "the id of the challenge")
          .option("--top <n>", "rows to print", "20")
          .option("--limit <n>", "a page of so many rows")
          .option("--after <cursor>", "the page after the one that ended with this cursor")
      ),
      "  laurel board show steps --top 50\n  laurel board show steps --division Seniors --limit 100"
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

const addAround = (board: Command, house: House): void => {
  looking(
    withExamples(
      which(
        board
          .command("around")
          .description("show a participant with those before and after")
          .argument("<challenge>", "the id of the challenge")
          .argument("<participant>", "the participant or team, as the board names it")
          .option("-n, --neighbours <n>", "so many before, and as many after", "5")
      ),
      "  laurel board around steps ada -n 3"
    )
  ).action(async (id: string, participant: string, given: Given) => {
    const { aroundCommand } = await import("./board/aroundCommand.ts")
    await aroundCommand(id, participant, given, house)
  })
}

const addRanks = (board: Command, house: House): void => {
  looking(
    withExamples(
      which(
        board
          .command("ranks")
          .description("show where some participants stand")
          .argument("<challenge>", "the id of the challenge")
          .argument("<participant...>", "the participants or teams, as the board names them")
          .option("--circle", "ranked among themselves")
      ),
      "  laurel board ranks steps ada lin bob --circle"
    )
  ).action(async (id: string, participants: ReadonlyArray<string>, given: Given) => {
    const { ranksCommand } = await import("./board/ranksCommand.ts")
    await ranksCommand(id, participants, given, house)
  })
}

const addHistory = (board: Command, house: House): void => {
  looking(
    withExamples(
      board
        .command("history")
        .description("list the days of which a board is kept, or show how the board was then")
        .argument("<challenge>", "the id of the challenge")
        .addOption(new Option("--day <date>", "the board at the end of a day").conflicts(["asOf", "participant"]))
        .addOption(new Option("--as-of <instant>", "the board as it was then, from the facts").conflicts("participant"))
        .option("--participant <name>", "the course of one participant's rank over the days")
        .option("--teams", "of the teams")
        .option("--top <n>", "rows to print", "20"),
      "  laurel board history steps --participant ada\n  laurel board history steps --as-of 2026-04-12T18:00:00Z"
    )
  ).action(async (id: string, given: Given) => {
    const { historyCommand } = await import("./board/historyCommand.ts")
    await historyCommand(id, given, house)
  })
}

const addStats = (board: Command, house: House): void => {
  looking(
    withExamples(
      board
        .command("stats")
        .description("show what everybody in a challenge comes to")
        .argument("<challenge>", "the id of the challenge"),
      "  laurel board stats steps"
    )
  ).action(async (id: string, given: Given) => {
    const { statsCommand } = await import("./board/statsCommand.ts")
    await statsCommand(id, given, house)
  })
}
