import type { Command } from "commander"
import type { House } from "../session/openSession.ts"
import { noun, withExamples } from "./noun.ts"

type Given = Readonly<Record<string, unknown>>

/** Adds `laurel db`. */
export const registerDb = (program: Command, house: House): void => {
  const db = noun(
    program,
    "db",
    "look after the database",
    "  laurel db status\n  laurel db migrate --dry-run\n  laurel db migrate"
  )
  options(
    withExamples(
      db
        .command("migrate")
        .description("bring the tables up to this version; safe to repeat, and for several at once")
        .option("--role <name>", "give this role of the database the rights of the application, and no more")
        .option("--dry-run", "say what would be done"),
      "  laurel db migrate --db postgres://owner@host/laurel --role laurel_app"
    )
  ).action(async (given: Given) => {
    const { migrateCommand } = await import("./db/migrateCommand.ts")
    await migrateCommand(given, house)
  })
  options(
    withExamples(db.command("status").description("show which steps the tables have taken"), "  laurel db status")
  ).action(async (given: Given) => {
    const { statusCommand } = await import("./db/statusCommand.ts")
    await statusCommand(given, house)
  })
  options(
    withExamples(
      db.command("explain").description("show how the database looks up what the ports ask for; 3 if one reads it all"),
      "  laurel db explain"
    )
  ).action(async (given: Given) => {
    const { explainCommand } = await import("./db/explainCommand.ts")
    await explainCommand(given, house)
  })
  addPartitions(db, house)
}

const addPartitions = (db: Command, house: House): void => {
  const partitions = db
    .command("partitions")
    .description("show the parts of the tables that grow with time, and how large they are")
    .helpCommand(false)
  options(
    withExamples(
      partitions,
      "  laurel db partitions\n  laurel db partitions ensure\n  laurel db partitions archive --before 2026-01 --dry-run"
    )
  ).action(async (given: Given) => {
    const { partitionsCommand } = await import("./db/partitionsCommand.ts")
    await partitionsCommand(given, house)
  })
  options(
    withExamples(
      partitions
        .command("ensure")
        .description("make those of this month and the next two; run it once a month at least"),
      "  laurel db partitions ensure"
    )
  ).action(async (given: Given) => {
    const { ensureCommand } = await import("./db/ensureCommand.ts")
    await ensureCommand(given, house)
  })
  options(
    withExamples(
      partitions
        .command("archive")
        .description("take months out of the log whose challenges have all ended; each stays as a table by itself")
        .requiredOption("--before <month>", "the months before this one")
        .option("--confirm <month>", "confirm with the same month")
        .option("--dry-run", "say what would be done")
        .option("--no-input", "never ask, also at a terminal"),
      "  laurel db partitions archive --before 2026-01 --dry-run\n" +
        "  laurel db partitions archive --before 2026-01 --confirm 2026-01"
    )
  ).action(async (given: Given) => {
    const { archiveCommand } = await import("./db/archiveCommand.ts")
    await archiveCommand(given, house)
  })
}

const options = (command: Command): Command =>
  command
    .option("--db <url>", "pglite:./laurel-data or postgres://…")
    .option("--db-url-file <file>", "the file that holds it, password and all")
    .option("--json", "print one JSON document")
    .helpOption("-h, --help", "print this help")
