import { Schema } from "effect"

/** A statement failed. Each port turns it into what it promises to answer when it is unavailable. */
export class DbFailed extends Schema.TaggedError<DbFailed>()("DbFailed", { cause: Schema.Defect() }) {
  override get message() {
    return `The database failed: ${describe(this.cause)}`
  }
}

const describe = (cause: unknown): string =>
  typeof cause === "object" && cause !== null && "message" in cause
    ? `${cause.message}`
    : Object.prototype.toString.call(cause)

/** The database cannot be reached, or the address is none. */
export class DatabaseUnreachable extends Schema.TaggedError<DatabaseUnreachable>()("DatabaseUnreachable", {
  database: Schema.String,
  cause: Schema.Defect()
}) {
  override get message() {
    return `The database ${this.database} cannot be reached: ${describe(this.cause)}`
  }
}

/** Another process has the folder of an embedded store open: two at once would destroy it. */
export class FolderInUse extends Schema.TaggedError<FolderInUse>()("FolderInUse", {
  folder: Schema.String,
  holder: Schema.optionalKey(Schema.String)
}) {
  override get message() {
    const holder = this.holder === undefined ? "another process" : `process ${this.holder}`
    return `The store in ${this.folder} is open in ${holder}; close that first, or use a Postgres server for several processes`
  }
}

/** A role of the database cannot be given the rights of the application: there is none of that name, or no right binds it. */
export class RoleUnfit extends Schema.TaggedError<RoleUnfit>()("RoleUnfit", {
  role: Schema.String,
  problem: Schema.Literals(["missing", "owner", "superuser"])
}) {
  override get message() {
    return {
      missing: `The database has no role ${this.role}`,
      owner: `The role ${this.role} owns the tables: the application has to be another, or nothing keeps it from changing what is never to change`,
      superuser: `The role ${this.role} is a superuser, whom no right binds: let the application be another`
    }[this.problem]
  }
}

/** The tables are not those that this version of Laurel works with. */
export class SchemaMismatch extends Schema.TaggedError<SchemaMismatch>()("SchemaMismatch", {
  database: Schema.String,
  problem: Schema.Literals(["behind", "ahead", "altered"]),
  migrations: Schema.Array(Schema.String)
}) {
  override get message() {
    const named = this.migrations.join(", ")
    return {
      behind: `The tables of ${this.database} lack ${named}; run laurel db migrate`,
      ahead: `The tables of ${this.database} were made by a newer Laurel (${named}); use that version`,
      altered: `The tables of ${this.database} were made by other steps than this Laurel's (${named}); restore a backup, or report it`
    }[this.problem]
  }
}
