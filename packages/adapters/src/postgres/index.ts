import { Effect, Layer, type Scope } from "effect"
import { layerSha256 } from "../node/index.ts"
import { layerActivityLog } from "./ActivityLog.ts"
import { layerAdjustments } from "./Adjustments.ts"
import { layerApiKeys } from "./ApiKeys.ts"
import { layerAudit } from "./Audit.ts"
import { layerStoredBoards } from "./boards/StoredBoards.ts"
import { layerChallengeStore } from "./ChallengeStore.ts"
import { layerCharges } from "./Charges.ts"
import { layerCircles } from "./Circles.ts"
import { Connection } from "./Connection.ts"
import { connectEmbedded } from "./connectEmbedded.ts"
import { connectPostgres } from "./connectPostgres.ts"
import { Db, dbOver } from "./Db.ts"
import { layerDeposits } from "./Deposits.ts"
import { layerDueDates } from "./DueDates.ts"
import { layerEntries } from "./Entries.ts"
import type { DatabaseUnreachable, DbFailed, FolderInUse, SchemaMismatch } from "./errors.ts"
import { layerInvites } from "./Invites.ts"
import { layerJobs } from "./jobs/Jobs.ts"
import { layerKeptAnswers } from "./KeptAnswers.ts"
import { layerLedger } from "./Ledger.ts"
import { knownSchema, migrate } from "./migrations/migrate.ts"
import type { EmbeddedOptions, PostgresOptions } from "./Options.ts"
import { layerOutbox } from "./Outbox.ts"
import { layerScores } from "./Scores.ts"
import { layerSettlementStore } from "./SettlementStore.ts"
import { layerSnapshots } from "./Snapshots.ts"
import { layerStreamTokens } from "./StreamTokens.ts"
import { layerTallies } from "./Tallies.ts"
import { layerTransaction } from "./Transaction.ts"
import { layerWebhookStore } from "./WebhookStore.ts"

export { layerBudgets } from "./Budgets.ts"
export { Connection } from "./Connection.ts"
export { Db } from "./Db.ts"
export { type PartitionFound, partitionsOf, type ServerFacts, serverFacts } from "./diagnose.ts"
export { DatabaseUnreachable, DbFailed, FolderInUse, RoleUnfit, SchemaMismatch } from "./errors.ts"
export { type Explained, explainAll } from "./explainAll.ts"
export { fitRole, grantRights } from "./migrations/grantRights.ts"
export { type MigrationStatus, migrate, migrationStatus, type Place } from "./migrations/migrate.ts"
export type { EmbeddedOptions, PostgresOptions } from "./Options.ts"
export { types } from "./parsers.ts"
export { archivePartitions, ensurePartitions, type PartitionMoved } from "./partitions.ts"
export type { Tables } from "./tables.ts"
export { type StoreVitals, storeVitals } from "./vitals.ts"

/** Every port over an open database, whose tables are those of this Laurel. */
export const layerPorts = Layer.mergeAll(
  layerActivityLog,
  layerAdjustments,
  layerApiKeys,
  layerAudit,
  layerChallengeStore,
  layerDeposits,
  layerCharges,
  layerCircles,
  layerDueDates,
  layerEntries,
  layerInvites,
  layerJobs,
  layerKeptAnswers,
  layerLedger,
  layerOutbox,
  layerScores,
  layerSnapshots,
  layerSettlementStore,
  layerStoredBoards,
  layerStreamTokens,
  layerTallies,
  layerTransaction,
  layerWebhookStore
)

/** The database of a connection, as the ports use it. */
export const layerDb: Layer.Layer<Db, never, Connection> = Layer.effect(Db, Effect.map(Connection, dbOver))

const placeOf = ({ db, schema, database }: Connection["Service"]) => ({ db, schema, database })

const layerOf = <E>(
  connect: Effect.Effect<Connection["Service"], E, Scope.Scope>,
  prepare: (connection: Connection["Service"]) => Effect.Effect<unknown, DbFailed | SchemaMismatch>
) =>
  layerPorts.pipe(
    Layer.provideMerge(layerDb),
    Layer.provideMerge(Layer.effect(Connection, Effect.tap(connect, prepare))),
    // Plans for a million people are hashed on the way to the database and back.
    Layer.provideMerge(layerSha256)
  )

/** All ports on a Postgres server (15 and later). A database whose tables are not those of this Laurel is refused. */
export const layer = (options: PostgresOptions) =>
  layerOf<DatabaseUnreachable>(connectPostgres(options), (connection) => knownSchema(placeOf(connection)))

/** All ports on the embedded store; its tables are made, and brought up to this Laurel, when it is opened. */
export const layerEmbedded = (options: EmbeddedOptions = {}) =>
  layerOf<DatabaseUnreachable | FolderInUse>(connectEmbedded(options), (connection) => migrate(placeOf(connection)))

/** An open database on a server and nothing else: for migrations and diagnosis, whatever tables it has. */
export const layerConnection = (options: PostgresOptions): Layer.Layer<Connection, DatabaseUnreachable> =>
  Layer.effect(Connection, connectPostgres(options))

/** As `layerConnection`, of an embedded store. */
export const layerEmbeddedConnection = (
  options: EmbeddedOptions = {}
): Layer.Layer<Connection, DatabaseUnreachable | FolderInUse> => Layer.effect(Connection, connectEmbedded(options))
