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
        .option("--dry-run", "say what would be done"),
      "  laurel db migrate --db postgres://laurel@host/laurel"
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
      db.command("partitions").description("show the parts of the tables that grow with time, and how large they are"),
      "  laurel db partitions"
    )
  ).action(async (given: Given) => {
    const { partitionsCommand } = await import("./db/partitionsCommand.ts")
    await partitionsCommand(given, house)
  })
}

const options = (command: Command): Command =>
  command
    .option("--db <url>", "pglite:./laurel-data or postgres://…")
    .option("--db-url-file <file>", "the file that holds it, password and all")
    .option("--json", "print one JSON document")
    .helpOption("-h, --help", "print this help")
